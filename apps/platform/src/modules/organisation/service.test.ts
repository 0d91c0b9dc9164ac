import { generateKeyPairSync, sign } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { testPasskey } from '../../../test/passkey.ts';
import {
  type AccountId,
  type Actor,
  type ArrondissementId,
  type CommuneId,
  type DelegationId,
  newId,
  type OfficeId,
  type StaffId,
} from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { Arrondissement, Commune, Office, Posting, PostingId, Prefecture, PrefectureId } from './model.ts';
import type { RolePlan } from './roles/role.ts';
import * as room from './service.ts';
import { readCeremonyKey } from './statements/check.ts';
import * as statements from './statements/service.ts';
import { type StatementSigner, signAdministrator, signByTwo } from './statements/sign.ts';
import type { AdministratorBody, DelegationBody } from './statements/statement.ts';

const database = await testDatabase();
const app = database.as('app');
const now = new Date('2026-11-23T10:00:00.000Z');
const platform: Actor = { kind: 'system', task: 'test' };
const named = (text: string) => ({ ar: text, fr: text, zgh: text, en: text });
const plan: RolePlan = {
  builtIn: {
    clerk: ['identity.find'],
    officer: ['acts.sign'],
    'officer-clerk': [],
    'head-of-office': [],
    supervisor: [],
    administrator: [],
    auditor: [],
    cashier: [],
    'data-protection-officer': [],
  },
  ceiling: ['identity.find'],
  sensitive: [],
  apart: [],
  training: [],
};

const commune: Commune = { id: newId<CommuneId>(now), code: 'TST', name: named('Essai'), mark: 'demo' };
const prefecture: Prefecture = { communeId: commune.id, id: newId<PrefectureId>(now), name: named('Préfecture') };
const arrondissement: Arrondissement = {
  communeId: commune.id,
  id: newId<ArrondissementId>(now),
  prefectureId: prefecture.id,
  code: 'ARR',
  name: named('Arrondissement'),
};
const office: Office = {
  communeId: commune.id,
  id: newId<OfficeId>(now),
  arrondissementId: arrondissement.id,
  code: 'ARR01',
  name: named('Siège'),
  address: named('1, rue de l’Essai'),
  kind: 'seat',
  organised: 'clerk-and-officer',
  openedOn: '2026-01-05',
};
const setUp = { commune, prefectures: [prefecture], arrondissements: [arrondissement], offices: [office] };
const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => app.transaction({ communeId: commune.id }, work);

async function hire(): Promise<{ readonly staffId: StaffId; readonly accountId: AccountId }> {
  const staff = {
    communeId: commune.id,
    id: newId<StaffId>(now),
    accountId: newId<AccountId>(now),
    name: { arabic: 'نادية', latin: 'Nadia' },
  };
  await within(tx => room.installStaff(tx, platform, staff));
  return { staffId: staff.id, accountId: staff.accountId };
}

beforeAll(() => within(tx => room.installCommune(tx, platform, setUp)));

