import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { completeDraft } from '../../../test/drafts.ts';
import { testOrigin } from '../../../test/identity.ts';
import { openOffice, type TestOffice } from '../../../test/office.ts';
import { type TestPasskey, testPasskey } from '../../../test/passkey.ts';
import { createSimulatedAuthenticator, type SimulatedAuthenticator } from '../../adapters/authenticator/index.ts';
import { getValue, newId, type Id, type StaffActor } from '../../kernel/index.ts';
import {
  type CredentialBody,
  type DelegationBody,
  enterAuthority,
  installStaff,
  signByTwo,
} from '../../modules/organisation/index.ts';
import { roles } from '../../roles.ts';
import type { ProposalView } from './contract/index.ts';

const { as } = await testDatabase();
const day = 86_400_000;
const from = (days: number): string => new Date(Date.now() + days * day).toISOString();
const bare = ({ credentialId, publicKey, rpId }: TestPasskey) => ({ credentialId, publicKey, rpId });
const named = (text: string) => ({ ar: text, fr: text, zgh: text, en: text });
let office: TestOffice;
let folder: string;
let authenticator: SimulatedAuthenticator;
let administrators: readonly [StaffActor, StaffActor];

/** Somebody on the staff, with a passkey that they registered themselves. */
async function hire(role: keyof typeof roles, level: 'commune' | 'office'): Promise<StaffActor> {
  const { accountId, code } = getValue(await office.identity.createStaffAccount({ kind: 'system', task: 'test' }));
  const { challengeId, options } = getValue(await office.identity.beginPasskeyRegistration({ code, label: role }));
  const response = authenticator.create(options, testOrigin);
  getValue(await office.identity.finishPasskeyRegistration({ code, challengeId, response }));
  const actor = { ...(await office.hire(role)), accountId };
  const staffId = newId<StaffActor['staffId']>(new Date());
  const { communeId } = actor;
  const staff = { communeId, id: staffId, accountId, name: { arabic: 'سلمى', latin: `Salma ${role}` } };
  await as('app').transaction({ communeId }, async tx =>
    getValue(await installStaff(tx, { kind: 'system', task: 'test' }, staff)),
  );
  const jurisdiction = level === 'commune' ? { level } : { level, officeId: office.commune.office.id };
  return { ...actor, staffId, grants: roles[role].map(permission => ({ permission, jurisdiction })) };
}

const passkeyOf = async (asker: StaffActor, staffId: string): Promise<string> => {
  const answer = await office.ask(asker, 'GET', `/statements/subjects/${staffId}/passkeys`);
  return answer.json.passkeys[0].credentialId;
};

const answerChallenge = (credentialId: string, challenge: Buffer) => ({
  ...authenticator.get(
    credentialId,
    { challenge: challenge.toString('base64url'), rpId: 'localhost' },
    'https://localhost',
  ),
});

/** Signs what the proposal's bytes say, as the screen does: the challenge is computed from them. */
const sign = async (signer: StaffActor, { id, body }: ProposalView) => {
  const challenge = createHash('sha256').update(Buffer.from(body, 'base64')).digest();
  const assertion = answerChallenge(await passkeyOf(signer, signer.staffId), challenge);
  return office.ask(signer, 'POST', `/statements/proposals/${id}/sign`, { body: { assertion } });
};

const becomeAdministrator = async (actor: StaffActor): Promise<StaffActor> => {
  const proposed = await office.ask(actor, 'POST', '/statements/administrators', {
    body: {
      subject: actor.staffId,
      credentialId: await passkeyOf(actor, actor.staffId),
      validFrom: from(-1),
      validUntil: from(300),
    },
  });
  expect([proposed.status, proposed.json.authentication]).toEqual([200, null]);
  const stated = await office.ask(actor, 'POST', `/statements/proposals/${proposed.json.id}/ceremony`, {
    body: { signature: null },
  });
  expect(stated.json).toMatchObject({ state: 'stated' });
  return actor;
};

