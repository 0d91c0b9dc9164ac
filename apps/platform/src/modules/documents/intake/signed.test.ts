import { afterAll, describe, expect, test } from 'vitest';
import { blankSignature, stranger } from '../../../../test/strangers.ts';
import { manyPages, onePage, stream } from './fixtures/pdfs.ts';
import type { SignerTrust } from './pdf/judgement.ts';
import { closeSandbox } from './sandbox.ts';
import { takeIn } from './take-in.ts';

afterAll(closeSandbox);

const at = new Date('2026-11-23T10:00:00Z');
const samira = stranger('Samira BENNANI');
const notary = stranger('Étude NACIRI');
const nobody: SignerTrust = { signers: [], timestamps: [] };

const received = async (bytes: Uint8Array, trust = nobody) => {
  const taken = await takeIn(bytes, { trust, at }, 'acte.pdf');
  if (!taken.ok) throw new Error(taken.refusal.code);
  if (taken.value.kind !== 'signed-pdf') throw new Error(`taken in as ${taken.value.kind}`);
  return taken.value;
};
const refusalOf = async (bytes: Uint8Array) => {
  const taken = await takeIn(bytes, { trust: nobody, at });
  return taken.ok ? { code: `accepted as ${taken.value.kind}` } : taken.refusal;
};

describe('a PDF that arrives signed', () => {
  test('is judged: intact, by somebody whose authority is not known', async () => {
    const { judgement, pages, notices } = await received(samira.sign(onePage()));
    expect(judgement).toEqual({
      at: at.toISOString(),
      places: [],
      signatures: [
        {
          kind: 'signature',
          name: 'Samira BENNANI',
          indication: 'INDETERMINATE',
          subIndication: 'NO_CERTIFICATE_CHAIN_FOUND',
          findings: ['path-not-found'],
          revocationKnown: false,
          provenAt: null,
          claimedAt: '2026-11-20T15:30:00.000Z',
          changes: 'none',
        },
      ],
    });
    expect([pages, notices]).toEqual([[{ width: 595, height: 842, rotate: 0 }], []]);
  });

  test('passes where the authority is trusted', async () => {
    const trust = { signers: [samira.authority], timestamps: [] };
    const { judgement } = await received(samira.sign(onePage()), trust);
    expect(judgement.signatures).toMatchObject([{ indication: 'TOTAL-PASSED', subIndication: null, findings: [] }]);
  });

  test('may bear several signatures, in their order; the later one is a change that signing allows', async () => {
    const { judgement } = await received(notary.sign(samira.sign(onePage())));
    expect(judgement.signatures.map(({ name, changes }) => [name, changes])).toEqual([
      ['Samira BENNANI', 'form-filling'],
      ['Étude NACIRI', 'none'],
    ]);
  });

  test('may have its long-term form: proven by a timestamp, and stamped after it', async () => {
    const archived = await samira.archive(samira.sign(onePage()));
    const trust = { signers: [samira.authority], timestamps: [samira.authority] };
    const [first, ...stamps] = (await received(archived, trust)).judgement.signatures;
    expect(first).toMatchObject({
      indication: 'TOTAL-PASSED',
      revocationKnown: true,
      provenAt: '2026-11-21T09:00:00.000Z',
      changes: 'long-term-data',
    });
    expect(new Set(stamps.map(({ kind }) => kind))).toEqual(new Set(['document-timestamp']));
    // To somebody who knows neither authority, nothing is proven; and nothing is broken.
    expect((await received(archived)).judgement.signatures[0]).toMatchObject({ provenAt: null });
  });

  test('may have fields with fixed drawings, and links', async () => {
    const more = [
      '<</Subtype/Widget/FT/Tx/T(ville)/V(Fes)/F 4/Rect[100 300 220 320]/AP<</N 7 0 R>>>>',
      stream('BT /F1 12 Tf (Fes) Tj ET', '/Subtype/Form/BBox[0 0 120 20]'),
      '<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://x.example)>>>>',
    ];
    const form = onePage({ catalog: '/AcroForm<</Fields[6 0 R]>>', page: '/Annots[6 0 R 8 0 R]', more });
    expect(await refusalOf(samira.sign(form))).toEqual({ code: 'accepted as signed-pdf' });
  });

  test('says where its signatures are seen, on the page as it is displayed', async () => {
    const box = { left: 72, top: 144, width: 144, height: 72 };
    const signed = samira.sign(onePage({ page: '/Rotate 90' }), { box });
    const [place] = (await received(signed)).judgement.places;
    expect(place?.page).toBe(0);
    for (const [side, inches] of Object.entries({ x: 1, y: 2, width: 2, height: 1 }))
      expect(place?.[side as 'x' | 'y' | 'width' | 'height'], side).toBeCloseTo(inches * 25.4, 1);
  });

  test('carries a name that cannot rearrange the screen', async () => {
    const evil = stranger(`\u202eIMAHLE\n${'x'.repeat(3_000)}`.slice(0, 60));
    const { judgement } = await received(evil.sign(onePage()));
    expect(judgement.signatures[0]?.name).toMatch(/^IMAHLE x+$/);
  });
});

