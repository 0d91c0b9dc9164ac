import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { completeCopy, diploma, openCopy, signCopy } from '../../test/copies.ts';
import { testDatabase } from '../../test/database.ts';
import { step } from '../../test/drafts.ts';
import { testPerson } from '../../test/identity.ts';
import { openOffice, type TestOffice } from '../../test/office.ts';
import { drawnSignature, scannedPage } from '../../test/scans.ts';
import { readConfig } from '../platform/config/index.ts';
import { openOriginals } from './certification.ts';
import { asId, getValue, type PersonActor, type PersonId, type RequestId, type StaffActor } from '../kernel/index.ts';
import { eraseFile } from '../modules/identity/rights/erasure-store.ts';
import type { OwnOriginal } from '../modules/certification/index.ts';

const { as } = await testDatabase();
let office: TestOffice;
let clerk: StaffActor;
let signing: Parameters<typeof signCopy>[1];
beforeAll(async () => {
  office = await openOffice({ app: as('app'), sealer: as('sealer') });
  clerk = await office.hire('clerk');
  signing = { clerk, ...(await office.appoint(['certification'])) };
});
afterAll(() => office.close());

/** Somebody with one Original, of which so many copies are authorised. */
async function holderOf(
  most: number,
  described: object = diploma,
): Promise<{ readonly holder: PersonActor; readonly original: OwnOriginal; readonly stranger: PersonActor }> {
  let draft = await completeCopy(office, clerk, described);
  const until = draft.view.certification?.reissues.limits.until;
  const reissues = most === 0 ? { kind: 'none' } : { kind: 'chosen', most, until };
  draft = await step(office, clerk, draft, ['PUT', '/reissues', { reissues }]);
  await signCopy(office, signing, draft);
  const holder = testPerson(asId<PersonId>(draft.personId), 'substantial');
  const [original] = await office.originals.list(holder);
  if (!original) throw new Error('nothing was deposited');
  const other = await openCopy(office, clerk);
  return { holder, original, stranger: testPerson(asId<PersonId>(other.personId), 'substantial') };
}

const issue = (actor: PersonActor, { id }: Pick<OwnOriginal, 'id'>, copies: number, key: string = randomUUID()) =>
  office.originals.issue(actor, { key, originalId: id, copies });

