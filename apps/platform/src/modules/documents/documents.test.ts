import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { scannedPage, twoPagePdf } from '../../../test/scans.ts';
import { stranger } from '../../../test/strangers.ts';
import {
  type ActId,
  type CommuneId,
  getValue,
  newId,
  type OrganisationId,
  type PersonId,
  refuse,
  type RequestId,
} from '../../kernel/index.ts';
import type { Scope } from '../../platform/db/index.ts';
import { asSha256, openBlobFolder, sha256Of } from '../../platform/blobs/index.ts';
import {
  addFiles,
  clearDocument,
  closeSandbox,
  deposit,
  type DocumentPlace,
  findDocument,
  listVault,
  openVaultItem,
  orderPages,
  picturePage,
  proposeDocumentLanguage,
  proposePlace,
  removePage,
  restorePage,
  takeInFiles,
} from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'shubbak-documents-'));
afterAll(() => {
  closeSandbox();
  rmSync(folder, { recursive: true });
});
const { as } = await testDatabase();
const app = as('app');
const blobs = openBlobFolder(folder);
const now = new Date('2026-11-23T10:00:00Z');
const jpeg = await scannedPage();

const pdf = twoPagePdf();

const newPlace = (): DocumentPlace => ({ communeId: newId<CommuneId>(now), requestId: newId<RequestId>(now) });
const within = <T>({ communeId }: DocumentPlace, work: Parameters<typeof app.transaction<T>>[1]) =>
  app.transaction({ communeId }, work);
const read = async (place: DocumentPlace) => {
  const document = await within(place, tx => findDocument(tx, place));
  return document ?? expect.fail('there is a document');
};
const add = async (place: DocumentPlace, files: Readonly<Record<string, Uint8Array>>) => {
  const sent = Object.entries(files).map(([name, bytes]) => ({ name, bytes }));
  const taken = await takeInFiles(blobs, place.communeId, sent, { trust: { signers: [], timestamps: [] }, at: now });
  return { ...taken, added: await within(place, tx => addFiles(tx, place, taken.stored, now)) };
};

describe('a document of scans', () => {
  test('grows page by page, and keeps its order through removing and putting back', async () => {
    const place = newPlace();
    await add(place, { 'a.jpg': jpeg, 'b.jpg': jpeg });
    await add(place, { 'c.jpg': jpeg });
    const [a, b, c] = (await read(place)).pages.map(page => page.id);
    if (!a || !b || !c) expect.fail('three pages');
    getValue(await within(place, tx => orderPages(tx, place, [c, a, b])));
    getValue(await within(place, tx => removePage(tx, place, a, now)));
    expect((await read(place)).pages.map(page => page.id)).toEqual([c, b]);
    expect(await within(place, tx => removePage(tx, place, a, now))).toEqual(refuse('documents.page-unknown'));
    getValue(await within(place, tx => restorePage(tx, place, a)));
    expect((await read(place)).pages.map(page => page.id)).toEqual([c, b, a]);
  });

  test('keeps each file exactly as it arrived, and nothing of a refused one', async () => {
    const place = newPlace();
    const scan = Buffer.from(jpeg);
    const torn = scan.subarray(0, scan.length >> 1);
    const { refused } = await add(place, { 'a.jpg': scan, 'torn.jpg': torn });
    expect(refused.map(({ name }) => name)).toEqual(['torn.jpg']);
    const { source, taken } = (await read(place)).pages[0] ?? expect.fail('one page');
    expect(source).toBe(sha256Of(scan));
    expect(Buffer.compare(await blobs.get(place.communeId, source ?? expect.fail('an original')), scan)).toBe(0);
    const { rows } = await within(place, tx =>
      sql<{ sha256: Buffer; media_type: string }>`select sha256, media_type from documents.blob`.execute(tx),
    );
    expect(new Set(rows.map(row => asSha256(row.sha256)))).toEqual(new Set([source, taken]));
    expect(await blobs.has(place.communeId, sha256Of(torn))).toBe(false);
    expect(readdirSync(join(folder, place.communeId)).length).toBe(rows.length);
  });

  test('is shown, and measured for its stamp', async () => {
    const place = newPlace();
    await add(place, { 'a.jpg': jpeg });
    const document = await read(place);
    const [page] = document.pages;
    if (!page) expect.fail('one page');
    const small = getValue(await picturePage(blobs, place.communeId, document, page, { width: 120 }));
    expect((await sharp(small).metadata()).width).toBe(120);
    const proposed = await proposePlace(blobs, place.communeId, document, {
      stamp: { width: 85, height: 55 },
      foot: 26,
    });
    expect(proposed).toMatchObject({ page: 0, isEmpty: true });
    expect(proposed?.y).toBeGreaterThan(140);
  });

  test('has its language proposed away from the clerk', { timeout: 120_000 }, async () => {
    const place = newPlace();
    await add(place, { 'a.jpg': jpeg });
    expect((await read(place)).proposedLanguage).toBeNull();
    const worker = as('worker');
    const propose = async () => {
      await proposeDocumentLanguage(worker, blobs, place);
      return (await read(place)).proposedLanguage;
    };
    // On a crowded machine a reading gives up at its time limit, and a later run of the job finds the language.
    await expect.poll(propose, { timeout: 100_000 }).toBe('fr');
    expect(await propose()).toBe('fr');
  });
});