describe('a signed PDF is refused', () => {
  test('when its signature does not hold, naming which', async () => {
    const signed = notary.sign(samira.sign(onePage()));
    // The signature value ends the CMS, before the zeros that fill /Contents; nothing covers it but itself.
    const last =
      Buffer.from(signed)
        .toString('latin1')
        .search(/0{64,}>(?![^]*0{64,}>)/) - 1;
    signed[last] = signed[last] === 0x31 ? 0x32 : 0x31;
    expect(await refusalOf(signed)).toEqual({ code: 'documents.signed-broken', params: { place: 2, count: 2 } });
  });

  test('when a covered byte was changed', async () => {
    const signed = samira.sign(onePage({ content: '% nothing\n' }));
    const at = Buffer.from(signed).indexOf('MediaBox[0 0 595') + 'MediaBox[0 0 59'.length;
    signed[at] = 0x36;
    expect(await refusalOf(signed)).toEqual({ code: 'documents.signed-changed', params: { place: 1, count: 1 } });
  });

  test('when a page was changed after it was signed', async () => {
    const signed = Buffer.from(samira.sign(onePage())).toString('latin1');
    const previous = /startxref\n(\d+)\n%%EOF\s*$/.exec(signed)?.[1];
    const root = /\/Root (\d+ 0 R)/.exec(signed)?.[1];
    const size = [...signed.matchAll(/\/Size (\d+)/g)].at(-1)?.[1];
    const content = 'BT /F1 24 Tf 72 700 Td (Autre chose) Tj ET';
    const object = `4 0 obj\n<</Length ${content.length}>>\nstream\n${content}\nendstream\nendobj\n`;
    const place = String(signed.length).padStart(10, '0');
    const table = `xref\n4 1\n${place} 00000 n \ntrailer\n<</Size ${size}/Root ${root}/Prev ${previous}>>\n`;
    const changed = `${signed}${object}${table}startxref\n${signed.length + object.length}\n%%EOF\n`;
    expect(await refusalOf(Buffer.from(changed, 'latin1'))).toMatchObject({ code: 'documents.signed-changed' });
  });

  test.each([
    ['javascript', { catalog: '/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>' }],
    ['launch', { catalog: '/OpenAction<</S/Launch/F(cmd.exe)>>' }],
    ['embedded_file', { catalog: '/AF[]' }],
    ['annotation', { page: '/Annots[6 0 R]', more: ['<</Subtype/Text/Rect[9 9 30 30]/Contents(lu)>>'] }],
    ['layer', { catalog: '/OCProperties<</OCGs[]/D<<>>>>' }],
    ['redrawn_form', { catalog: '/AcroForm<</Fields[]/NeedAppearances true>>' }],
  ])('when it holds what can change what is seen: %s', async (what, options) => {
    expect(await refusalOf(samira.sign(onePage(options)))).toEqual({
      code: 'documents.signed-holds',
      params: { what },
    });
  });

  test('when it is certified against change, at whatever level', async () => {
    for (const level of [1, 2, 3]) {
      const file = handSigned(
        `/TransformMethod/DocMDP/TransformParams<</P ${level}/V/1.2>>`,
        '/Perms<</DocMDP 7 0 R>>',
      );
      expect(await refusalOf(file)).toEqual({ code: 'documents.signed-certified', params: {} });
    }
  });

  test('when a signature locks every field, and not when it locks others than the stamp’s', async () => {
    const lock = (fields: string) =>
      handSigned(`/TransformMethod/FieldMDP/TransformParams<</Type/TransformParams/V/1.2${fields}>>`, '');
    expect(await refusalOf(lock('/Action/All'))).toEqual({ code: 'documents.signed-locked', params: {} });
    expect(await refusalOf(lock('/Action/Include/Fields[(ville)]'))).toEqual({ code: 'accepted as signed-pdf' });
  });

  test('when it has too many pages, like any other', async () => {
    expect(await refusalOf(samira.sign(manyPages(301)))).toMatchObject({ code: 'documents.too-many-pages' });
  });

  test('when no strict reader can tell what was signed', async () => {
    const catalog = '/AcroForm<</SigFlags 3/Fields[6 0 R]>>';
    const signature = '<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>';
    const more = ['<</FT/Sig/T(s)/V 7 0 R/Type/Annot/Subtype/Widget/Rect[0 0 0 0]>>', signature];
    expect((await refusalOf(onePage({ catalog, more }))).code).toMatch(/^documents\.signed-(?:broken|malformed)$/);
  });
});

/** A signature as other software makes it: with a transform that says what may change after it (ISO 32000-2, 12.8.2). */
function handSigned(transform: string, catalog: string): Uint8Array {
  const more = [
    '<</FT/Sig/T(auteur)/V 7 0 R/Type/Annot/Subtype/Widget/F 132/Rect[0 0 0 0]/P 3 0 R>>',
    blankSignature(`/Reference[<</Type/SigRef${transform}>>]`),
  ];
  const form = '/AcroForm<</SigFlags 3/Fields[6 0 R]>>';
  return samira.fill(onePage({ catalog: `${form}${catalog}`, page: '/Annots[6 0 R]', more }));
}
