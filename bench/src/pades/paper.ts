/** An indirect object of a paper: entries of its dictionary, and its stream if it has one. */
type PaperObject = readonly [entries: string, stream?: Uint8Array];

/** A PDF of one A4 page that is a JPEG image and nothing else, with a cross-reference table. */
export function imagePaper(jpeg: Uint8Array): Buffer {
  const draw = 'q 595 0 0 842 0 0 cm /Scan Do Q';
  const image = '/Type /XObject /Subtype /Image /Width 1240 /Height 1754 /ColorSpace /DeviceRGB /BitsPerComponent 8';
  return writePaper([
    ['/Type /Catalog /Pages 2 0 R'],
    ['/Type /Pages /Kids [3 0 R] /Count 1'],
    ['/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /Scan 5 0 R >> >>'],
    [`/Length ${draw.length}`, Buffer.from(draw)],
    [`${image} /Filter /DCTDecode /Length ${jpeg.length}`, jpeg],
  ]);
}

/** A PDF of many pages of text, each with a content of its own: a file of many small objects. */
export function textPaper(pages: number): Buffer {
  const first = 4;
  const kids = Array.from({ length: pages }, (_, index) => `${first + 2 * index} 0 R`).join(' ');
  const contents = Array.from({ length: pages }, (_, index): PaperObject[] => {
    const lines = Array.from({ length: 30 }, (_, row) => `0 -22 Td (Page ${index + 1}, line ${row + 1}) Tj`).join('\n');
    const draw = `BT /F1 11 Tf 72 760 Td\n${lines}\nET`;
    return [
      [`/Type /Page /Parent 2 0 R /Contents ${first + 2 * index + 1} 0 R`],
      [`/Length ${draw.length}`, Buffer.from(draw)],
    ];
  });
  return writePaper([
    ['/Type /Catalog /Pages 2 0 R'],
    [`/Type /Pages /Count ${pages} /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Kids [${kids}]`],
    ['/Type /Font /Subtype /Type1 /BaseFont /Helvetica'],
    ...contents.flat(),
  ]);
}

/** Numbers the objects from 1 on, the first being the catalog, and ends the file with a cross-reference table. */
export function writePaper(objects: readonly PaperObject[], trailerEntries = ''): Buffer {
  const parts: Uint8Array[] = [];
  let length = 0;
  const append = (part: Uint8Array): void => {
    parts.push(part);
    length += part.length;
  };
  append(Buffer.from('%PDF-1.7\n%âãÏÓ\n', 'latin1'));
  const entries = ['0000000000 65535 f \n'];
  for (const [index, [dictionary, stream]] of objects.entries()) {
    entries.push(`${String(length).padStart(10, '0')} 00000 n \n`);
    append(Buffer.from(`${index + 1} 0 obj\n<< ${dictionary} >>\n`));
    if (stream) [Buffer.from('stream\n'), stream, Buffer.from('\nendstream\n')].forEach(append);
    append(Buffer.from('endobj\n'));
  }
  const [start, size] = [length, entries.length];
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R ${trailerEntries} >>\nstartxref\n${start}\n%%EOF\n`;
  append(Buffer.from(`xref\n0 ${size}\n${entries.join('')}${trailer}`));
  return Buffer.concat(parts);
}