describe('a PDF', () => {
  test('is a document by itself: drawn page by page, its text telling its language, its pages fixed', async () => {
    const place = newPlace();
    const { added, stored } = await add(place, { 'contract.pdf': pdf });
    expect([added.ok, stored.length]).toEqual([true, 1]);
    const document = await read(place);
    expect(document).toMatchObject({ kind: 'pdf', pages: [{ image: null }, { image: null }] });
    const [first, second] = document.pages;
    if (!first || !second) expect.fail('two pages');
    expect(first.mm.width).toBeCloseTo(209.9, 0);
    const drawn = getValue(await picturePage(blobs, place.communeId, document, second));
    expect((await sharp(drawn).metadata()).format).toBe('jpeg');
    expect(await within(place, tx => removePage(tx, place, first.id, now))).toEqual(
      refuse('documents.pdf-pages-fixed'),
    );
    expect(await within(place, tx => orderPages(tx, place, [second.id, first.id]))).toEqual(
      refuse('documents.pdf-pages-fixed'),
    );
  });

  test('does not mix with pages, beside them or after them, until they are taken out', async () => {
    const place = newPlace();
    const mixed = await add(place, { 'a.jpg': jpeg, 'contract.pdf': pdf });
    expect(mixed.refused).toEqual([{ name: 'contract.pdf', refusal: { code: 'documents.pdf-alone', params: {} } }]);
    const after = await add(place, { 'contract.pdf': pdf });
    expect(after.added).toEqual(refuse('documents.pdf-alone'));
    await within(place, tx => clearDocument(tx, place, now));
    expect((await add(place, { 'contract.pdf': pdf })).added.ok).toBe(true);
    const document = await read(place);
    expect([document.kind, document.pages.length, document.removed.length]).toEqual(['pdf', 2, 1]);
    const [old] = document.removed;
    if (!old) expect.fail('the page that was taken out');
    expect(await within(place, tx => restorePage(tx, place, old.id))).toEqual(refuse('documents.pdf-alone'));
    expect((await add(place, { 'b.jpg': jpeg })).added).toEqual(refuse('documents.pdf-alone'));
  });
});

