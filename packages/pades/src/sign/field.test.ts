import { describe, expect, it } from 'vitest';
import { compareRevisions } from '../changes/compare.ts';
import { estimateContentsSize } from '../cms/build.ts';
import { drawPage, opensslCms, pdfsig, qpdfCheck } from '../fixtures/judges.ts';
import { cmsFor, officer, officerFor, root, signPaper } from '../fixtures/officer.ts';
import { createPaper, createStamp, type PaperOptions } from '../fixtures/paper.ts';
import { PdfDocument } from '../pdf/document.ts';
import { formFields } from '../pdf/fields.ts';
import { verifyOwnSignature } from '../verify/own-signature.ts';
import { embedSignature } from './embed.ts';
import { prepareSignature } from './prepare.ts';

const contentsSize = estimateContentsSize(officer.chain);
const widget = '/Type /Annot /Subtype /Widget /Rect [300 682 500 782] /F 4 /P 10 0 R';
const stamp = { appearance: { pdf: createStamp() } };

/** A paper with these form fields; the widgets are objects 100 and 101, where there are such. */
function formWith(objects: Readonly<Record<number, string>>, more: PaperOptions = {}, fields = '[100 0 R]'): Buffer {
  return createPaper({
    content: ' ',
    catalogEntries: `/AcroForm << /Fields ${fields} >>`,
    pageEntries: '/Annots [100 0 R 101 0 R]',
    objects: { 101: `<< ${widget} >>`, ...objects },
    ...more,
  });
}

const forms: Readonly<Record<string, readonly [name: string, paper: Buffer]>> = {
  'a merged field and widget': ['Visa', formWith({ 100: `<< /FT /Sig /T (Visa) ${widget} >>` })],
  'a field with its widget apart': [
    'Visa',
    formWith({
      100: '<< /FT /Sig /T (Visa) /Kids [101 0 R] >>',
      101: `<< /Parent 100 0 R ${widget} >>`,
    }),
  ],
  'a field below others, its type inherited': [
    'chef.قسم.Visa',
    formWith(
      {
        100: `<< /Parent 111 0 R /T (Visa) ${widget} >>`,
        110: '<< /T (chef) /FT /Sig /Kids [111 0 R] >>',
        111: '<< /Parent 110 0 R /T <FEFF064206330645> /Kids [100 0 R] >>',
      },
      {},
      '[110 0 R]',
    ),
  ],
  'a form in object streams': ['Visa', formWith({ 100: `<< /FT /Sig /T (Visa) ${widget} >>` }, { shape: 'stream' })],
};

describe.each(Object.entries(forms))('%s', (_name, [fieldName, paper]) => {
  it.each([
    ['with a stamp', stamp],
    ['without', {}],
  ])('is signed in place, %s', (_with, options) => {
    const signed = signPaper(paper, { fieldName, ...options });
    expect(qpdfCheck(signed)).toMatchObject({ code: 0 });
    expect(opensslCms(signed, root.certificate)).toMatchObject({ code: 0 });
    // Poppler looks for the value in the widget.
    if (!paper.includes('/Kids [101 0 R]')) expect(pdfsig(signed)).toContain('Signature is Valid.');
    expect(verifyOwnSignature(signed, { trust: [root.certificate], original: paper }).failures).toEqual([]);
    const names = (pdf: Uint8Array) => formFields(new PdfDocument(pdf)).map(field => field.name);
    expect(names(signed)).toEqual(names(paper));
    const changes = compareRevisions(new PdfDocument(paper), new PdfDocument(signed));
    expect(changes).toMatchObject({ class: 'form-filling', changes: [{ field: fieldName }] });
    expect(drawPage(signed).darkest(310, 70, 10, 10)).toBe('appearance' in options ? 0 : 255);
    expect(() => signPaper(signed, { fieldName })).toThrow('field-name-taken');
  });
});

