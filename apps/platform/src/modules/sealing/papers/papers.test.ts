import * as fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copy, longCopy, reissue } from './copies.fixture.ts';
import type { ActFace } from './face.ts';
import { firstJpeg, judge, placedWords, readQr } from './judges.fixture.ts';
import { labelSizes } from './label.ts';
import { createPapers, type ScannedPage } from './papers.ts';
import { act, crowd, draft, long, many, represented, slip, together } from './specimens.fixture.ts';

const papers = createPapers();
const a4 = { width: 210, height: 297 };
const exemplar = { k: 1, n: 3 };
let scans: ScannedPage[];

beforeAll(async () => {
  const sheet = { create: { width: 827, height: 1169, channels: 3 as const, background: '#e9e4d6' } };
  const jpeg = await sharp(sheet).jpeg().toBuffer();
  scans = [
    { jpeg, ...a4, layout: 'over' },
    { jpeg, width: 297, height: 210, layout: 'band' },
    { jpeg, width: 86, height: 54, layout: 'over' },
  ];
});
afterAll(() => papers.close());

const textOf = (pdf: Uint8Array) => judge(pdf, 'pdftotext', '-layout', 'PDF', '-');

/** Every paper that shows the face of an act, by name. */
async function allPapers(face: ActFace): Promise<Record<string, Uint8Array>> {
  return {
    stamp: await papers.stamp(face, 'ar+fr'),
    scannedPages: await papers.scannedPages(scans, face),
    marginMarks: await papers.marginMarks([{ width: 595, height: 842 }], face),
    label: await papers.label({ face, exemplar, size: labelSizes.roll }),
    overprint: await papers.overprint({ face, exemplar }),
    slip: await papers.slip(slip),
  };
}

describe('every paper', () => {
  it('is sound PDF/A-2b with all its fonts and nothing active', async () => {
    for (const [name, pdf] of Object.entries(await allPapers({ ...act, mark: 'demo' }))) {
      expect(await judge(pdf, 'qpdf', '--check', 'PDF'), name).toContain('No syntax or stream encoding errors');
      const fonts = (await judge(pdf, 'pdffonts', 'PDF')).split('\n').slice(2).filter(Boolean);
      for (const font of fonts) expect(font, name).toMatch(/ yes yes yes /);
      const source = await judge(pdf, 'qpdf', '--qdf', '--object-streams=disable', 'PDF', '-');
      expect(source, name).toContain('/OutputIntents');
      expect(source, name).toMatch(/pdfaid:part>2<.*pdfaid:conformance>B</s);
      expect(source, name).not.toMatch(/\/(JavaScript|JS|Launch|AA|EmbeddedFile|AcroForm|Encrypt)\b/);
    }
  });

  it('is the same bytes for the same act, whichever process prints it', async () => {
    const first = await allPapers(act);
    const others = createPapers();
    const again = await others.stamp(act, 'ar+fr');
    await others.close();
    expect(Buffer.from(again).equals(first['stamp'] ?? Buffer.of())).toBe(true);
    for (const [name, pdf] of Object.entries(await allPapers(act)))
      expect(Buffer.from(pdf).equals(first[name] ?? Buffer.of()), name).toBe(true);
  });

  it('has a QR code that a 150 dpi scan gives back', async () => {
    const { stamp: _, slip: receipt, scannedPages, ...others } = await allPapers({ ...act, mark: 'demo' });
    expect(await readQr(receipt ?? Buffer.of())).toBe(slip.account?.activationUrl);
    for (const page of [1, 2, 3]) expect(await readQr(scannedPages ?? Buffer.of(), page)).toBe(act.verifyUrl);
    for (const [name, pdf] of Object.entries(others)) expect(await readQr(pdf), name).toBe(act.verifyUrl);
  });

  it('has its QR code in the stamp where no page bears a mark, in one size as a draft and as an act', async () => {
    const marked = { marked: true };
    expect(await readQr(await papers.stamp({ ...act, mark: 'demo' }, 'ar+fr', marked))).toBe(act.verifyUrl);
    expect(await papers.stampSize(draft, 'fr', marked)).toEqual(await papers.stampSize(act, 'fr', marked));
  });

  it('refuses a character that no font has, instead of printing a hole', async () => {
    const [signatory] = act.signatories;
    const name = { arabic: 'زينب', latin: 'Zineb 中' };
    const face = { ...act, signatories: signatory ? [{ ...signatory, name }] : [] };
    await expect(papers.stamp(face, 'fr')).rejects.toMatchObject({ fault: 'unprintable' });
  });
});

