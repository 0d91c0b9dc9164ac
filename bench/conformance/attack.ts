import { firstContents } from './papers.ts';

/** The file with one bit of what is signed turned over: inside the text that the first page shows. */
export function flipped(pdf: Uint8Array): Uint8Array {
  const copy = Buffer.from(pdf);
  const position = copy.indexOf('line 7');
  const octet = copy[position + 5];
  if (position < 0 || octet === undefined) throw new Error('the text of the page is not to be found');
  copy[position + 5] = octet ^ 1;
  return copy;
}

/** The file with an update that draws another first page: everything signed stays, what is seen does not. */
export function replaced(pdf: Uint8Array): Uint8Array {
  const text = Buffer.from(pdf).toString('latin1');
  const [, previous = ''] = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text) ?? [];
  const size =
    text
      .match(/\/Size (\d+)/g)
      ?.at(-1)
      ?.slice(6) ?? '';
  const draw = 'BT /F1 40 Tf 72 600 Td (Another text) Tj ET';
  const object = `\n${firstContents} 0 obj\n<< /Length ${draw.length} >>\nstream\n${draw}\nendstream\nendobj\n`;
  const table = `xref\n${firstContents} 1\n${String(pdf.length + 1).padStart(10, '0')} 00000 n \n`;
  const root = text.match(/\/Root \d+ 0 R/g)?.at(-1) ?? '';
  const trailer = `trailer\n<< /Size ${size} ${root} /Prev ${previous} >>\n`;
  const end = `startxref\n${pdf.length + object.length}\n%%EOF\n`;
  return Buffer.concat([pdf, Buffer.from(object + table + trailer + end, 'latin1')]);
}
