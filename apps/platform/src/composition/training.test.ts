import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { testEnrolment } from '../../test/identity.ts';
import { openTownHall, type TownHall } from '../../test/town-hall.ts';
import {
  type AccountId,
  getValue,
  isTraining,
  newId,
  type OfficeId,
  type SessionId,
  type StaffId,
  trainingId,
} from '../kernel/index.ts';
import {
  findCredential,
  findDelegation,
  findStaffAtWork,
  getCommune,
  installPosting,
  installStaff,
  listOffices,
  listStatementsInForce,
  type PostingId,
  type Training,
} from '../modules/organisation/index.ts';
import { rolePlan } from '../roles.ts';
import { openTraining } from './training.ts';

const database = await testDatabase();
const app = database.as('app');
const folder = mkdtempSync(join(tmpdir(), 'shubbak-training-'));
let hall: TownHall;
let training: Training;
beforeAll(async () => {
  hall = await openTownHall(app);
  training = openTraining(
    {
      config: { dataDir: folder, publicUrl: 'http://localhost:8080' },
      addresses: { revocations: undefined },
    },
    { db: app, clock: hall.now, identity: hall.identity, staffAccess: hall.access, rpId: 'localhost' },
  );
});
afterAll(() => {
  hall.close();
  rmSync(folder, { recursive: true });
});

const findAtWork = (accountId: Parameters<typeof findStaffAtWork>[1]['accountId'], chosen: boolean) =>
  app.transaction({}, tx =>
    findStaffAtWork(tx, {
      accountId,
      plan: rolePlan,
      now: hall.now(),
      address: null,
      stationToken: null,
      training: chosen,
    }),
  );

describe('a member of staff who trains', () => {
  test('works in the shadow of the commune, where they may receive and sign, and administer nothing', async () => {
    const clerk = await hall.installed('clerk');
    const atWork = getValue(await findAtWork(clerk.accountId, true));
    expect(atWork.communeId).toBe(trainingId(hall.communeId));
    const permissions = new Set(atWork.grants.map(({ permission }) => permission));
    expect(permissions).toContain('acts.sign');
    expect(permissions).not.toContain('organisation.manage');
    const outside = getValue(await findAtWork(clerk.accountId, false));
    expect(outside.communeId).toBe(hall.communeId);
    expect(outside.grants.map(({ permission }) => permission)).not.toContain('acts.sign');
  });

  test('finds offices, a delegation, a certificate for their own passkey, and people of fiction; again is the same', async () => {
    const colleague = await hall.installed('officer');
    const atWork = getValue(await findAtWork(colleague.accountId, true));
    const { communeId, staffId } = atWork;
    await training.makeReady(colleague.accountId, atWork);
    await openTraining(
      { config: { dataDir: folder, publicUrl: 'http://localhost:8080' }, addresses: { revocations: undefined } },
      { db: app, clock: hall.now, identity: hall.identity, staffAccess: hall.access, rpId: 'localhost' },
    ).makeReady(colleague.accountId, atWork);
    await app.transaction({ communeId }, async tx => {
      expect(await getCommune(tx, communeId)).toMatchObject({ mark: 'training' });
      const offices = await listOffices(tx, communeId);
      expect(offices.map(({ code }) => code)).toEqual(hall.offices.map(({ code }) => `T-${code}`).toSorted());
      const at = hall.now();
      for (const { id: office } of offices)
        getValue(await findDelegation(tx, { communeId, officer: staffId, office, nature: 'certification', at }));
      const credential = getValue(await findCredential(tx, { communeId, officer: staffId, at }));
      expect(credential.body.passkey.credentialId).toBe(colleague.credentialId);
      expect(await listStatementsInForce(tx, communeId, staffId, at)).toHaveLength(2);
    });
    const actor = {
      kind: 'staff',
      accountId: colleague.accountId,
      sessionId: newId<SessionId>(hall.now()),
      ...atWork,
    } as const;
    const found = getValue(await hall.identity.searchByName(actor, 'EXEMPLE'));
    expect(found).toHaveLength(2);
  });

  test('is taken into training and out of it by their own session', async () => {
    const colleague = await hall.installed('officer');
    const token = getValue(await hall.signIn(colleague.credentialId));
    const actor = await hall.actorOf(token);
    if (!actor) throw new Error('nobody signed in');
    await hall.access.setTraining(actor, true);
    const inTraining = await hall.actorOf(token);
    expect(inTraining && isTraining(inTraining.communeId)).toBe(true);
    await hall.access.setTraining(actor, false);
    expect((await hall.actorOf(token))?.communeId).toBe(hall.communeId);
  });
});