describe('stamp', () => {
  it('is one page without transparency group or annotation, cut to the size announced', async () => {
    const pdf = await papers.stamp(act, 'ar+fr');
    const { width, height } = await papers.stampSize(act, 'ar+fr');
    const [, w, h] = (await judge(pdf, 'pdfinfo', 'PDF')).match(/Page size:\s+([\d.]+) x ([\d.]+) pts/) ?? [];
    expect(Number(w)).toBeCloseTo((width * 72) / 25.4, 2);
    expect(Number(h)).toBeCloseTo((height * 72) / 25.4, 2);
    const source = await judge(pdf, 'qpdf', '--qdf', '--object-streams=disable', 'PDF', '-');
    expect(source.match(/\/Type \/Page\n/g)).toHaveLength(1);
    expect(source).not.toMatch(/\/Group|\/Annots|\/StructParents/);
  });

  it('never reverses a number inside Arabic', async () => {
    const text = await textOf(await papers.stamp(act, 'ar'));
    const numbers = ['2026/MAA-03/000127', '10/11/2026', '2026/DEL-MAA/014', 'BK482913', '7K3D 9QTM X2WR 5HCA', '2,00'];
    for (const number of numbers) expect(text).toContain(number);
  });

  it('names every signatory and both witnesses', async () => {
    const text = await textOf(await papers.stamp(many, 'fr'));
    for (const name of ['Zineb EL AMRANI', 'Abderrahim EL IDRISSI', 'Fatima Zahra NAJI', 'Saïd HAJJI', 'Malika CHRAF'])
      expect(text).toContain(name);
  });

  it('says for whom somebody signs, in both languages, with the register that knows it', async () => {
    const text = await textOf(await papers.stamp(represented, 'ar+fr'));
    for (const words of ['gérant de la société Atlas Conseil', 'RC n°', '12345', 'Casablanca'])
      expect(text).toContain(words);
    expect(await faultsOf(await papers.stamp(together, 'ar+fr'))).toEqual([]);
    expect(await faultsOf(await papers.stamp(together, 'fr'))).toEqual([]);
  });

  it('has one size as a draft and as an act, so that the place agreed on the draft holds', async () => {
    const draftOf = (face: ActFace): ActFace => ({ ...face, number: null, code: null, verifyUrl: null, instant: null });
    for (const face of [act, many, long, together]) {
      for (const languages of ['ar', 'fr', 'ar+fr'] as const) {
        expect(await papers.stampSize(draftOf(face), languages)).toEqual(await papers.stampSize(face, languages));
      }
    }
  });

  it('carries no number and no code as a draft', async () => {
    expect(await textOf(await papers.stamp(draft, 'ar+fr'))).not.toMatch(/\d{4}\/MAA|7K3D/);
  });

  it('never lets a word leave the frame or lie over another, however long the names', async () => {
    const words = fc
      .array(fc.stringMatching(/^[A-Z][a-zé]{1,16}$/), { minLength: 1, maxLength: 24 })
      .map(list => list.join(' '));
    const arabic = fc
      .array(fc.stringMatching(/^[ا-غف-ي]{2,9}$/), { minLength: 1, maxLength: 24 })
      .map(list => list.join(' '));
    const names = fc.record({ latin: words, arabic });
    await fc.assert(
      fc.asyncProperty(
        fc.array(names, { minLength: 1, maxLength: 4 }),
        names,
        names,
        async (people, officer, office) => {
          const face: ActFace = {
            ...crowd,
            signatories: people.map(name => ({
              name,
              document: { type: 'cnie', number: 'BK482913' },
              mode: 'presence',
            })),
            officer: { ...crowd.officer, name: officer },
            office: {
              ...crowd.office,
              name: { ar: office.arabic, fr: office.latin, zgh: office.latin, en: office.latin },
            },
          };
          for (const languages of ['ar', 'fr', 'ar+fr'] as const)
            expect(await faultsOf(await papers.stamp(face, languages))).toEqual([]);
        },
      ),
      { numRuns: 12 },
    );
  });
});

/** Words outside the frame of a stamp, and pairs of words that share more than half of their height and some width. */
async function faultsOf(pdf: Uint8Array): Promise<string[]> {
  const words = await placedWords(pdf);
  const right = (85 - 2.3) * (72 / 25.4);
  const outside = words.filter(word => word.left < 6.5 || word.right > right);
  const overlapping = words.flatMap((a, index) =>
    words.slice(index + 1).filter(b => {
      const [shared, across] = [
        Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
        Math.min(a.right, b.right) - Math.max(a.left, b.left),
      ];
      return across > 1 && shared > 0.55 * Math.min(a.bottom - a.top, b.bottom - b.top);
    }),
  );
  return [...outside, ...overlapping].map(word => word.text);
}

