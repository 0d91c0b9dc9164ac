import { describe, expect, it } from 'vitest';
import { now, root, signPaper } from '../fixtures/officer.ts';
import { createPaper } from '../fixtures/paper.ts';
import { prepareSignature } from '../sign/prepare.ts';
import { validate } from '../verify/validate.ts';
import { PdfDocument } from './document.ts';
import { findPage } from './page.ts';

const paper = createPaper({ pages: 2 }).toString('latin1');
const packed = createPaper({ pages: 2, shape: 'stream' });
const bytes = (text: string) => Buffer.from(text, 'latin1');

/** Every offset of the cross-reference table moved by some octets. */
function shifted(by: number): Buffer {
  return bytes(
    paper.replace(
      /(\d{10}) 00000 n/g,
      (_all, offset: string) => `${String(Number(offset) + by).padStart(10, '0')} 00000 n`,
    ),
  );
}

/** Files that common viewers open, and what is to be said of each. */
const departures: readonly (readonly [what: string, file: Buffer, said: RegExp])[] = [
  ['offsets that are all off by seven', shifted(7), /is not at/],
  ['a startxref that leads nowhere', bytes(paper.replace(/startxref\n\d+/, 'startxref\n99999999')), /rebuilt/],
  ['a startxref into the middle', bytes(paper.replace(/startxref\n\d+/, 'startxref\n20')), /rebuilt/],
  ['no startxref at all', bytes(paper.replace(/startxref\n\d+\n%%EOF\n/, '')), /rebuilt/],
  ['no cross-reference at all', bytes(paper.slice(0, paper.indexOf('xref\n'))), /rebuilt/],
  ['object streams without a cross-reference', packed.subarray(0, packed.lastIndexOf('startxref')), /rebuilt/],
  ['a /Prev of zero', createPaper({ pages: 2, trailerEntries: '/Prev 0' }), /bad \/Prev/],
  ['a /Prev that leads nowhere', createPaper({ pages: 2, trailerEntries: '/Prev 77777777' }), /bad \/Prev/],
  [
    'a page without its /Type',
    bytes(paper.replace('<< /Type /Page /Parent', '<<             /Parent')),
    /without its \/Type/,
  ],
  ['a stream of another length', bytes(paper.replace(/\/Length \d\d/, '/Length 17')), /\/Length/],
  ['something before the header', bytes(`\n\n${paper}`), /before %PDF-/],
  ['no line feed at the end', bytes(`${paper.trimEnd()}  \0\0`), /does not end with/],
  ['a table that counts from one', bytes(paper.replace('xref\n0 ', 'xref\n1 ')), /counts from 1/],
  ['entries of nineteen octets', bytes(paper.replace(/ (n|f) \n/g, ' $1\n')), /another length than 20/],
  ['a missing endobj', bytes(paper.replace('endobj\n2 0 obj', '      \n2 0 obj')), /does not end/],
];

describe('a slightly malformed file', () => {
  it.each(departures)('is read for judging, with a note: %s', (_what, file, said) => {
    const document = new PdfDocument(file, { forgiving: true });
    expect(findPage(document, 1).box).toEqual([0, 0, 595, 842]);
    expect(findPage(document, 1).resources.has('Font')).toBe(true);
    document.resolve(findPage(document, 0).dictionary.get('Contents'));
    expect(document.forgiven.join('; ')).toMatch(said);
    expect(document.ambiguities).toEqual([]);
  });

  // Signing reads no page content: there a wrong length shows only to whoever draws it.
  const read = departures.filter(([what]) => what !== 'a stream of another length');
  it.each(read)('is refused for signing, with the reason: %s', (_what, file) => {
    expect(() => prepareSignature(file, { contentsSize: 100 })).toThrow(/pdf-malformed|pdf-not-a-pdf/);
  });
});

describe('a file in which two readers could see two documents', () => {
  it.each([
    ['a key twice', bytes(paper.replace('/Count 2', '/Count 2 /Count 3'))],
    // A second subsection gives the content another place.
    ['an object twice in one table', bytes(paper.replace('trailer\n', '4 1\n0000000099 00000 n \ntrailer\n'))],
  ])('is doubted: %s', (_what, file) => {
    const document = new PdfDocument(file, { forgiving: true });
    findPage(document, 1);
    expect(document.ambiguities).toHaveLength(1);
  });
});

describe('a departure', () => {
  const options = { trust: [root.certificate], at: now, policy: { revocation: 'if-available' } } as const;
  const signed = Buffer.from(signPaper(createPaper({ pages: 2 })));

  it('that comes after a signature is held against the file: viewers may repair it in different ways', () => {
    const text = signed.toString('latin1');
    const start = /startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1] ?? '';
    const update = `xref\n0 1\n0000000000 65535 f\ntrailer\n<< /Size 50 /Root 1 0 R /Prev ${start} >>\n`;
    const pdf = bytes(`${text}${update}startxref\n${text.length}\n%%EOF\n`);
    const report = validate(pdf, options);
    expect(report.indication).toBe('TOTAL-FAILED');
    expect(report.findings.map(({ code }) => code)).toContain('file-ambiguous');
  });

  it('in what was signed is only noted', () => {
    expect(validate(signed, options)).toMatchObject({ indication: 'TOTAL-PASSED', forgiven: [] });
  });
});
