import { expect, it } from 'vitest';
import { drawPage, pdfsig, qpdfCheck } from '../fixtures/judges.ts';
import { now, root, signPaper } from '../fixtures/officer.ts';
import { createPaper, createStamp, type PaperOptions } from '../fixtures/paper.ts';
import { validate } from '../verify/validate.ts';

const stamp = { appearance: { pdf: createStamp() } };
const onPage = (left: number) => ({ box: { left, top: 50, width: 100, height: 50 }, ...stamp });
const widget = '/Type /Annot /Subtype /Widget /F 132 /Rect [10 10 60 60] /P 10 0 R';
const inForm = { catalogEntries: '/AcroForm << /Fields [101 0 R] >>', pageEntries: '/Annots [100 0 R]' };

interface OddForm {
  readonly what: string;
  readonly paper: PaperOptions;
  /** Of an empty field to sign, where there is one. */
  readonly fieldName?: string;
}

/** Forms as writers make them. */
const forms: readonly OddForm[] = [
  { what: 'a form in the catalog', paper: { catalogEntries: '/AcroForm << /Fields [] >>' } },
  {
    what: 'a list of fields apart',
    paper: { catalogEntries: '/AcroForm 100 0 R', objects: { 100: '<< /Fields 101 0 R >>', 101: '[]' } },
  },
  {
    what: 'annotations that two pages share',
    paper: { pages: 2, pageEntries: '/Annots 100 0 R', objects: { 100: '[]' } },
  },
  // Numbers from 11 on are those that the update gives; 3 is a font, of another generation.
  ...[11, 12, 13, 14].map(number => ({
    what: `annotations that are not there, ${number}`,
    paper: { pageEntries: `/Annots ${number} 0 R` },
  })),
  { what: 'annotations of a generation gone', paper: { pageEntries: '/Annots 3 5 R' } },
  { what: 'a form that is not there', paper: { catalogEntries: '/AcroForm 11 0 R' } },
  { what: 'a list of fields that is not there', paper: { catalogEntries: '/AcroForm << /Fields 11 0 R >>' } },
  {
    what: 'an empty field below another',
    paper: {
      ...inForm,
      objects: { 101: '<< /T (a) /Kids [100 0 R] >>', 100: `<< ${widget} /FT /Sig /T (b) /Parent 101 0 R >>` },
    },
    fieldName: 'a.b',
  },
  {
    what: 'an empty field that inherits its type',
    paper: {
      ...inForm,
      objects: { 101: '<< /T (a) /FT /Sig /Kids [100 0 R] >>', 100: `<< ${widget} /T (b) /Parent 101 0 R >>` },
    },
    fieldName: 'a.b',
  },
  {
    what: 'a field that says to have no value',
    paper: {
      ...inForm,
      catalogEntries: '/AcroForm << /Fields [100 0 R] >>',
      objects: { 100: `<< ${widget} /FT /Sig /T (b) /V null >>` },
    },
    fieldName: 'b',
  },
];

it.each(forms)('signed twice, both signatures stand: $what', ({ paper, fieldName }) => {
  const pdf = createPaper(paper);
  const once = signPaper(pdf, fieldName === undefined ? onPage(50) : { fieldName, ...stamp });
  const twice = signPaper(once, onPage(300));
  const options = { trust: [root.certificate], at: now, policy: { revocation: 'if-available' } } as const;
  expect(validate(twice, options)).toMatchObject({ indication: 'TOTAL-PASSED', findings: [], forgiven: [] });
  expect(qpdfCheck(twice).code).toBe(0);
  expect(pdfsig(twice).match(/Signature is Valid/g)).toHaveLength(2);
});

it('draws the stamp on its own page alone, where two pages share their annotations', () => {
  const pdf = createPaper({ pages: 2, pageEntries: '/Annots 100 0 R', objects: { 100: '[]' }, content: '' });
  const signed = signPaper(pdf, onPage(50));
  expect(drawPage(signed, 0).darkest(50, 50, 100, 50)).toBe(0);
  expect(drawPage(signed, 1).darkest(50, 50, 100, 50)).toBe(255);
});

it('leaves a font alone that a page names as annotations of another generation', () => {
  const signed = signPaper(createPaper({ pageEntries: '/Annots 3 5 R' }), onPage(50));
  expect(drawPage(signed).darkest(72, 110, 90, 40)).toBeLessThan(128);
});

it('refuses to stamp a page that stands twice in the tree', () => {
  // The second page is the first again, in as many octets.
  const twice = createPaper({ pages: 2 }).toString('latin1').replace('[10 0 R 11 0 R]', '[10 0 R 10 0 R]');
  expect(() => signPaper(Buffer.from(twice, 'latin1'), onPage(50))).toThrow('bad page tree');
});

const oneField = { catalogEntries: '/AcroForm << /Fields [100 0 R] >>', pageEntries: '/Annots [100 0 R]' };
const fieldB = (flags: number) => ({
  100: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (b) /F ${flags} /Rect [10 10 60 60] >>`,
});

it.each([2, 32])('refuses a stamp that flags %i would hide', flags => {
  const pdf = createPaper({ ...oneField, objects: fieldB(flags) });
  expect(() => signPaper(pdf, { fieldName: 'b', ...stamp })).toThrow('is not seen');
  expect(pdfsig(signPaper(pdf, { fieldName: 'b' }))).toContain('Signature is Valid');
});

it.each([
  ['a page', { catalogEntries: '/AcroForm 10 0 R', pageEntries: '/Fields [] /Annots []' }],
  ['the catalog', { catalogEntries: '/AcroForm 1 0 R /Fields []' }],
])('refuses a form that is %s as well', (_, paper) => {
  expect(() => signPaper(createPaper(paper), { ...onPage(50), certify: { permissions: 2 } })).toThrow('pdf-malformed');
});
