import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { qpdf } from '../fixtures/judges.ts';
import { createPaper } from '../fixtures/paper.ts';
import { PdfDocument } from './document.ts';
import { defaultLimits } from './limits.ts';
import { PdfReference } from './model.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const text = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1');
const forgiving = (pdf: Uint8Array, limits = defaultLimits) => new PdfDocument(pdf, { forgiving: true, limits });
const withObject = (body: string) => createPaper({ objects: { 100: body } });
const withoutStart = (pdf: Uint8Array) => bytes(text(pdf).replace(/startxref\n\d+/, 'startxref\n9'));

describe('what a hostile object may cost is bounded', () => {
  it.each([
    ['an array of a million items', `[${'0 '.repeat(1_000_000)}]`],
    ['a dictionary of many entries', `<<${Array.from({ length: 600_000 }, (_, key) => `/${key} 0`).join('')}>>`],
    ['a name without end', `/${'n'.repeat(100_000)}`],
    ['nested arrays', '['.repeat(10_000)],
  ])('%s', (_what, body) => {
    const file = withObject(body);
    for (const isForgiving of [false, true]) {
      const document = new PdfDocument(file, { forgiving: isForgiving });
      expect(() => document.resolve(new PdfReference(100))).toThrow('pdf-limit-exceeded');
    }
  });

  it('however often it is asked for', () => {
    const document = forgiving(withObject(`[${'0 '.repeat(5000)}]`), { ...defaultLimits, parsedBytes: 100_000 });
    const ask = () => {
      for (let time = 0; time < 100; time++) document.resolve(new PdfReference(100));
    };
    expect(ask).toThrow('pdf-limit-exceeded');
  });

  it('when strings without end hide from a search for objects', () => {
    const open = () =>
      forgiving(bytes(`%PDF-1.7\n${'1 0 obj(/XRef'.repeat(20_000)}`), { ...defaultLimits, parsedBytes: 2_000_000 });
    expect(open).toThrow(/pdf-limit-exceeded|pdf-malformed/);
  });

  it('when its stream is a bomb', () => {
    const bomb = deflateSync(Buffer.alloc(3_000_000));
    const body = `<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${bomb.length} >>\nstream\n${text(bomb)}\nendstream`;
    const open = () => forgiving(withoutStart(withObject(body)), { ...defaultLimits, inflatedBytes: 1_000_000 });
    expect(open).toThrow('pdf-limit-exceeded');
  });
});

describe('a search for objects', () => {
  it('takes nothing from inside a stream', () => {
    const body = '<< /Length 30 >>\nstream\n10 0 obj\n<< /Evil 1 >>\nendobj\n \nendstream';
    const document = forgiving(withoutStart(withObject(body)));
    expect(document.dictionaryOf(new PdfReference(10))?.has('Evil')).toBe(false);
    expect(document.ambiguities).toEqual([]);
  });

  it('doubts two objects of one number in one revision, not in two', () => {
    const again = '10 0 obj\n<< /Type /Page >>\nendobj\n';
    const paper = text(createPaper());
    const inOne = bytes(paper.replace(/xref\n0/, `${again}xref\n0`).replace(/startxref\n\d+/, 'startxref\n9'));
    expect(forgiving(inOne).ambiguities).toEqual(['object 10 stands twice in one revision']);
    const inTwo = bytes(`${paper}${again}trailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n`);
    expect(forgiving(inTwo).ambiguities).toEqual([]);
  });

  it('is made for an update whose /Prev is 0, so that nothing goes missing', () => {
    const paper = text(createPaper());
    const update = `xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 11 /Root 1 0 R /Prev 0 >>\nstartxref\n${paper.length}\n%%EOF\n`;
    const document = forgiving(bytes(paper + update));
    expect(document.resolve(new PdfReference(1))).toBeInstanceOf(Map);
    expect(document.forgiven.join()).toContain('rebuilt');
  });

  it('decrypts nothing', () => {
    const encrypted = qpdf(createPaper(), '--encrypt', '', 'owner', '256', '--');
    expect(() => forgiving(encrypted)).toThrow('pdf-encrypted');
    expect(() => forgiving(withoutStart(encrypted))).toThrow('pdf-encrypted');
  });
});

describe('readers of tables and readers of streams', () => {
  it('are held to see one object also where only an older table shows it', () => {
    const paper = createPaper();
    const packed = '3 0 << /Type /Font /Subtype /Type1 /BaseFont /Courier >>';
    const container = `20 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Length ${packed.length} >>\nstream\n${packed}\nendstream\nendobj\n`;
    const stream = paper.length + container.length;
    const hidden = `21 0 obj\n<< /Type /XRef /Size 22 /W [1 1 1] /Index [3 1] /Length 3 >>\nstream\n\x02\x14\0\nendstream\nendobj\n`;
    const table = stream + hidden.length;
    const entry = `20 1\n${String(paper.length).padStart(10, '0')} 00000 n \n`;
    const previous = new PdfDocument(paper).crossReference.start;
    const update = (free: string) =>
      bytes(
        `${text(paper)}${container}${hidden}xref\n${free}${entry}trailer\n<< /Size 22 /Root 1 0 R /Prev ${previous} /XRefStm ${stream} >>\nstartxref\n${table}\n%%EOF\n`,
      );
    const contradicting = update('');
    expect(forgiving(contradicting).ambiguities).toEqual(['object 3 has another place for old readers']);
    expect(() => new PdfDocument(contradicting)).toThrow('pdf-malformed');
    const genuine = new PdfDocument(update('3 1\n0000000000 00000 f \n'));
    expect(genuine.dictionaryOf(new PdfReference(3))?.get('BaseFont')).toMatchObject({ text: 'Courier' });
  });
});
