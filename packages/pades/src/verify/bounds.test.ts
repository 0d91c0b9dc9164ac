import { deflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { amend, text, withEntries } from '../fixtures/forger/forgery.ts';
import { now, root, signPaper } from '../fixtures/officer.ts';
import { createPaper } from '../fixtures/paper.ts';
import { PdfDocument } from '../pdf/document.ts';
import { dictionary, PdfReference, PdfStream } from '../pdf/model.ts';
import { readSecurityStore } from '../pdf/security-store.ts';
import { validate } from './validate.ts';

/** An update of no object but with a table of many, which takes few octets. */
function withEntriesOfNothing(pdf: Buffer, count: number): Buffer {
  const rows = deflateSync(Buffer.alloc(3 * count));
  const previous = new PdfDocument(pdf).crossReference.start;
  const entries = `/Type /XRef /W [1 1 1] /Index [1000 ${count}] /Size ${1000 + count} /Root 1 0 R /Prev ${previous}`;
  const head = `900 0 obj\n<< ${entries} /ID [<00ff> <00ff>] /Filter /FlateDecode /Length ${rows.length} >>\nstream\n`;
  const tail = `\nendstream\nendobj\nstartxref\n${pdf.length}\n%%EOF\n`;
  return Buffer.concat([pdf, Buffer.from(head), rows, Buffer.from(tail)]);
}

it('does not keep the tables of many large revisions', () => {
  const signed = signPaper(withEntriesOfNothing(createPaper({ shape: 'stream' }), 900_000));
  const again = [1, 2, 3, 4, 5];
  const fields = amend(Buffer.from(signed), (update, document) => {
    const form = document.dictionaryOf(document.dictionaryOf(new PdfReference(1))?.get('AcroForm'));
    const [first] = document.arrayOf(form?.get('Fields')) ?? [];
    const entries = document.dictionaryOf(first) ?? new Map();
    const copies = again.map(count => {
      const copy = update.allocate();
      update.write(copy, new Map([...entries, ['T', text(String(count))]]));
      return copy;
    });
    const changed = new Map(form).set('Fields', [first ?? null, ...copies]);
    update.write(new PdfReference(1), withEntries(document, 1, { AcroForm: changed }));
  });
  const { findings } = validate(fields, { trust: [root.certificate], at: now });
  expect(findings).toMatchObject([{ code: 'file-unreadable', detail: expect.stringContaining('too many objects') }]);
});

it('reads a value of the security store once, however often it is listed', () => {
  const pdf = amend(createPaper(), (update, document) => {
    const value = update.allocate();
    update.write(value, new PdfStream(new Map(), Buffer.from('list')));
    const store = dictionary({ CRLs: Array.from({ length: 99 }, () => value) });
    update.write(new PdfReference(1), withEntries(document, 1, { DSS: store }));
  });
  expect(readSecurityStore(new PdfDocument(pdf)).crls).toHaveLength(1);
});