describe('people', () => {
  const card = (number: string) => testEnrolment({ document: { type: 'cnie', number, expiresOn: '2031-01-01' } });

  test('of training are known by their numbers, and no other is enrolled or found there; nobody is written to', async () => {
    const colleague = await hall.installed('officer-clerk');
    const token = getValue(await hall.signIn(colleague.credentialId));
    const real = await hall.actorOf(token);
    if (!real) throw new Error('nobody signed in');
    const atWork = getValue(await findAtWork(colleague.accountId, true));
    await training.makeReady(colleague.accountId, atWork);
    const learning = { ...real, ...atWork };
    const { identity } = hall;
    expect(await identity.enrol(learning, card('BK123456'), crypto.randomUUID())).toMatchObject({
      refusal: { code: 'identity.training-number', params: { mark: 'XX' } },
    });
    expect(await identity.enrol(real, card('XX123456'), crypto.randomUUID())).toMatchObject({
      refusal: { code: 'identity.number-of-training' },
    });
    const reachable = { ...card('XX123457'), contacts: { email: 'someone@example.org' } };
    expect(await identity.enrol(learning, reachable, crypto.randomUUID())).toMatchObject({
      refusal: { code: 'identity.training-no-contact' },
    });
    expect(await identity.findByDocument(learning, { type: 'cnie', number: 'BK123456' })).toMatchObject({
      refusal: { code: 'identity.training-number' },
    });
    getValue(await identity.enrol(learning, { ...card('XX123458'), contacts: {} }, crypto.randomUUID()));
  });
});

/** Somebody who works at one office alone. */
async function postedAt(officeId: OfficeId): Promise<AccountId> {
  const { communeId } = hall;
  const system = { kind: 'system', task: 'test' } as const;
  const [id, accountId] = [newId<StaffId>(hall.now()), newId<AccountId>(hall.now())];
  const jurisdiction = { level: 'office', officeId } as const;
  const posting = { communeId, id: newId<PostingId>(hall.now()), staffId: id, role: 'clerk', jurisdiction } as const;
  await hall.within(async tx => {
    const name = { arabic: 'سعيد', latin: 'Saïd' };
    getValue(await installStaff(tx, system, { communeId, id, accountId, name }));
    getValue(await installPosting(tx, system, { ...posting, validFrom: hall.now(), validUntil: null }));
  });
  return accountId;
}

describe('an office in training', () => {
  test('has everybody who is posted there alone work in the shadow, and makes no real act', async () => {
    const administrator = await hall.as(await hall.installed('administrator'));
    const [office] = hall.offices;
    const turn = { officeId: office.id, training: true };
    expect(await hall.administration.setOfficeTraining(administrator, turn, crypto.randomUUID())).toEqual({
      ok: true,
      value: null,
    });
    expect(await hall.administration.setOfficeTraining(administrator, turn, crypto.randomUUID())).toMatchObject({
      refusal: { code: 'organisation.training-there' },
    });
    const clerk = await hall.as(await hall.installed('clerk'));
    expect(await hall.administration.setOfficeTraining(clerk, turn, crypto.randomUUID())).toMatchObject({
      refusal: { code: 'organisation.not-allowed' },
    });
    const accountId = await postedAt(office.id);
    expect(getValue(await findAtWork(accountId, false)).communeId).toBe(trainingId(hall.communeId));
    hall.pass(1000);
    const ended = { ...turn, training: false };
    expect(await hall.administration.setOfficeTraining(administrator, ended, crypto.randomUUID())).toEqual({
      ok: true,
      value: null,
    });
    expect(getValue(await findAtWork(accountId, false)).communeId).toBe(hall.communeId);
  });
});