describe('an Original at home', () => {
  test('is found by whoever holds it, with what it says and how many copies are left', async () => {
    const { holder, original } = await holderOf(3);
    expect(original).toMatchObject({
      kind: 'diploma',
      particulars: { issuer: { latin: 'Université Hassan II' }, ownNumber: 'LF-2019/004471', issuedOn: '2019-07-12' },
      standing: { kind: 'open', left: 3 },
    });
    expect((await office.originals.list(holder)).map(({ id }) => id)).toEqual([original.id]);
  });

  test('gives several copies in one go, each under a number of its own, dated and sealed, found again in the vault', async () => {
    const { holder, original } = await holderOf(3);
    const made = getValue(await issue(holder, original, 2));
    expect(made.map(({ refusal }) => refusal)).toEqual([null, null]);
    const numbers = [];
    for (const { actId } of made) {
      const sealed = getValue(await office.acts.openSealed(holder, asId(actId ?? '')));
      expect(sealed.act.face).toMatchObject({
        kind: 'reissue',
        copy: { certification: { number: expect.any(String) } },
      });
      numbers.push(sealed.act.entryNumber);
    }
    expect(new Set(numbers).size).toBe(2);
    const opened = getValue(await office.originals.open(holder, original.id));
    expect(opened).toMatchObject({ standing: { kind: 'open', left: 1 }, reissues: [{}, {}] });
    expect(office.failures).toEqual([]);
  });

  test('answers the same copies to the same intention, however often it is sent', async () => {
    const { holder, original } = await holderOf(5);
    const key = randomUUID();
    const first = getValue(await issue(holder, original, 1, key));
    const [again, twice] = await Promise.all([issue(holder, original, 1, key), issue(holder, original, 1, key)]);
    expect(getValue(again)).toEqual(first);
    expect(getValue(twice)).toEqual(first);
    const other = await issue(holder, original, 2, key);
    expect(other).toMatchObject({ ok: false, refusal: { code: 'platform.command-reused' } });
    const opened = getValue(await office.originals.open(holder, original.id));
    expect(opened.standing).toMatchObject({ left: 4 });
  });

  test('draws no number for a copy whose request lapsed before anything was made of it', async () => {
    const { holder, original } = await holderOf(3);
    const { legalisationDeps: deps, registerParts, identity, mandates, acts } = office;
    const { catalogue } = registerParts;
    const killed = async () => Promise.reject(new Error('killed'));
    const dying = openOriginals(readConfig({}), {
      ...deps,
      catalogue,
      mandates,
      vault: identity.vault,
      acts: { ...acts, reissue: killed },
    });
    const asked = { key: randomUUID(), originalId: original.id, copies: 1 };
    await expect(dying.issue(holder, asked)).rejects.toThrow('killed');
    const { communeId } = office.commune;
    const lapsed = await deps.db.transaction({ communeId }, async tx => {
      const { rows } = await sql<{ id: string }>`
        select request_id as id from certification.reissue where original_id = ${original.id}`.execute(tx);
      const requestId = asId<RequestId>(rows[0]?.id ?? '');
      return office.requests.expire(tx, { communeId, requestId }, new Date(Date.now() + 400 * 86_400_000));
    });
    expect(lapsed).toMatchObject({ ok: true, value: { state: 'expired' } });
    expect(getValue(await office.originals.issue(holder, asked))).toMatchObject([
      { actId: null, refusal: { code: 'acts.reissue-cancelled' } },
    ]);
    expect(await office.originals.open(holder, original.id)).toMatchObject({ value: { standing: { left: 3 } } });
  });

  test('never gives more copies than were authorised, however many ask at once', async () => {
    const { holder, original } = await holderOf(3);
    const asked = await Promise.all(Array.from({ length: 6 }, () => issue(holder, original, 1)));
    const made = asked.flatMap(each => (each.ok ? each.value : [])).filter(({ actId, refusal }) => actId && !refusal);
    expect(made).toHaveLength(3);
    const opened = getValue(await office.originals.open(holder, original.id));
    expect(opened.standing).toMatchObject({ kind: 'closed', refusal: { code: 'acts.reissue-exhausted' } });
    expect(await issue(holder, original, 1)).toMatchObject({ ok: false, refusal: { code: 'acts.reissue-exhausted' } });
  });

  test('is nobody else’s, and gives no more than is left or than ten at once', async () => {
    const { holder, original, stranger } = await holderOf(12);
    const unknown = { ok: false, refusal: { code: 'certification.original-unknown' } };
    expect(await issue(stranger, original, 1)).toMatchObject(unknown);
    expect(await office.originals.open(stranger, original.id)).toMatchObject(unknown);
    expect(await office.originals.list(stranger)).toEqual([]);
    const code = (refused: Awaited<ReturnType<typeof issue>>) => (refused.ok ? '' : refused.refusal.code);
    expect(code(await issue(holder, original, 11))).toBe('certification.too-many-at-once');
    await issue(holder, original, 3);
    expect(code(await issue(holder, original, 10))).toBe('certification.copies-left');
  });

  test('stops where the officer authorised nothing, and a renewal goes to the office', async () => {
    const { holder, original, stranger } = await holderOf(0);
    expect(original.standing).toMatchObject({ kind: 'closed', refusal: { code: 'certification.not-authorised' } });
    const renew = (actor: PersonActor, key: string = randomUUID()) =>
      office.originals.renew(actor, { key, originalId: original.id });
    expect(await renew(stranger)).toMatchObject({ refusal: { code: 'certification.original-unknown' } });
    const key = randomUUID();
    const asked = getValue(await renew(holder, key));
    expect(getValue(await renew(holder, key))).toEqual(asked);
    expect(await renew(holder)).toMatchObject({ refusal: { code: 'certification.renewal-under-way' } });
    const view = await office.ask(clerk, 'GET', `/requests/${asked.requestId}`);
    expect(view.json).toMatchObject({
      state: 'queued',
      certification: { kind: 'diploma', renewal: { checkedAt: null } },
    });
    expect(view.json.document.pages).toHaveLength(2);
  });

  test('stays with who else holds it when one of them is erased', async () => {
    let draft = await completeCopy(office, clerk);
    const second = await openCopy(office, clerk);
    const { personId, documentId: identityDocumentId } = second;
    draft = await step(office, clerk, draft, ['POST', '/holders', { personId, identityDocumentId }]);
    draft = await step(office, clerk, draft, ['PUT', `/holders/${personId}/signature`, drawnSignature]);
    const until = draft.view.certification?.reissues.limits.until;
    draft = await step(office, clerk, draft, ['PUT', '/reissues', { reissues: { kind: 'chosen', most: 2, until } }]);
    await signCopy(office, signing, draft);
    const erased = asId<PersonId>(draft.personId);
    await as('worker').transaction({ personId: erased }, async tx => {
      await office.identity.vault.shred(tx, erased);
      await eraseFile(tx, erased, new Date());
    });
    const other = testPerson(asId<PersonId>(personId), 'substantial');
    const [original] = await office.originals.list(other);
    if (!original) return expect.fail('nothing was deposited');
    expect(original.particulars).toMatchObject({ issuer: null, ownNumber: null, issuedOn: diploma.issuedOn });
    expect(getValue(await issue(other, original, 1))).toMatchObject([{ refusal: null }]);
  });

  test('is not renewed while copies may be had', async () => {
    const { holder, original } = await holderOf(2);
    const renewed = await office.originals.renew(holder, { key: randomUUID(), originalId: original.id });
    expect(renewed).toMatchObject({ ok: false, refusal: { code: 'certification.still-open' } });
  });
});