describe('an empty field', () => {
  it('is drawn upright on a page that is turned', () => {
    const turned = '[60 30 160 230]';
    const paper = formWith(
      { 100: `<< /FT /Sig /T (Visa) ${widget.replace('[300 682 500 782]', turned)} >>` },
      { pageEntries: '/Annots [100 0 R] /Rotate 90' },
    );
    const drawing = drawPage(signPaper(paper, { fieldName: 'Visa', ...stamp }));
    expect(drawing.darkest(40, 70, 10, 10)).toBe(0);
    expect(drawing.darkest(40, 140, 10, 10)).toBe(255);
  });

  it('without a widget takes a signature that nobody sees', () => {
    const paper = formWith({ 100: '<< /FT /Sig /T (Visa) >>' });
    expect(pdfsig(signPaper(paper, { fieldName: 'Visa' }))).toContain('Signature is Valid.');
    expect(() => signPaper(paper, { fieldName: 'Visa', ...stamp })).toThrow('option-invalid');
  });

  it.each<[string, object, Readonly<Record<number, string>>, string]>([
    ['a place of its own', { box: { left: 0, top: 0, width: 9, height: 9 } }, {}, 'option-invalid'],
    ['a page of its own', { page: 0 }, {}, 'option-invalid'],
    [
      'a stamp where nothing is seen',
      stamp,
      { 100: '<< /FT /Sig /T (Visa) /Subtype /Widget /Rect [0 0 0 0] >>' },
      'option-invalid',
    ],
    ['another kind of field', {}, { 100: `<< /FT /Tx /T (Visa) ${widget} >>` }, 'field-name-taken'],
    ['several widgets', {}, { 100: '<< /FT /Sig /T (Visa) /Kids [101 0 R 101 0 R] >>' }, 'pdf-unsupported'],
    [
      'a name that two fields have',
      {},
      { 100: '<< /T (Visa) /FT /Sig >>', 102: '<< /T (Visa) /FT /Sig >>' },
      'pdf-malformed',
    ],
  ])('is not signed with %s', (_what, options, objects, code) => {
    const fields = Object.hasOwn(objects, 102) ? '[100 0 R 102 0 R]' : '[100 0 R]';
    const paper = formWith({ 100: `<< /FT /Sig /T (Visa) ${widget} >>`, ...objects }, {}, fields);
    expect(() => prepareSignature(paper, { contentsSize, fieldName: 'Visa', ...options })).toThrow(code);
  });
});

describe('seed values of a field', () => {
  const seeded = (seed: string) => formWith({ 100: `<< /FT /Sig /T (Visa) ${widget} /SV << ${seed} >> >>` });

  it.each<[string, object]>([
    ['/Filter /Nobody /SubFilter [/other] /Reasons [(a)]', {}],
    ['/Ff 3 /Filter /Adobe.PPKLite /SubFilter [/adbe.pkcs7.detached /ETSI.CAdES.detached]', {}],
    ['/Ff 8 /Reasons [(visa) (autre)]', { reason: 'visa' }],
    ['/Ff 8 /Reasons [(.)]', {}],
    ['/Ff 64 /DigestMethod [/SHA256 /RIPEMD160]', {}],
    ['/MDP << /P 0 >>', {}],
    ['/MDP << /P 2 >>', { certify: { permissions: 2 } }],
    ['/TimeStamp << /URL (http://x) /Ff 1 >>', {}],
  ])('are met: %s', (seed, options) => {
    expect(pdfsig(signPaper(seeded(seed), { fieldName: 'Visa', ...options }))).toContain('Signature is Valid.');
  });

  it.each<[string, object]>([
    ['/Ff 1 /Filter /Nobody', {}],
    ['/Ff 2 /SubFilter [/adbe.pkcs7.detached]', {}],
    ['/Ff 4 /V 4', {}],
    ['/Ff 8 /Reasons [(visa)]', { reason: 'other' }],
    ['/Ff 8 /Reasons [(visa)]', {}],
    ['/Ff 8', { reason: 'visa' }],
    ['/Ff 16 /LegalAttestation [(x)]', {}],
    ['/Ff 32 /AddRevInfo true', {}],
    ['/Ff 64 /DigestMethod [/SHA1]', {}],
    ['/Ff 64 /DigestMethod [(SHA512)]', {}],
    ['/Ff 128 /LockDocument /true', {}],
    ['/MDP << /P 1 >>', {}],
    ['/MDP << /P 0 >>', { certify: { permissions: 2 } }],
    ['/Cert << /Ff 1 /Subject [<00>] >>', {}],
  ])('that cannot be met are refused: %s', (seed, options) => {
    expect(() => signPaper(seeded(seed), { fieldName: 'Visa', ...options })).toThrow('field-seed-value');
  });

  it('that concern the CMS are held against it: its digest, its timestamp', () => {
    const strong = prepareSignature(seeded('/Ff 64 /DigestMethod [/SHA384]'), {
      contentsSize: 9000,
      fieldName: 'Visa',
    });
    const signer = officerFor('ecdsa-p384-sha384');
    expect(() => embedSignature(strong, cmsFor(strong))).toThrow('field-seed-value');
    expect(() => embedSignature(strong, cmsFor(strong, { signer, algorithm: 'ecdsa-p384-sha384' }))).not.toThrow();
    const dated = prepareSignature(seeded('/TimeStamp << /Ff 1 >>'), { contentsSize, fieldName: 'Visa' });
    expect(() => embedSignature(dated, cmsFor(dated, { timestamped: false }))).toThrow('field-seed-value');
  });
});
