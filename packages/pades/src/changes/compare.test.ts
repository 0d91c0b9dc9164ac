import { describe, expect, it } from 'vitest';
import { signPaper } from '../fixtures/officer.ts';
import { createPaper, createStamp } from '../fixtures/paper.ts';
import { PdfDocument } from '../pdf/document.ts';
import { IncrementalUpdate } from '../pdf/increment.ts';
import {
  dictionary,
  type PdfDictionary,
  PdfName,
  PdfReference,
  PdfStream,
  PdfString,
  type PdfValue,
} from '../pdf/model.ts';
import { compareRevisions } from './compare.ts';
import { ObjectStore } from './object-store.ts';

/** The file with an update that `write` makes. */
function update(pdf: Uint8Array, write: (update: IncrementalUpdate, document: PdfDocument) => void): Buffer {
  const document = new PdfDocument(pdf);
  const writer = new IncrementalUpdate(document);
  write(writer, document);
  writer.finish();
  return Buffer.concat([pdf, writer.bytes()]);
}

const compare = (earlier: Uint8Array, later: Uint8Array) =>
  compareRevisions(new PdfDocument(earlier), new PdfDocument(later));

/** The dictionary of an object with some entries set. */
function amended(document: PdfDocument, number: number, entries: Readonly<Record<string, PdfValue>>): PdfDictionary {
  return new Map([...(document.dictionaryOf(new PdfReference(number)) ?? []), ...dictionary(entries)]);
}

const name = (text: string) => new PdfName(text);
const text = (value: string) => new PdfString(Buffer.from(value));
const box = { left: 9, top: 9, width: 99, height: 50 };
const shapes: ('table' | 'stream')[] = ['table', 'stream'];

describe.each(shapes)('compareRevisions, cross-reference %s', shape => {
  const paper = createPaper({ shape, pages: 2 });
  const signed = signPaper(paper);

  it('finds no change where objects are written again as they were', () => {
    const again = update(signed, (writer, document) => {
      for (const number of [1, 2, 10]) {
        const reference = new PdfReference(number);
        writer.write(reference, document.resolve(reference));
      }
    });
    expect(compare(signed, again)).toEqual({ class: 'none', changes: [] });
  });

  it('takes a signature for form filling, and names the field', () => {
    expect(compare(paper, signed)).toMatchObject({
      class: 'form-filling',
      changes: [{ class: 'form-filling', field: 'Signature1', created: 'invisible' }],
    });
    const stamped = signPaper(signed, { page: 1, box, appearance: { pdf: createStamp() } });
    expect(compare(signed, stamped)).toMatchObject({
      class: 'form-filling',
      changes: [{ class: 'form-filling', field: 'Signature2', created: 'visible' }],
    });
    expect(compare(paper, stamped)).toMatchObject({ class: 'form-filling', changes: [{}, {}] });
  });

  it('finds a page drawn otherwise', () => {
    const redrawn = update(signed, writer =>
      writer.write(new PdfReference(4), new PdfStream(new Map(), Buffer.from('0 0 9 9 re f'))),
    );
    expect(compare(signed, redrawn).class).toBe('other');
  });

  it('takes long-term data for what it is', () => {
    const extended = update(signed, (writer, document) => {
      const certificate = writer.allocate();
      writer.write(certificate, new PdfStream(new Map(), Buffer.from('certificate')));
      const store = dictionary({ Type: name('DSS'), Certs: [certificate] });
      writer.write(new PdfReference(1), amended(document, 1, { DSS: store }));
    });
    expect(compare(signed, extended)).toMatchObject({ class: 'long-term-data', changes: [{}] });
    const emptied = update(extended, (writer, document) =>
      writer.write(new PdfReference(1), amended(document, 1, { DSS: dictionary({ Certs: [] }) })),
    );
    expect(compare(extended, emptied).class).toBe('other');
  });

  it('takes a note on a page for an annotation', () => {
    const noted = update(signed, (writer, document) => {
      const note = writer.allocate();
      writer.write(note, dictionary({ Type: name('Annot'), Subtype: name('FreeText'), Rect: [0, 0, 99, 99] }));
      writer.write(new PdfReference(11), amended(document, 11, { Annots: [note] }));
    });
    expect(compare(signed, noted)).toMatchObject({ class: 'annotation', changes: [{ class: 'annotation' }] });
  });

  it.each<[string, number, Record<string, PdfValue>]>([
    ['an action at opening', 1, { OpenAction: dictionary({ S: name('JavaScript'), JS: text('app.alert(1)') }) }],
    ['another box of a page', 10, { MediaBox: [0, 0, 1, 1] }],
    ['other resources', 10, { Resources: new Map() }],
    ['a page less', 2, { Kids: [new PdfReference(10)], Count: 1 }],
    ['pages in another order', 2, { Kids: [new PdfReference(11), new PdfReference(10)] }],
    ['another font', 3, { BaseFont: name('Courier') }],
    ['names', 1, { Names: new Map() }],
  ])('refuses %s', (_, number, entries) => {
    const changed = update(signed, (writer, document) =>
      writer.write(new PdfReference(number), amended(document, number, entries)),
    );
    expect(compare(signed, changed).class).toBe('other');
  });

  it('compares many small updates without reading all again', () => {
    const store = new ObjectStore();
    let current: Buffer = Buffer.from(signed);
    let classes = new Set<string>();
    for (let count = 0; count < 60; count++) {
      const next = update(current, (writer, document) => {
        const note = writer.allocate();
        writer.write(note, dictionary({ Type: name('Annot'), Subtype: name('Text'), Rect: [0, 0, 9, 9] }));
        const annotations = document.arrayOf(document.dictionaryOf(new PdfReference(10))?.get('Annots')) ?? [];
        writer.write(new PdfReference(10), amended(document, 10, { Annots: [...annotations, note] }));
      });
      const report = compareRevisions(new PdfDocument(current), new PdfDocument(next), store);
      classes = classes.add(`${report.class} ${report.changes.length}`);
      current = next;
    }
    expect([...classes]).toEqual(['annotation 1']);
  });
});