const delegation = (subject: string) => ({
  subject,
  capacity: named('Fonctionnaire délégué'),
  reference: '14/2026',
  offices: [office.commune.office.id],
  natures: ['legalisation'],
  validFrom: from(-1),
  validUntil: from(200),
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shubbak-statements-'));
  office = await openOffice({ app: as('app'), sealer: as('sealer') });
  authenticator = createSimulatedAuthenticator({ folder, mode: 'demo' });
  const { communeId } = office.commune;
  const term = { title: named('Le président du conseil'), deed: 'PV', firstOn: '2020-01-01', lastOn: null };
  const authority = { communeId, arrondissementId: null, name: { arabic: 'الرئيس', latin: 'President' }, ...term };
  await as('app').transaction({ communeId }, async tx =>
    getValue(await enterAuthority(tx, { kind: 'system', task: 'test' }, authority, new Date())),
  );
  administrators = [
    await becomeAdministrator(await hire('administrator', 'commune')),
    await becomeAdministrator(await hire('administrator', 'commune')),
  ];
});
afterAll(async () => {
  await office.close();
  rmSync(folder, { recursive: true });
  expect(office.failures).toEqual([]);
});

const queueOne = async () => {
  const clerk = await office.hire('clerk');
  const draft = await completeDraft(office, clerk);
  const submitted = await office.ask(clerk, 'POST', `${draft.path}/submit`, { body: { version: draft.view.version } });
  return { id: draft.view.id, version: submitted.json.version };
};

describe('an officer appointed on the screens of two administrators', () => {
  test('signs an act, finds it among those signed in their name, and stops their key by themselves', async () => {
    const [first, second] = administrators;
    const officer = await hire('officer', 'office');
    const credential = await office.ask(first, 'POST', '/statements/credentials', {
      body: {
        subject: officer.staffId,
        credentialId: await passkeyOf(first, officer.staffId),
        certificate: null,
        validFrom: from(-0.5),
        validUntil: from(200),
      },
    });
    const delegated = await office.ask(second, 'POST', '/statements/delegations', {
      body: delegation(officer.staffId),
    });
    const request = await queueOne();
    const prepare = () => office.ask(officer, 'POST', '/preparations', { body: { requests: [request] } });
    for (const proposal of [credential, delegated]) {
      expect((await sign(first, proposal.json)).json).toMatchObject({ state: 'open', authentication: null });
      expect((await prepare()).status).toBe(422);
      expect((await sign(second, proposal.json)).json).toMatchObject({ state: 'stated' });
    }
    const prepared = await prepare();
    const { challenge, allowCredentials } = prepared.json.authentication;
    const assertion = answerChallenge(allowCredentials[0].id, Buffer.from(challenge, 'base64url'));
    const confirmed = await office.ask(officer, 'POST', `/preparations/${prepared.json.id}/confirm`, {
      body: { assertion },
    });
    expect(confirmed.json).toMatchObject({ state: 'finished', acts: [{ state: 'done' }] });

    const signed = await office.ask(officer, 'GET', '/officer/signed');
    expect(signed.json).toMatchObject({ today: 1, acts: [{ number: prepared.json.acts[0].number }] });
    expect((await office.ask(await office.hire('officer'), 'GET', '/officer/signed')).json.acts).toEqual([]);

    expect((await office.ask(officer, 'POST', '/officer/disown', { body: {} })).json).toEqual({ revoked: 1 });
    const another = await queueOne();
    const refused = await office.ask(officer, 'POST', '/preparations', { body: { requests: [another] } });
    expect(refused.json.code).toBe('organisation.credential-revoked');
    const seen = await office.ask(first, 'GET', '/statements');
    const own = seen.json.statements.filter((each: { subject: { id: string } }) => each.subject.id === officer.staffId);
    expect(own.map((each: { kind: string; state: string }) => [each.kind, each.state]).toSorted()).toEqual([
      ['credential', 'revoked'],
      ['delegation', 'in-force'],
    ]);
  });
});