describe('a commune', () => {
  test('is set up once, and read back whole', async () => {
    expect(await within(tx => room.installCommune(tx, platform, setUp))).toEqual({ ok: true, value: null });
    await within(async tx => {
      expect(await room.getCommune(tx, commune.id)).toEqual(commune);
      expect(await room.listPrefectures(tx, commune.id)).toEqual([prefecture]);
      expect(await room.listArrondissements(tx, commune.id)).toEqual([arrondissement]);
      expect(await room.listOffices(tx, commune.id)).toEqual([office]);
      expect(await room.getOffice(tx, commune.id, office.id)).toEqual(office);
    });
  });

  test('refuses a code that another one holds', async () => {
    const offices = [{ ...office, id: newId<OfficeId>(now) }];
    const result = await within(tx => room.installCommune(tx, platform, { ...setUp, offices }));
    expect(result).toEqual({ ok: false, refusal: { code: 'organisation.code-taken', params: { code: 'ARR01' } } });
  });

  test('shows its offices to no other commune', async () => {
    const offices = await app.transaction({ communeId: newId<CommuneId>(now) }, tx => room.listOffices(tx, commune.id));
    expect(offices).toEqual([]);
  });

  test('is changed by nobody whose grants do not reach the whole commune', async () => {
    const { staffId, accountId } = await hire();
    const actor = (communeId: CommuneId, level: 'commune' | 'office'): Actor => ({
      kind: 'staff',
      accountId,
      sessionId: newId(now),
      staffId,
      communeId,
      grants: [
        {
          permission: 'organisation.manage',
          jurisdiction: level === 'commune' ? { level } : { level, officeId: office.id },
        },
      ],
    });
    const install = (by: Actor) => within(tx => room.installCommune(tx, by, setUp));
    expect(await install(actor(commune.id, 'commune'))).toMatchObject({ ok: true });
    expect(await install(actor(commune.id, 'office'))).toMatchObject({ refusal: { code: 'organisation.not-allowed' } });
    expect(await install(actor(newId<CommuneId>(now), 'commune'))).toMatchObject({
      refusal: { code: 'organisation.not-allowed' },
    });
  });
});

describe('a member of staff', () => {
  const posting = (staffId: StaffId): Posting => ({
    communeId: commune.id,
    id: newId<PostingId>(now),
    staffId,
    role: 'clerk',
    jurisdiction: { level: 'office', officeId: office.id },
    validFrom: new Date('2026-01-01T00:00:00.000Z'),
    validUntil: null,
  });

  test('is found by account before any commune is known, with the grants of now', async () => {
    const { staffId, accountId } = await hire();
    const nowhere = { address: null, stationToken: null, training: false };
    const findAt = (at: Date) =>
      app.transaction({}, tx => room.findStaffAtWork(tx, { accountId, plan, now: at, ...nowhere }));
    expect(await app.transaction({}, tx => room.findStaffOfAccount(tx, accountId))).toEqual({
      communeId: commune.id,
      staffId,
    });
    expect(await findAt(now)).toMatchObject({ refusal: { code: 'organisation.no-posting' } });
    const held = posting(staffId);
    await within(tx => room.installPosting(tx, platform, held));
    const grants = [{ permission: 'identity.find', jurisdiction: held.jurisdiction }];
    expect(await findAt(now)).toEqual({ ok: true, value: { communeId: commune.id, staffId, grants } });
    expect(await findAt(new Date('2025-12-31T00:00:00.000Z'))).toMatchObject({ ok: false });
    expect(await within(tx => room.listPostings(tx, commune.id, staffId))).toMatchObject([held]);
  });

  test('cannot share an account', async () => {
    const { accountId } = await hire();
    const twin = { communeId: commune.id, id: newId<StaffId>(now), accountId, name: { arabic: 'س', latin: 'S' } };
    const result = await within(tx => room.installStaff(tx, platform, twin));
    expect(result).toMatchObject({ refusal: { code: 'organisation.account-taken' } });
  });
});