describe('a PDF that arrives signed', () => {
  const signed = stranger('Samira BENNANI').sign(pdf);

  test('is kept byte for byte, with what was judged of it, its pages fixed', async () => {
    const place = newPlace();
    const { stored } = await add(place, { 'contract.pdf': signed });
    const document = await read(place);
    expect(document).toMatchObject({
      kind: 'signed-pdf',
      source: sha256Of(signed),
      clean: sha256Of(signed),
      judgement: { at: now.toISOString(), signatures: [{ name: 'Samira BENNANI', indication: 'INDETERMINATE' }] },
    });
    expect(stored).toMatchObject([{ kind: 'signed-pdf', judgement: document.judgement }]);
    const [first, second] = document.pages;
    if (!first || !second) expect.fail('two pages');
    const drawn = getValue(await picturePage(blobs, place.communeId, document, second));
    expect((await sharp(drawn).metadata()).format).toBe('jpeg');
    expect(await within(place, tx => removePage(tx, place, first.id, now))).toEqual(
      refuse('documents.pdf-pages-fixed'),
    );
    expect((await add(place, { 'b.jpg': jpeg })).added).toEqual(refuse('documents.pdf-alone'));
  });

  test('leaves no judgement behind when another paper takes its place', async () => {
    const place = newPlace();
    await add(place, { 'contract.pdf': signed });
    await within(place, tx => clearDocument(tx, place, now));
    expect((await add(place, { 'a.jpg': jpeg })).added.ok).toBe(true);
    expect(await read(place)).toMatchObject({ kind: 'scan', judgement: null, clean: null });
  });
});

describe('what is another’s', () => {
  test('a commune sees neither documents, nor pages, nor which blobs another keeps', async () => {
    const mine = newPlace();
    await add(mine, { 'a.jpg': jpeg });
    const stranger = { communeId: newId<CommuneId>(now), requestId: mine.requestId };
    expect(await within(stranger, tx => findDocument(tx, stranger))).toBeUndefined();
    expect(await within(stranger, tx => findDocument(tx, mine))).toBeUndefined();
    for (const table of ['blob', 'document', 'page']) {
      const { rows } = await within(stranger, tx => sql`select 1 from ${sql.table(`documents.${table}`)}`.execute(tx));
      expect([table, rows.length]).toEqual([table, 0]);
    }
    const taken = (await read(mine)).pages[0]?.taken ?? expect.fail('a page');
    await expect(blobs.get(stranger.communeId, taken)).rejects.toThrow(/ENOENT/);
  });

  test('a vault opens to its person alone, and a deposit counts once', async () => {
    const { communeId } = newPlace();
    const [zineb, omar] = [newId<PersonId>(now), newId<PersonId>(now)];
    const actId = newId<ActId>(now);
    const item = { holder: { personId: zineb }, actId, communeId, addedAt: now };
    await app.transaction({ communeId }, async tx => {
      await deposit(tx, item);
      await deposit(tx, item);
    });
    const vaultOf = (personId: PersonId) => app.transaction({ personId }, tx => listVault(tx, { personId }));
    expect(await vaultOf(zineb)).toEqual([item]);
    expect(await vaultOf(omar)).toEqual([]);
    const opened = (personId: PersonId) => app.transaction({ personId }, tx => openVaultItem(tx, { personId }, actId));
    expect(getValue(await opened(zineb))).toEqual(item);
    expect(await opened(omar)).toEqual(refuse('documents.not-in-vault'));
    const pretending = app.transaction({ personId: omar }, tx => listVault(tx, { personId: zineb }));
    expect(await pretending).toEqual([]);
  });

  test('an organisation’s vault opens to no scope but its own', async () => {
    const { communeId } = newPlace();
    const organisationId = newId<OrganisationId>(now);
    const item = { holder: { organisationId }, actId: newId<ActId>(now), communeId, addedAt: now };
    await app.transaction({ communeId }, tx => deposit(tx, item));
    const listed = (scope: Scope) => app.transaction(scope, tx => listVault(tx, { organisationId }));
    expect(await listed({ organisationId })).toEqual([item]);
    for (const scope of [
      { communeId },
      { personId: newId<PersonId>(now) },
      { organisationId: newId<OrganisationId>(now) },
    ])
      expect(await listed(scope)).toEqual([]);
    const elsewhere = newPlace().communeId;
    await expect(
      app.transaction({ communeId: elsewhere }, tx => deposit(tx, { ...item, actId: newId(now) })),
    ).rejects.toThrow(/policy/);
  });
});