describe('scanned pages', () => {
  it('keep the bytes of the scan, and carry code, number, page and address', async () => {
    const pdf = await papers.scannedPages(scans, { ...act, pages: scans.length });
    expect((await firstJpeg(pdf)).equals(scans[0]?.jpeg ?? Buffer.of())).toBe(true);
    const text = await textOf(pdf);
    for (const words of ['7K3D 9QTM X2WR 5HCA', '2026/MAA-03/000127', '1/3', '2/3', '3/3', 'shubbak.example/v'])
      expect(text).toContain(words);
  });

  it('keep the size of their scan, or take A4 for a card', async () => {
    const sizes = (await judge(await papers.scannedPages(scans, act), 'pdfinfo', '-l', '3', 'PDF')).matchAll(
      /size:\s+([\d.]+) x ([\d.]+)/g,
    );
    expect([...sizes].map(([, w, h]) => [Math.round(Number(w)), Math.round(Number(h))])).toEqual([
      [595, 842],
      [842, 595],
      [595, 842],
    ]);
  });

  it('are at least one', async () => {
    await expect(papers.scannedPages([], act)).rejects.toThrow(RangeError);
  });

  it('say that they are a draft in both languages, without code', async () => {
    const text = await textOf(await papers.scannedPages(scans.slice(0, 1), draft));
    expect(text).toContain('BROUILLON');
    expect(text).not.toContain('7K3D');
  });
});

describe('a certified copy', () => {
  it('is sound PDF/A-2b: images of the pages byte for byte, each with a stamp of its own but the last, and no words of the original', async () => {
    const face = { ...copy, pages: scans.length };
    const { pdf, place } = await papers.copiedPages(scans, face, 'ar+fr');
    expect(await judge(pdf, 'qpdf', '--check', 'PDF')).toContain('No syntax or stream encoding errors');
    expect(await judge(pdf, 'qpdf', '--qdf', '--object-streams=disable', 'PDF', '-')).toMatch(
      /pdfaid:part>2<.*pdfaid:conformance>B</s,
    );
    expect((await firstJpeg(pdf)).equals(scans[0]?.jpeg ?? Buffer.of())).toBe(true);
    const pages = (await textOf(pdf)).split('\f').slice(0, scans.length);
    const stamped = pages.map(page => page.includes('LF-2019/004471'));
    expect(stamped).toEqual([...scans.slice(1).map(() => true), false]);
    for (const page of [1, 2, 3]) expect(await readQr(pdf, page)).toBe(act.verifyUrl);
    const { width, height } = await papers.stampSize(face, 'ar+fr');
    expect(place).toMatchObject({ width, height });
  });

  it('tells of a reissue the officer, the day and the number of the certification, and its own number', async () => {
    const text = await textOf(await papers.stamp(reissue, 'ar+fr'));
    for (const words of [
      '2026/MAA-03/000131',
      '18/11/2026',
      '2026/MAA-03/000127',
      '10/11/2026',
      'Nadia SQALLI',
      'Commune de Casablanca',
    ])
      expect(text).toContain(words);
  });

  it('never lets a word leave the frame, however long its particulars', async () => {
    for (const languages of ['ar', 'fr', 'ar+fr'] as const)
      expect(await faultsOf(await papers.stamp(longCopy, languages))).toEqual([]);
  });
});

describe('slip', () => {
  it('keeps the activation code out of its QR code', () => {
    const account = slip.account && {
      ...slip.account,
      activationUrl: `https://shubbak.example/a/${slip.account.activationCode}`,
    };
    return expect(papers.slip({ ...slip, account })).rejects.toThrow('activation code');
  });

  it('ends with the receipt for a person whose account is open', async () => {
    expect(await textOf(await papers.slip({ ...slip, account: null }))).not.toContain('KD7M');
  });
});

describe('label', () => {
  it('is printed for each of twenty exemplars at once, a page each, saying which of how many', async () => {
    const exemplar = Array.from({ length: 20 }, (_, index) => ({ k: index + 1, n: 20 }));
    const text = await textOf(await papers.label({ face: act, exemplar, size: labelSizes.roll }));
    expect(text.match(/\b\d+\/20\b/g)).toEqual(exemplar.map(({ k }) => `${k}/20`));
  });

  it('is refused for a draft, or where its code could not be read', async () => {
    await expect(papers.label({ face: draft, exemplar, size: labelSizes.roll })).rejects.toThrow(RangeError);
    await expect(papers.label({ face: act, exemplar, size: { width: 30, height: 10 } })).rejects.toThrow(RangeError);
    await expect(papers.label({ face: act, exemplar: { k: 4, n: 3 }, size: labelSizes.roll })).rejects.toThrow(
      RangeError,
    );
  });
});
