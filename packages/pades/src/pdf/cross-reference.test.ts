import { expect, it } from 'vitest';
import { createPaper } from '../fixtures/paper.ts';
import { PdfDocument } from './document.ts';
import { PdfReference } from './model.ts';

/** A paper updated by an object and a cross-reference stream whose offsets take eight octets. */
function updated(offsetOf: (start: number) => bigint): Buffer {
  const paper = createPaper({ shape: 'stream' });
  const object = '900 0 obj\n(wide)\nendobj\n';
  const start = paper.length + object.length;
  const rows = Buffer.alloc(22);
  for (const [index, offset] of [offsetOf(paper.length), BigInt(start)].entries()) {
    rows[index * 11] = 1;
    rows.writeBigUInt64BE(offset, index * 11 + 1);
  }
  const previous = new PdfDocument(paper).crossReference.start;
  const entries = `/Type /XRef /W [1 8 2] /Index [900 2] /Size 902 /Root 1 0 R /Prev ${previous} /Length ${rows.length}`;
  return Buffer.concat([
    paper,
    Buffer.from(`${object}901 0 obj\n<< ${entries} >>\nstream\n`),
    rows,
    Buffer.from(`\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`),
  ]);
}

it('reads offsets of eight octets, as some writers give them, and refuses those that lie in no file', () => {
  const document = new PdfDocument(updated(start => BigInt(start)));
  expect(document.resolve(new PdfReference(900))).toMatchObject({ octets: Uint8Array.from(Buffer.from('wide')) });
  expect(() => new PdfDocument(updated(() => 2n ** 60n))).toThrow('pdf-malformed');
});