describe('a paper scanned at home', () => {
  const scan = async (actor: PersonActor, key: string = randomUUID()) =>
    office.originals.keepAhead(actor, {
      key,
      communeId: office.commune.communeId,
      kind: 'contract',
      particulars: { issuer: { arabic: 'شركة', latin: 'Atlas' }, ownNumber: null, issuedOn: null, expiresOn: null },
      files: [
        { name: 'a.jpg', bytes: await scannedPage({ text: 'Contrat' }) },
        { name: 'b.txt', bytes: Buffer.from('no picture') },
      ],
    });

  test('waits for the visit of its person, is compared and used once', async () => {
    const draft = await openCopy(office, clerk);
    const person = testPerson(asId<PersonId>(draft.personId));
    const kept = getValue(await scan(person));
    expect(kept.refused).toMatchObject([{ name: 'b.txt' }]);
    expect(await office.originals.listAhead(person)).toMatchObject([{ kind: 'contract', pages: 1, usedIn: null }]);
    const listed = await office.ask(clerk, 'GET', `${draft.path}/ahead`);
    const [found] = listed.json.scans;
    const body = { version: draft.view.version };
    const taken = await office.ask(clerk, 'POST', `${draft.path}/ahead/${found.id}`, { body });
    expect(taken.json.certification).toMatchObject({ kind: 'contract', issuer: { latin: 'Atlas' }, compared: [] });
    expect(taken.json.document.pages).toHaveLength(1);
    const again = await openCopy(office, clerk);
    const other = await office.ask(clerk, 'POST', `${again.path}/ahead/${found.id}`, {
      body: { version: again.view.version },
    });
    expect(other.json.code).toBe('certification.ahead-unknown');
    // What was used is part of the request now, and is kept nowhere else.
    expect(await office.originals.dropLapsed()).toBe(1);
    expect(await office.originals.listAhead(person)).toEqual([]);
  });

  test('is dropped by nobody but its person', async () => {
    const [own, other] = [await openCopy(office, clerk), await openCopy(office, clerk)];
    const [person, stranger] = [own, other].map(({ personId }) => testPerson(asId<PersonId>(personId)));
    if (!person || !stranger) throw new Error('nobody');
    const { id } = getValue(await scan(person));
    expect(await office.originals.dropAhead(stranger, id)).toMatchObject({
      refusal: { code: 'certification.ahead-unknown' },
    });
    getValue(await office.originals.dropAhead(person, id));
    expect(await office.originals.listAhead(person)).toEqual([]);
  });
});
