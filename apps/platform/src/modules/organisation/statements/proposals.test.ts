import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { type TestPasskey, testPasskey } from '../../../../test/passkey.ts';
import {
  type AccountId,
  type Actor,
  type CommuneId,
  getValue,
  newId,
  type OfficeId,
  type Result,
  type StaffActor,
  type StaffId,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { enterAuthority } from '../authorities/authorities.ts';
import { installCommune, installStaff } from '../service.ts';
import { checkStatement, readCeremonyKey } from './check.ts';
import type { StatementDraft, StatementProposal } from './proposal.ts';
import * as proposals from './proposals.ts';
import { findDelegation, listAdministratorStatements } from './service.ts';
import type { AdministratorBody } from './statement.ts';

const { as } = await testDatabase();
const app = as('app');
const now = new Date('2026-11-23T10:00:00.000Z');
const day = 86_400_000;
const at = (offset: number): Date => new Date(now.getTime() + offset * day);
const named = (text: string) => ({ ar: text, fr: text, zgh: text, en: text });
const platform: Actor = { kind: 'system', task: 'test' };
const ceremony = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ceremonyKey = readCeremonyKey(ceremony.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'));
const moment = { ceremonyKey, now };
const communeId = newId<CommuneId>(now);
const office = newId<OfficeId>(now);
const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => app.transaction({ communeId }, work);
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.refusal.code);

interface Administrator {
  readonly actor: StaffActor;
  readonly passkey: TestPasskey;
}
let first: Administrator;
let second: Administrator;
let third: Administrator;
let officer: StaffActor;

async function hire(permissions: readonly string[]): Promise<StaffActor> {
  const staff = {
    communeId,
    id: newId<StaffId>(now),
    accountId: newId<AccountId>(now),
    name: { arabic: 'نادية', latin: 'Nadia' },
  };
  getValue(await within(tx => installStaff(tx, platform, staff)));
  const grants = permissions.map(permission => ({ permission, jurisdiction: { level: 'commune' } as const }));
  return { kind: 'staff', accountId: staff.accountId, sessionId: newId(now), staffId: staff.id, communeId, grants };
}

const bare = ({ credentialId, publicKey, rpId }: TestPasskey) => ({ credentialId, publicKey, rpId });
const propose = async (by: StaffActor, draft: StatementDraft): Promise<StatementProposal> =>
  getValue(await within(tx => proposals.propose(tx, by, draft, { key: randomUUID(), now })));
const ceremonySignature = (bytes: Uint8Array, key = ceremony.privateKey): string =>
  sign('sha256', bytes, key).toString('base64');

async function proposeAdministrator(of: StaffActor, passkey: TestPasskey): Promise<StatementProposal> {
  return propose(of, {
    kind: 'administrator',
    subject: of.staffId,
    passkey: bare(passkey),
    validFrom: at(-1),
    validUntil: at(700),
  });
}

async function administrator(): Promise<Administrator> {
  const actor = await hire(['organisation.state']);
  const passkey = testPasskey();
  const { id, bytes } = await proposeAdministrator(actor, passkey);
  const signature = ceremonySignature(bytes);
  const stated = await within(tx => proposals.signByCeremony(tx, actor, { proposalId: id, signature }, moment));
  expect(stated).toMatchObject({ ok: true, value: { stated: true } });
  return { actor, passkey };
}

const delegation = (subject: StaffId): StatementDraft => ({
  kind: 'delegation',
  subject,
  capacity: named('Officier'),
  reference: '14/2026',
  offices: [office],
  natures: ['legalisation'],
  validFrom: at(-1),
  validUntil: at(300),
});
const answer = (passkey: TestPasskey, { bytes }: StatementProposal) =>
  passkey.assert(createHash('sha256').update(bytes).digest());
const signAs = ({ actor, passkey }: Administrator, proposal: StatementProposal, when = now) =>
  within(tx =>
    proposals.signProposal(
      tx,
      actor,
      { proposalId: proposal.id, assertion: answer(passkey, proposal) },
      { ceremonyKey, now: when },
    ),
  );
const mayOfficerSign = () =>
  within(tx => findDelegation(tx, { communeId, officer: officer.staffId, office, nature: 'legalisation', at: now }));

beforeAll(async () => {
  const commune = { id: communeId, code: 'TST', name: named('Essai'), mark: null };
  const offices = [
    {
      communeId,
      id: office,
      arrondissementId: null,
      code: 'TST01',
      name: named('Siège'),
      address: named('1, rue de l’Essai'),
      kind: 'seat',
      organised: 'clerk-and-officer',
      openedOn: '2026-01-05',
    },
  ] as const;
  getValue(
    await within(tx => installCommune(tx, platform, { commune, prefectures: [], arrondissements: [], offices })),
  );
  const authority = { communeId, arrondissementId: null, name: { arabic: 'الرئيس', latin: 'President' } };
  const term = { title: named('Le président'), deed: 'PV', firstOn: '2026-01-01', lastOn: '2027-12-31' };
  getValue(await within(tx => enterAuthority(tx, platform, { ...authority, ...term }, now)));
  first = await administrator();
  second = await administrator();
  third = await administrator();
  officer = await hire(['acts.sign']);
});

describe('a delegation', () => {
  test('holds once two administrators have signed its very bytes, and not before', async () => {
    const proposal = await propose(first.actor, delegation(officer.staffId));
    expect(await signAs(first, proposal)).toMatchObject({ ok: true, value: { stated: false } });
    expect(codeOf(await mayOfficerSign())).toBe('organisation.delegation-none');
    expect(await signAs(second, proposal)).toMatchObject({ ok: true, value: { stated: true } });
    const kept = getValue(await mayOfficerSign());
    const administrators = await within(tx => listAdministratorStatements(tx, communeId));
    const trust = { ceremonyKey, administrators, revocations: new Map(), commune: communeId, at: now };
    expect(checkStatement('delegation', kept.statement, trust)).toEqual({ ok: true, value: kept.body });
    expect(codeOf(await signAs(third, proposal))).toBe('organisation.proposal-stated');
  });

  test('is not signed twice by one person, nor by who is no administrator, nor by somebody else’s passkey', async () => {
    const proposal = await propose(first.actor, delegation(officer.staffId));
    expect(codeOf(await signAs(first, proposal))).toBe('ok');
    expect(codeOf(await signAs(first, proposal))).toBe('organisation.proposal-signed-already');
    const pretender = { actor: await hire(['organisation.state']), passkey: testPasskey() };
    expect(codeOf(await signAs(pretender, proposal))).toBe('organisation.not-an-administrator');
    expect(codeOf(await signAs({ actor: second.actor, passkey: third.passkey }, proposal))).toBe(
      'organisation.assertion-other-passkey',
    );
    const clerk = { actor: await hire(['identity.find']), passkey: second.passkey };
    expect(codeOf(await signAs(clerk, proposal))).toBe('organisation.not-allowed');
  });

  test('takes no assertion that was made for another proposal', async () => {
    const [one, other] = [
      await propose(first.actor, delegation(officer.staffId)),
      await propose(first.actor, delegation(officer.staffId)),
    ];
    const replayed = await within(tx =>
      proposals.signProposal(
        tx,
        second.actor,
        { proposalId: other.id, assertion: answer(second.passkey, one) },
        moment,
      ),
    );
    expect(codeOf(replayed)).toBe('organisation.assertion-challenge');
  });

  test('is not signed by who it is about, here or before the sealer', async () => {
    const proposal = await propose(second.actor, delegation(first.actor.staffId));
    expect(codeOf(await signAs(first, proposal))).toBe('organisation.proposal-own');
    const administrators = await within(tx => listAdministratorStatements(tx, communeId));
    const idOf = async ({ actor }: Administrator): Promise<AdministratorBody['id']> => {
      const [found] = await within(tx => proposals.administratorsInForce(tx, communeId, actor.staffId, now));
      if (!found) throw new Error('no administrator');
      return found.id;
    };
    const signatures = [
      { by: 'administrator', administrator: await idOf(first), assertion: answer(first.passkey, proposal) },
      { by: 'administrator', administrator: await idOf(second), assertion: answer(second.passkey, proposal) },
    ] as const;
    const forged = { body: proposal.bytes, signatures: [...signatures] };
    const trust = { ceremonyKey, administrators, revocations: new Map(), commune: communeId, at: now };
    expect(codeOf(checkStatement('delegation', forged, trust))).toBe('organisation.statement-own');
  });

  test('lapses after a week, and is over when withdrawn', async () => {
    const lapsed = await propose(first.actor, delegation(officer.staffId));
    expect(codeOf(await signAs(first, lapsed, at(7)))).toBe('organisation.proposal-expired');
    const withdrawn = await propose(first.actor, delegation(officer.staffId));
    await within(tx => proposals.withdrawProposal(tx, second.actor, { proposalId: withdrawn.id, now }));
    expect(codeOf(await signAs(first, withdrawn))).toBe('organisation.proposal-withdrawn');
  });

  test('names offices of the commune, dates in order, and a member of staff', async () => {
    const refused = async (changes: Partial<StatementDraft>) =>
      codeOf(
        await within(tx =>
          proposals.propose(tx, first.actor, { ...delegation(officer.staffId), ...changes } as StatementDraft, {
            key: randomUUID(),
            now,
          }),
        ),
      );
    expect(await refused({ offices: [] })).toBe('organisation.proposal-offices');
    expect(await refused({ offices: [newId<OfficeId>(now)] })).toBe('organisation.proposal-offices');
    expect(await refused({ validUntil: at(500) })).toBe('organisation.proposal-beyond-term');
    expect(await refused({ validFrom: at(-400), validUntil: at(10) })).toBe('organisation.proposal-no-authority');
    expect(await refused({ validUntil: at(-2) })).toBe('organisation.proposal-dates');
    expect(await refused({ validFrom: at(-9), validUntil: now })).toBe('organisation.proposal-dates');
    expect(await refused({ validUntil: at(2300) })).toBe('organisation.proposal-too-long');
    expect(await refused({ reference: '' })).toBe('organisation.statement-malformed');
    expect(await refused({ subject: newId<StaffId>(now) })).toBe('organisation.staff-unknown');
  });

  test('made by one command sent twice is one proposal', async () => {
    const key = randomUUID();
    const send = () => within(tx => proposals.propose(tx, first.actor, delegation(officer.staffId), { key, now }));
    expect(getValue(await send()).id).toBe(getValue(await send()).id);
  });
});

describe('an administrator', () => {
  test('is made by the ceremony key alone, never by two others', async () => {
    const actor = await hire(['organisation.state']);
    const passkey = testPasskey();
    const proposal = await proposeAdministrator(actor, passkey);
    expect(codeOf(await signAs(first, proposal))).toBe('organisation.proposal-for-ceremony');
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const sent = (signature: string) =>
      within(tx => proposals.signByCeremony(tx, actor, { proposalId: proposal.id, signature }, moment));
    expect(codeOf(await sent(ceremonySignature(proposal.bytes, other.privateKey)))).toBe(
      'organisation.statement-altered',
    );
    expect(codeOf(await sent('not base64 !'))).toBe('organisation.statement-altered');
    expect(codeOf(await sent(`${ceremonySignature(proposal.bytes)}\n`))).toBe('ok');
    expect(await within(tx => proposals.administratorsInForce(tx, communeId, actor.staffId, at(701)))).toEqual([]);
  });

  test.each([
    ['a P-256 key', generateKeyPairSync('ec', { namedCurve: 'P-256' }), ['dgst', '-sha256', '-sign', 'key.pem']],
    ['an Ed25519 key', generateKeyPairSync('ed25519'), ['pkeyutl', '-sign', '-rawin', '-inkey', 'key.pem', '-in']],
  ])('is made by what docs/operate.md has an operator type, with %s', async (_name, pair, command) => {
    const folder = mkdtempSync(join(tmpdir(), 'shubbak-ceremony-'));
    try {
      const actor = await hire(['organisation.state']);
      const proposal = await proposeAdministrator(actor, testPasskey());
      writeFileSync(join(folder, 'key.pem'), pair.privateKey.export({ format: 'pem', type: 'pkcs8' }));
      writeFileSync(join(folder, 'administrator.json'), proposal.bytes);
      const signature = execFileSync('openssl', [...command, 'administrator.json'], { cwd: folder }).toString('base64');
      const spki = pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
      const pinned = { ceremonyKey: readCeremonyKey(spki), now };
      const stated = within(tx => proposals.signByCeremony(tx, actor, { proposalId: proposal.id, signature }, pinned));
      expect(codeOf(await stated)).toBe('ok');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('in force no longer signs nothing', async () => {
    const proposal = await propose(first.actor, delegation(officer.staffId));
    const found = await within(tx => proposals.administratorsInForce(tx, communeId, third.actor.staffId, at(700)));
    expect(found).toEqual([]);
    expect(codeOf(await signAs(third, proposal, at(701)))).toBe('organisation.proposal-expired');
  });
});
