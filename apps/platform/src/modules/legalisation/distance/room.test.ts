import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { type DistanceWizard, openWizard } from '../../../../test/distance-wizard.ts';
import { scannedPage, twoPagePdf } from '../../../../test/scans.ts';
import { getValue, type PersonActor, type RequestId } from '../../../kernel/index.ts';
import { paperLimits } from './paper-room.ts';
import { forgetUploads } from './uploads.ts';

const { as } = await testDatabase();
const app = as('app');
const mebibyte = 2 ** 20;
let wizard: DistanceWizard;
let amina: PersonActor;
beforeAll(async () => {
  wizard = await openWizard({ app, sealer: as('sealer') });
  amina = await wizard.citizen();
});
afterAll(() => wizard.office.close());

const key = () => randomUUID();
const codeOf = (answer: { readonly ok: boolean; readonly refusal?: { readonly code: string } }) =>
  answer.refusal?.code ?? 'ok';
const counted = (codes: readonly string[]) =>
  Object.fromEntries(
    Map.groupBy(codes, code => code)
      .entries()
      .map(([code, all]) => [code, all.length]),
  );
const read = async (requestId: RequestId) => getValue(await wizard.distance.read(amina, requestId));
const announce = (requestId: RequestId, length: number) =>
  wizard.distance.announceUpload(amina, { requestId, fingerprint: randomBytes(32).toString('hex'), length });
/** A whole file on its way. */
const arrived = async (requestId: RequestId, bytes: Uint8Array) => {
  const { id } = getValue(await announce(requestId, bytes.length));
  getValue(await wizard.distance.continueUpload(amina, { requestId, id, startsAt: 0, bytes }));
  return { id, name: 'acte' };
};
/** As if so much had been taken in before. */
const taken = (requestId: RequestId, { bytes = 0, pages = 0 }) =>
  app.transaction({ communeId: wizard.office.commune.communeId }, tx =>
    sql`update legalisation.distance set taken_bytes = ${bytes}, taken_pages = ${pages} where request_id = ${requestId}`.execute(
      tx,
    ),
  );

describe('the files of one request together', () => {
  test('are counted when they are announced, also when many are announced at once', async () => {
    const requestId = await wizard.begin(amina);
    for (const _ of [1, 2]) getValue(await announce(requestId, 50 * mebibyte));
    const many = await Promise.all(Array.from({ length: 5 }, () => announce(requestId, 30 * mebibyte)));
    expect(counted(many.map(codeOf))).toEqual({ ok: 1, 'distance.paper-too-heavy': 4 });
    expect(codeOf(await announce(requestId, 20 * mebibyte))).toBe('ok');
    expect(codeOf(await announce(requestId, 1))).toBe('distance.paper-too-heavy');
    const [first] = (await read(requestId)).uploads;
    getValue(await wizard.distance.dropUpload(amina, { requestId, id: first?.id ?? expect.fail() }));
    expect(codeOf(await announce(requestId, 1))).toBe('ok');
  });

  test('no more than twenty are on their way, also when many are announced at once', async () => {
    const requestId = await wizard.begin(amina);
    const many = await Promise.all(Array.from({ length: 24 }, () => announce(requestId, 10)));
    expect(counted(many.map(codeOf))).toEqual({ ok: 20, 'distance.uploads-many': 4 });
  });

  test('are counted again behind the lock when they are taken in, what was taken out included', async () => {
    const requestId = await wizard.begin(amina);
    const bytes = await scannedPage({ dpi: 60 });
    const files = [await arrived(requestId, bytes), await arrived(requestId, bytes)];
    await taken(requestId, { bytes: paperLimits.bytes - Math.floor(bytes.length * 1.5) });
    const both = await Promise.all(
      files.map(file => wizard.distance.addUploads(amina, { key: key(), requestId, uploads: [file] })),
    );
    const codes = both.map(codeOf);
    expect(codes.filter(code => code === 'ok')).toHaveLength(1);
    const { document, uploads } = await read(requestId);
    expect([document?.pages.length, uploads.length]).toEqual([1, 1]);
    const pageId = document?.pages[0]?.id ?? expect.fail();
    getValue(await wizard.distance.takeOutPage(amina, { key: key(), requestId, pageId }));
    const plain = { key: key(), requestId, files: [{ name: 'encore.jpg', bytes }] };
    expect(codeOf(await wizard.distance.addToPaper(amina, plain))).toBe('distance.paper-too-heavy');
  });

  test('are kept a day at most while they are on their way', async () => {
    const requestId = await wizard.begin(amina);
    await arrived(requestId, twoPagePdf());
    const db = as('worker');
    const at = (hours: number) => ({ db, clock: () => new Date(Date.now() + hours * 3_600_000) });
    await forgetUploads(at(23));
    expect((await read(requestId)).uploads).toHaveLength(1);
    await forgetUploads(at(25));
    expect((await read(requestId)).uploads).toEqual([]);
  });

  test('hold no more pages than there is room for', async () => {
    const requestId = await wizard.begin(amina);
    await taken(requestId, { pages: paperLimits.pages - 1 });
    const uploads = [await arrived(requestId, twoPagePdf())];
    expect(codeOf(await wizard.distance.addUploads(amina, { key: key(), requestId, uploads }))).toBe(
      'distance.paper-too-long',
    );
    expect((await read(requestId)).document).toBeUndefined();
  });

  test('are in memory one after the other: the next is read when the one before is kept', async () => {
    const requestId = await wizard.begin(amina);
    const bytes = await scannedPage({ dpi: 60 });
    const uploads = [await arrived(requestId, bytes), await arrived(requestId, bytes)];
    const [, second] = uploads;
    const { blobs } = wizard.office.legalisationDeps;
    let kept = 0;
    const put: typeof blobs.put = async (communeId, file) => {
      kept += 1;
      // Were both read by now, nothing would be missed.
      if (kept === 1) await wizard.distance.dropUpload(amina, { requestId, id: second?.id ?? expect.fail() });
      return blobs.put(communeId, file);
    };
    const slow = wizard.withBlobs({ ...blobs, put });
    expect(codeOf(await slow.addUploads(amina, { key: key(), requestId, uploads }))).toBe('distance.upload-unfinished');
    expect(kept).toBeGreaterThan(0);
    expect((await read(requestId)).document).toBeUndefined();
  });
});

test('twenty drafts of one person are the most, also when many are begun at once; each given up makes room for one', async () => {
  const driss = await wizard.citizen();
  const begun: RequestId[] = [];
  for (let n = 0; n < 18; n += 1) begun.push(await wizard.begin(driss));
  const many = await Promise.allSettled(Array.from({ length: 5 }, () => wizard.begin(driss)));
  expect(many.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  await expect(wizard.begin(driss)).rejects.toThrow(/requests.too-many-drafts/);
  const [requestId = expect.fail()] = begun;
  getValue(await wizard.distance.abandon(driss, { key: key(), requestId, version: 1 }));
  await wizard.begin(driss);
  await expect(wizard.begin(driss)).rejects.toThrow(/requests.too-many-drafts/);
  // Somebody else's are not counted.
  await wizard.begin(await wizard.citizen());
});