describe('statements are refused', () => {
  test('to everybody but administrators of the commune', async () => {
    for (const role of ['clerk', 'officer', 'head-of-office', 'auditor'] as const) {
      const actor = await office.hire(role);
      expect((await office.ask(actor, 'GET', '/statements')).status).toBe(403);
      expect(
        (await office.ask(actor, 'POST', '/statements/delegations', { body: delegation(actor.staffId) })).status,
      ).toBe(403);
    }
  });

  test('with a certificate of no trusted authority, of no key at hand, or for longer than it holds', async () => {
    const [first] = administrators;
    const officer = await hire('officer', 'office');
    const credentialId = await passkeyOf(first, officer.staffId);
    const propose = async (certificate: string | null, validUntil = from(200)) =>
      (
        await office.ask(first, 'POST', '/statements/credentials', {
          body: { subject: officer.staffId, credentialId, certificate, validFrom: from(-0.5), validUntil },
        })
      ).json.code;
    expect(await propose('nothing of the kind')).toBe('organisation.certificate-malformed');
    const { authority } = office.commune.signing;
    const root = Buffer.from(authority.trust[0] ?? []).toString('base64');
    expect(await propose(root)).toBe('organisation.certificate-key');
    expect(await propose(null, from(4000))).toBe('organisation.certificate-dates');
  });

  test('with a passkey of somebody else', async () => {
    const [first, second] = administrators;
    const officer = await hire('officer', 'office');
    const answer = await office.ask(first, 'POST', '/statements/credentials', {
      body: {
        subject: officer.staffId,
        credentialId: await passkeyOf(first, second.staffId),
        certificate: null,
        validFrom: from(-0.5),
        validUntil: from(10),
      },
    });
    expect(answer.json.code).toBe('organisation.assertion-other-passkey');
  });
});

describe('somebody with every right in the database', () => {
  /** Two "administrators" of the insider's own making, whose passkeys are their own. */
  const pretenders = () => {
    const [one, other] = [testPasskey(), testPasskey()].map(passkey => ({
      administrator: {
        v: 1,
        kind: 'administrator',
        id: newId<Id<never>>(new Date()),
        commune: office.commune.communeId,
        subject: newId<StaffActor['staffId']>(new Date()),
        validFrom: from(-1),
        validUntil: from(100),
        passkey: bare(passkey),
      } as const,
      assert: async (challenge: Uint8Array) => passkey.assert(challenge),
    }));
    if (!one || !other) throw new Error('two are made');
    return [one, other] as const;
  };

  /** Puts a statement that no administrator signed in the place of one that two did. */
  async function replace(genuine: CredentialBody | DelegationBody, changes: object): Promise<void> {
    const id = newId<Id<never>>(new Date());
    const forged = await signByTwo({ ...genuine, ...changes, id }, pretenders());
    await as('migrator').transaction({ communeId: genuine.commune }, async tx => {
      await sql`delete from organisation.statement where id = ${genuine.id}`.execute(tx);
      await sql`insert into organisation.statement
        (commune_id, id, kind, subject_id, body, signatures, valid_from, valid_until, made_at)
        values (${genuine.commune}, ${id}, ${genuine.kind}, ${genuine.subject}, ${Buffer.from(forged.body)},
          ${JSON.stringify(forged.signatures)}::jsonb, ${genuine.validFrom}, ${genuine.validUntil}, now())`.execute(tx);
    });
  }

  test.each(['delegation', 'credential'] as const)(
    'inserts a %s that no administrator signed, and the sealer refuses the act',
    async kind => {
      const { officer, actor } = await office.appoint();
      const own = testPasskey();
      await replace(officer[kind], kind === 'credential' ? { passkey: bare(own) } : {});
      const request = await queueOne();
      const prepared = await office.ask(actor, 'POST', '/preparations', { body: { requests: [request] } });
      expect(prepared.json.state).toBe('ready');
      // With a credential of their own making the insider answers in the officer's place: the web believes it.
      const passkey = kind === 'credential' ? own : officer.passkey;
      const { challenge } = prepared.json.authentication;
      const { credentialId, ...response } = passkey.assert(Buffer.from(challenge, 'base64url'));
      const assertion = { id: credentialId, rawId: credentialId, type: 'public-key', response };
      const path = `/preparations/${prepared.json.id}/confirm`;
      const confirmed = await office.ask(actor, 'POST', path, { body: { assertion } });
      expect(confirmed.json.acts).toMatchObject([{ state: 'cancelled' }]);
      expect((await office.ask(actor, 'GET', '/officer/signed')).json.acts).toEqual([]);
    },
  );
});