describe('statements', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ceremony = { sign: async (bytes: Uint8Array) => sign('sha256', bytes, privateKey) };
  const trust = {
    ceremonyKey: readCeremonyKey(publicKey.export({ format: 'der', type: 'spki' }).toString('base64')),
    now,
  };
  const span = { validFrom: '2026-01-01T00:00:00.000Z', validUntil: '2027-01-01T00:00:00.000Z' };
  let signers: [StatementSigner, StatementSigner];

  async function administrator(): Promise<StatementSigner> {
    const authenticator = testPasskey();
    const { credentialId, publicKey: key, rpId } = authenticator;
    const { staffId } = await hire();
    const passkey = { credentialId, publicKey: key, rpId };
    const body: AdministratorBody = {
      v: 1,
      kind: 'administrator',
      id: newId(now),
      commune: commune.id,
      subject: staffId,
      ...span,
      passkey,
    };
    const statement = await signAdministrator(body, ceremony);
    expect(await within(tx => statements.keepStatement(tx, platform, statement, trust))).toEqual({
      ok: true,
      value: body,
    });
    return { administrator: body, assert: async challenge => authenticator.assert(challenge) };
  }
  const delegationOf = (subject: StaffId, change: Partial<DelegationBody> = {}): DelegationBody => ({
    v: 1,
    kind: 'delegation',
    id: newId<DelegationId>(now),
    commune: commune.id,
    subject,
    ...span,
    capacity: named('Officier délégué'),
    reference: '7/2026',
    offices: [office.id],
    natures: ['legalisation'],
    grantor: named('Le président'),
    ...change,
  });

  beforeAll(async () => {
    signers = [await administrator(), await administrator()];
  });

  test('a delegation is kept once, found for its occasion, and taken back at once', async () => {
    const { staffId } = await hire();
    const occasion = {
      communeId: commune.id,
      officer: staffId,
      office: office.id,
      nature: 'legalisation',
      at: now,
    } as const;
    const find = (at: Date) => within(tx => statements.findDelegation(tx, { ...occasion, at }));
    expect(await find(now)).toMatchObject({ refusal: { code: 'organisation.delegation-none' } });
    const body = delegationOf(staffId);
    const statement = await signByTwo(body, signers);
    for (const _ of [1, 2])
      expect(await within(tx => statements.keepStatement(tx, platform, statement, trust))).toEqual({
        ok: true,
        value: body,
      });
    expect(await find(now)).toEqual({
      ok: true,
      value: { statement: { ...statement, body: Buffer.from(statement.body) }, body, revokedAt: null },
    });
    const taken = { communeId: commune.id, statementId: body.id, reason: 'left', now } as const;
    expect(await within(tx => statements.revokeStatement(tx, platform, taken))).toEqual({ ok: true, value: null });
    expect(await find(now)).toMatchObject({ refusal: { code: 'organisation.delegation-revoked' } });
    const seen = await database
      .as('sealer')
      .transaction({ communeId: commune.id }, tx => statements.listRevocations(tx, commune.id));
    expect(seen.get(body.id)).toEqual(now);
  });

  test('one that ended, or has not begun, is kept all the same, and does not allow', async () => {
    const { staffId } = await hire();
    const occasion = {
      communeId: commune.id,
      officer: staffId,
      office: office.id,
      nature: 'legalisation',
      at: now,
    } as const;
    const keep = async (body: DelegationBody) => {
      const statement = await signByTwo(body, signers);
      expect(await within(tx => statements.keepStatement(tx, platform, statement, trust))).toMatchObject({ ok: true });
    };
    await keep(delegationOf(staffId, { validUntil: '2026-11-23T09:59:00.000Z' }));
    expect(await within(tx => statements.findDelegation(tx, occasion))).toMatchObject({
      refusal: { code: 'organisation.delegation-ended' },
    });
    await keep(delegationOf(staffId, { validFrom: '2026-11-23T10:00:00.001Z' }));
    expect(await within(tx => statements.findDelegation(tx, occasion))).toMatchObject({
      refusal: { code: 'organisation.delegation-not-yet' },
    });
  });

  test('one that two administrators did not sign, or whose id is taken, is not kept', async () => {
    const { staffId } = await hire();
    const body = delegationOf(staffId);
    const keep = async (changed: DelegationBody, by = signers) => {
      const statement = await signByTwo(changed, by);
      return within(tx => statements.keepStatement(tx, platform, statement, trust));
    };
    expect(await keep(body, [signers[0], signers[0]])).toMatchObject({
      refusal: { code: 'organisation.statement-one-administrator' },
    });
    expect(await keep(body)).toMatchObject({ ok: true });
    expect(await keep({ ...body, reference: '8/2026' })).toMatchObject({
      refusal: { code: 'organisation.statement-id-taken' },
    });
  });
});
