/** A PDF of one A4 page that is a JPEG image and nothing else, with a cross-reference table. */
export function imagePaper(jpeg: Uint8Array): Buffer {
  const draw = 'q 595 0 0 842 0 0 cm /Scan Do Q';
  const image = '/Type /XObject /Subtype /Image /Width 1240 /Height 1754 /ColorSpace /DeviceRGB /BitsPerComponent 8';
  const objects: readonly (readonly [entries: string, stream?: Uint8Array])[] = [
    ['/Type /Catalog /Pages 2 0 R'],
    ['/Type /Pages /Kids [3 0 R] /Count 1'],
    ['/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /Scan 5 0 R >> >>'],
    [`/Length ${draw.length}`, Buffer.from(draw)],
    [`${image} /Filter /DCTDecode /Length ${jpeg.length}`, jpeg],
  ];
  const parts: Uint8Array[] = [Buffer.from('%PDF-1.7\n%âãÏÓ\n', 'latin1')];
  const length = (): number => parts.reduce((sum, part) => sum + part.length, 0);
  const entries = ['0000000000 65535 f \n'];
  for (const [index, [dictionary, stream]] of objects.entries()) {
    entries.push(`${String(length()).padStart(10, '0')} 00000 n \n`);
    parts.push(Buffer.from(`${index + 1} 0 obj\n<< ${dictionary} >>\n`));
    if (stream) parts.push(Buffer.from('stream\n'), stream, Buffer.from('\nendstream\n'));
    parts.push(Buffer.from('endobj\n'));
  }
  const [start, size] = [length(), entries.length];
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(`xref\n0 ${size}\n${entries.join('')}${trailer}`)]);
}
