import { describe, expect, it } from 'vitest';
import {
  amend,
  amendEntries,
  name,
  text,
  withAnnotations,
  withEntries,
  withFields,
} from '../fixtures/forger/forgery.ts';
import { signPaper } from '../fixtures/officer.ts';
import { createPaper, createStamp } from '../fixtures/paper.ts';
import { PdfDocument } from '../pdf/document.ts';
import type { IncrementalUpdate } from '../pdf/increment.ts';
import { dictionary, PdfReference, PdfStream } from '../pdf/model.ts';
import { catalogOf } from '../pdf/page.ts';
import { compareRevisions } from './compare.ts';
import { ObjectStore } from './object-store.ts';

const compare = (earlier: Uint8Array, later: Uint8Array) =>
  compareRevisions(new PdfDocument(earlier), new PdfDocument(later));

const box = { left: 9, top: 9, width: 99, height: 50 };
const shapes: ('table' | 'stream')[] = ['table', 'stream'];

describe.each(shapes)('compareRevisions, cross-reference %s', shape => {
  const paper = createPaper({ shape, pages: 2 });
  const signed = signPaper(paper);

  it('finds no change where objects are written again as they were', () => {
    const again = amend(signed, (writer, document) => {
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

  it('judges the form’s flags by what they refer to', () => {
    const odd = (need: boolean) =>
      createPaper({
        shape,
        catalogEntries: '/AcroForm << /Fields [] /SigFlags 100 0 R /NeedAppearances 101 0 R >>',
        objects: { 100: '3', 101: String(need) },
      });
    for (const need of [true, false]) {
      const once = signPaper(odd(need));
      const twice = compare(once, signPaper(once));
      expect(twice).toMatchObject({ class: 'form-filling', changes: [{ field: 'Signature2' }] });
    }
    const before = signPaper(odd(false));
    const rewritten = amend(before, writer => writer.write(new PdfReference(101), true));
    expect(compare(before, rewritten).class).toBe('other');
    const set = amend(signed, (writer, document) => {
      const [need, form] = [writer.allocate(), document.dictionaryOf(catalogOf(document).dictionary.get('AcroForm'))];
      writer.write(need, true);
      const changed = new Map(form).set('NeedAppearances', need);
      writer.write(new PdfReference(1), withEntries(document, 1, { AcroForm: changed }));
    });
    expect(compare(signed, set).class).toBe('other');
  });

  it('takes long-term data for what it is', () => {
    const extended = amend(signed, (writer, document) => {
      const certificate = writer.allocate();
      writer.write(certificate, new PdfStream(new Map(), Buffer.from('certificate')));
      const store = dictionary({ Type: name('DSS'), Certs: [certificate] });
      writer.write(new PdfReference(1), withEntries(document, 1, { DSS: store }));
    });
    expect(compare(signed, extended)).toMatchObject({ class: 'long-term-data', changes: [{}] });
    const emptied = amend(extended, (writer, document) =>
      writer.write(new PdfReference(1), withEntries(document, 1, { DSS: dictionary({ Certs: [] }) })),
    );
    expect(compare(extended, emptied).class).toBe('other');
  });

  it('takes a note on a page for an annotation', () => {
    const noted = amend(signed, (writer, document) => {
      const note = writer.allocate();
      writer.write(note, dictionary({ Type: name('Annot'), Subtype: name('FreeText'), Rect: [0, 0, 99, 99] }));
      writer.write(new PdfReference(11), withEntries(document, 11, { Annots: [note] }));
    });
    expect(compare(signed, noted)).toMatchObject({ class: 'annotation', changes: [{ class: 'annotation' }] });
  });

  it('lets data of one signature go that the lists for the whole file still hold, and no other', () => {
    const withStore = (certificates: readonly number[], related: readonly number[]) => (pdf: Uint8Array) =>
      amend(pdf, (writer, document) => {
        const references = (numbers: readonly number[]) => numbers.map(number => new PdfReference(number));
        for (const number of [200, 201]) {
          writer.write(new PdfReference(number), new PdfStream(new Map(), Buffer.from(`certificate ${number}`)));
        }
        const VRI = dictionary({ ABCD: dictionary({ Cert: references(related) }) });
        const DSS = dictionary({ Certs: references(certificates), VRI });
        writer.write(new PdfReference(1), withEntries(document, 1, { DSS }));
      });
    const whole = withStore([200], [200, 201])(signed);
    expect(compare(whole, withStore([200], [201])(whole)).class).toBe('long-term-data');
    expect(compare(whole, withStore([200], [200])(whole)).class).toBe('other');
  });

  it('takes a document timestamp in an invisible field for long-term data', () => {
    const stamped = amend(signed, (writer, document) => {
      const [token, field] = [writer.allocate(), writer.allocate()];
      writer.write(token, dictionary({ Type: name('DocTimeStamp'), SubFilter: name('ETSI.RFC3161') }));
      const shown = { Subtype: name('Widget'), Rect: [0, 0, 0, 0], P: new PdfReference(10) };
      writer.write(field, dictionary({ FT: name('Sig'), T: text('Archive'), V: token, F: 132, ...shown }));
      writer.write(new PdfReference(1), withFields(document, field));
      writer.write(new PdfReference(10), withAnnotations(document, 10, field));
    });
    expect(compare(signed, stamped)).toMatchObject({ class: 'long-term-data', changes: [{ field: 'Archive' }] });
  });

  it('lets a new field be seen that nobody signed, as long as it draws nothing', () => {
    const empty = amend(signed, (writer, document) => {
      const [look, field] = [writer.allocate(), writer.allocate()];
      writer.write(look, new PdfStream(new Map(), Buffer.from('% blank\n')));
      const shown = { Subtype: name('Widget'), Rect: [9, 9, 99, 99], AP: dictionary({ N: look }), MK: new Map() };
      writer.write(field, dictionary({ FT: name('Sig'), T: text('Mayor'), P: new PdfReference(10), ...shown }));
      writer.write(new PdfReference(1), withFields(document, field));
      writer.write(new PdfReference(10), withAnnotations(document, 10, field));
    });
    expect(compare(signed, empty)).toMatchObject({ class: 'form-filling', changes: [{ field: 'Mayor' }] });
  });

  it('takes a field for filled, by its own name, when the field above is', () => {
    const paper = createPaper({
      shape,
      catalogEntries: '/AcroForm << /Fields [100 0 R] >>',
      objects: { 100: '<< /FT /Tx /T (a) /Kids [101 0 R] >>', 101: '<< /T (b) /Parent 100 0 R >>' },
    });
    const filled = amendEntries(signPaper(paper), { 100: { V: text('1') } });
    const { changes } = compare(paper, filled);
    expect(changes.map(({ field }) => field)).toEqual(expect.arrayContaining(['a', 'a.b']));
  });

  it('takes dates and producer for long-term data, and no other property', () => {
    const kind = dictionary({ Type: name('Metadata'), Subtype: name('XML') });
    const packet = (date: string, title: string) =>
      new PdfStream(
        kind,
        Buffer.from(
          `<x:xmpmeta xmp:ModifyDate="${date}">\n<pdf:Producer>${date}</pdf:Producer>\n<dc:title>${title}</dc:title></x:xmpmeta>`,
        ),
      );
    const described = amend(signed, (writer, document) => {
      writer.write(new PdfReference(200), packet('1', 'Paper'));
      writer.write(new PdfReference(1), withEntries(document, 1, { Metadata: new PdfReference(200) }));
    });
    const dated = amend(described, writer => writer.write(new PdfReference(200), packet('2', 'Paper')));
    expect(compare(described, dated)).toMatchObject({ class: 'long-term-data', changes: [{ object: 200 }] });
    const titled = amend(described, writer => writer.write(new PdfReference(200), packet('2', 'Other paper')));
    expect(compare(described, titled).class).toBe('other');
    const spaced = amend(described, writer => writer.write(new PdfReference(200), packet('2', 'Pa per')));
    expect(compare(described, spaced).class).toBe('other');
  });

  it.each([
    ' pdf:Producer="0000"',
    '<xmp:ModifyDate>0000</xmp:ModifyDate>',
    ' <pdf:Producer>0000</pdf:Producer> more',
    '<?xpacket 0000?>',
  ])('takes a note of the writer inside a title for a part of it: %s', more => {
    const packet = (title: string) =>
      new PdfStream(
        dictionary({ Type: name('Metadata'), Subtype: name('XML') }),
        Buffer.from(`<?xpacket begin?><x><dc:title>Fee 10${title}</dc:title></x><?xpacket end="w"?>`),
      );
    const described = amend(signed, (writer, document) => {
      writer.write(new PdfReference(200), packet(''));
      writer.write(new PdfReference(1), withEntries(document, 1, { Metadata: new PdfReference(200) }));
    });
    const titled = amend(described, writer => writer.write(new PdfReference(200), packet(more)));
    expect(compare(described, titled).class).toBe('other');
  });

  it('compares many small updates without reading all again', () => {
    const store = new ObjectStore();
    let current: Buffer = Buffer.from(signed);
    let classes = new Set<string>();
    for (let count = 0; count < 60; count++) {
      const next = amend(current, (writer, document) => {
        const note = writer.allocate();
        writer.write(note, dictionary({ Type: name('Annot'), Subtype: name('Text'), Rect: [0, 0, 9, 9] }));
        const annotations = document.arrayOf(document.dictionaryOf(new PdfReference(10))?.get('Annots')) ?? [];
        writer.write(new PdfReference(10), withEntries(document, 10, { Annots: [...annotations, note] }));
      });
      const report = compareRevisions(new PdfDocument(current), new PdfDocument(next), store);
      classes = classes.add(`${report.class} ${report.changes.length}`);
      current = next;
    }
    expect([...classes]).toEqual(['annotation 1']);
  });

  describe('a form', () => {
    const form = createPaper({
      shape,
      pageEntries: '/Annots [100 0 R 101 0 R 103 0 R]',
      catalogEntries: '/AcroForm << /Fields [100 0 R 101 0 R 102 0 R] /DA (/Helv 0 Tf) >>',
      objects: {
        100: '<< /Subtype /Widget /FT /Sig /T (Officer) /Rect [0 0 99 99] /Lock << /Action /All >> >>',
        101: '<< /Subtype /Widget /FT /Tx /T (Amount) /V (1) /Rect [0 0 99 9] >>',
        102: '<< /FT /Btn /T (Group) /Kids [103 0 R] >>',
        103: '<< /Subtype /Widget /T (Box) /Parent 102 0 R /V /Off /AS /Off /Rect [0 0 9 9] >>',
      },
    });
    const appearance = new PdfStream(dictionary({ Subtype: name('Form'), BBox: [0, 0, 9, 9] }), Buffer.from('q Q'));

    it('may be filled in, with the appearances of what was filled in', () => {
      const filled = amend(form, (writer, document) => {
        writer.write(new PdfReference(110), appearance);
        const shown = dictionary({ N: new PdfReference(110) });
        writer.write(new PdfReference(101), withEntries(document, 101, { V: text('2'), AP: shown }));
        writer.write(new PdfReference(103), withEntries(document, 103, { V: name('On'), AS: name('On') }));
      });
      expect(compare(form, filled)).toMatchObject({
        class: 'form-filling',
        changes: [{ field: 'Amount' }, { field: 'Group.Box' }],
      });
      const again = amend(filled, (writer, document) => {
        writer.write(new PdfReference(110), new PdfStream(appearance.dictionary, Buffer.from('q q Q Q')));
        writer.write(new PdfReference(101), withEntries(document, 101, { V: text('3') }));
      });
      expect(compare(filled, again)).toMatchObject({ class: 'form-filling', changes: [{ field: 'Amount' }] });
    });

    it('may be signed where it has a field for it', () => {
      const filled = amend(form, (writer, document) => {
        writer.write(new PdfReference(110), appearance);
        writer.write(new PdfReference(111), dictionary({ Type: name('Sig') }));
        const shown = dictionary({ N: new PdfReference(110) });
        const signing = { V: new PdfReference(111), AP: shown, F: 132 };
        writer.write(new PdfReference(100), withEntries(document, 100, signing));
      });
      expect(compare(form, filled)).toEqual({
        class: 'form-filling',
        changes: [
          { class: 'form-filling', object: 100, detail: 'field “Officer” signed (signature)', field: 'Officer' },
        ],
      });
    });

    it('may get a signature field below fields that group it', () => {
      const field = (writer: IncrementalUpdate, title: string, parent?: PdfReference) => {
        const widget = writer.allocate();
        const shown = { Subtype: name('Widget'), Rect: [0, 0, 0, 0], V: dictionary({ Type: name('Sig') }) };
        const above = parent === undefined ? {} : { Parent: parent };
        writer.write(widget, dictionary({ FT: name('Sig'), T: text(title), ...shown, ...above }));
        return widget;
      };
      const one = amend(form, (writer, document) => {
        const group = new PdfReference(120);
        writer.write(group, dictionary({ T: text('Signers'), Kids: [field(writer, 'One', group)] }));
        writer.write(new PdfReference(1), withFields(document, group));
      });
      expect(compare(form, one)).toMatchObject({ class: 'form-filling', changes: [{ field: 'Signers.One' }] });
      const two = amend(one, (writer, document) => {
        const kids = document.arrayOf(document.dictionaryOf(new PdfReference(120))?.get('Kids')) ?? [];
        const added = field(writer, 'Two', new PdfReference(120));
        writer.write(new PdfReference(120), withEntries(document, 120, { Kids: [...kids, added] }));
      });
      expect(compare(one, two)).toMatchObject({ class: 'form-filling', changes: [{ field: 'Signers.Two' }] });
      const elsewhere = amend(form, (writer, document) =>
        writer.write(new PdfReference(1), withFields(document, field(writer, 'Three', new PdfReference(102)))),
      );
      expect(compare(form, elsewhere).class).toBe('other');
    });

    it.each([
      ['its maximum', { V: text('2'), MaxLen: 3 }],
      ['its place', { V: text('2'), Rect: [0, 0, 500, 500] }],
      ['that it is hidden', { V: text('2'), F: 2 }],
      ['what it does', { V: text('2'), AA: new Map() }],
    ])('may not have a filled field change %s', (_, entries) => {
      const changed = amendEntries(form, { 101: entries });
      expect(compare(form, changed).class).toBe('other');
    });
  });
});
