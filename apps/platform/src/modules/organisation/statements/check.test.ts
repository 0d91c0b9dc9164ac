import { generateKeyPairSync, sign } from 'node:crypto';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { testPasskey } from '../../../../test/passkey.ts';
import { type CommuneId, civilTime, newId, type OfficeId, type StaffId } from '../../../kernel/index.ts';
import { checkStatement, readCeremonyKey, type StatementTrust } from './check.ts';
import { checkDelegationCovers } from './covers.ts';
import { type CeremonySigner, type StatementSigner, signAdministrator, signByTwo } from './sign.ts';
import {
  type AdministratorId,
  type DelegationBody,
  parseStatement,
  type SignedStatement,
  signingBytes,
} from './statement.ts';

const now = new Date('2026-11-23T10:00:00.000Z');
const validFrom = '2026-01-01T00:00:00.000Z';
const validUntil = '2027-01-01T00:00:00.000Z';
const commune = newId<CommuneId>(now);
const officer = newId<StaffId>(now);
const office = newId<OfficeId>(now);
const everyLanguage = (text: string) => ({ ar: text, fr: text, zgh: text, en: text });

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const ceremony: CeremonySigner = { sign: async bytes => sign(null, bytes, privateKey) };
const ceremonyKey = readCeremonyKey(publicKey.export({ format: 'der', type: 'spki' }).toString('base64'));

async function administrator(subject = newId<StaffId>(now), passkey = testPasskey()) {
  const body = {
    v: 1,
    kind: 'administrator',
    id: newId<AdministratorId>(now),
    commune,
    subject,
    validFrom,
    validUntil,
    passkey: bare(passkey),
  } as const;
  const signer: StatementSigner = { administrator: body, assert: async challenge => passkey.assert(challenge) };
  return { body, signer, statement: await signAdministrator(body, ceremony) };
}

function bare({ credentialId, publicKey, rpId }: ReturnType<typeof testPasskey>) {
  return { credentialId, publicKey, rpId };
}

const delegation: DelegationBody = {
  v: 1,
  kind: 'delegation',
  id: newId(now),
  commune,
  subject: officer,
  validFrom,
  validUntil,
  capacity: everyLanguage('Officier délégué'),
  reference: '12/2026',
  offices: [office],
  natures: ['legalisation'],
  grantor: everyLanguage('Le président du conseil'),
};

let first: Awaited<ReturnType<typeof administrator>>;
let second: typeof first;
let signed: SignedStatement;
let trust: StatementTrust;

beforeAll(async () => {
  [first, second] = [await administrator(), await administrator()];
  signed = await signByTwo(delegation, [first.signer, second.signer]);
  trust = {
    ceremonyKey,
    administrators: [first.statement, second.statement],
    revocations: new Map(),
    commune,
    at: now,
  };
});

const check = (statement: SignedStatement, changed: Partial<StatementTrust> = {}) =>
  checkStatement('delegation', statement, { ...trust, ...changed });
const refusal = (code: string, params = {}) => ({
  ok: false,
  refusal: { code: `organisation.statement-${code}`, params },
});

describe('a delegation signed by two administrators', () => {
  test('is believed', () => expect(check(signed)).toEqual({ ok: true, value: delegation }));

  test('is refused outside its time, to the millisecond', () => {
    expect(check(signed, { at: new Date('2027-01-01T00:00:00.000Z') })).toMatchObject(
      refusal('administrator-refused', { reason: 'organisation.statement-ended' }),
    );
    expect(check(signed, { at: new Date('2026-12-31T23:59:59.999Z') })).toMatchObject({ ok: true });
  });

  test('is refused once it is taken back, from that instant', () => {
    const revocations = new Map([[delegation.id, now]]);
    const { date, time } = civilTime(now);
    expect(check(signed, { revocations })).toEqual(refusal('revoked', { date, time }));
    expect(check(signed, { revocations, at: new Date(now.getTime() - 1) })).toMatchObject({ ok: true });
  });

  test('falls with an administrator who signed it', () => {
    const revocations = new Map([[first.body.id, now]]);
    expect(check(signed, { revocations })).toEqual(
      refusal('administrator-refused', { reason: 'organisation.statement-revoked' }),
    );
  });

  test('is refused by another commune, as another kind, or by a reader who knows neither administrator', () => {
    expect(check(signed, { commune: newId(now) })).toEqual(refusal('other-commune'));
    expect(checkStatement('credential', signed, trust)).toEqual(refusal('other-kind'));
    expect(check(signed, { administrators: [] })).toEqual(refusal('unknown-administrator'));
  });

  test('is refused when its administrators hang from another ceremony key', () => {
    const other = readCeremonyKey(
      generateKeyPairSync('ec', { namedCurve: 'P-256' })
        .publicKey.export({ format: 'der', type: 'spki' })
        .toString('base64'),
    );
    expect(check(signed, { ceremonyKey: other })).toEqual(
      refusal('administrator-refused', { reason: 'organisation.statement-altered' }),
    );
  });
});

describe('four eyes', () => {
  test('one signature, or none, is not enough', () => {
    expect(check({ ...signed, signatures: signed.signatures.slice(0, 1) })).toEqual(refusal('unsigned'));
    expect(check({ ...signed, signatures: [] })).toEqual(refusal('unsigned'));
  });

  test('one administrator twice is one', async () => {
    expect(check(await signByTwo(delegation, [first.signer, first.signer]))).toEqual(refusal('one-administrator'));
  });

  test('one person with two passkeys, or two people with one, is one', async () => {
    const again = await administrator(first.body.subject);
    const statement = await signByTwo(delegation, [first.signer, again.signer]);
    expect(check(statement, { administrators: [first.statement, again.statement] })).toEqual(
      refusal('one-administrator'),
    );
    const passkey = testPasskey();
    const [one, two] = [await administrator(undefined, passkey), await administrator(undefined, passkey)];
    const lent = await signByTwo(delegation, [one.signer, two.signer]);
    expect(check(lent, { administrators: [one.statement, two.statement] })).toEqual(refusal('one-administrator'));
  });

  test('administrators cannot make an administrator', async () => {
    const body = (await administrator()).body;
    const statement = { body: signingBytes(body), signatures: signed.signatures };
    expect(checkStatement('administrator', statement, trust)).toEqual(refusal('unsigned'));
  });
});

describe('any flipped byte', () => {
  const flip = (bytes: Uint8Array, seed: number): Uint8Array => {
    const copy = Uint8Array.from(bytes);
    const position = seed % copy.length;
    copy[position] = (copy[position] ?? 0) ^ (1 + (Math.floor(seed / copy.length) % 255));
    return copy;
  };
  const seeds = fc.nat({ max: 1_000_000 });

  test('in the body is refused', () => {
    fc.assert(
      fc.property(seeds, seed => {
        expect(check({ ...signed, body: flip(signed.body, seed) }).ok).toBe(false);
      }),
    );
  });

  test('in a signature is refused', () => {
    const fields = ['credentialId', 'clientDataJSON', 'authenticatorData', 'signature'] as const;
    fc.assert(
      fc.property(seeds, fc.constantFrom(...fields), fc.nat({ max: 1 }), fc.boolean(), (seed, field, which, inText) => {
        const signatures = signed.signatures.map((signature, index) => {
          if (index !== which || signature.by !== 'administrator') return signature;
          const bytes = Buffer.from(signature.assertion[field], inText ? 'latin1' : 'base64url');
          const flipped = Buffer.from(flip(bytes, seed)).toString(inText ? 'latin1' : 'base64url');
          return { ...signature, assertion: { ...signature.assertion, [field]: flipped } };
        });
        expect(check({ ...signed, signatures }).ok).toBe(false);
      }),
    );
  });

  test("in an administrator's statement is refused", () => {
    fc.assert(
      fc.property(seeds, seed => {
        const altered = { ...first.statement, body: flip(first.statement.body, seed) };
        expect(checkStatement('administrator', altered, trust).ok).toBe(false);
        expect(check(signed, { administrators: [altered, second.statement] }).ok).toBe(false);
      }),
    );
  });
});

describe('the bytes of a statement', () => {
  test('are read back as they were written', () => {
    expect(parseStatement(signingBytes(delegation))).toEqual({ ok: true, value: delegation });
  });

  test.each<[string, (text: string) => string]>([
    ['an unknown member', text => text.replace('{', '{"also":1,')],
    ['a space', text => text.replace(',', ', ')],
    ['a member said twice', text => text.replace('"v":1', '"v":1,"v":1')],
    ['another version', text => text.replace('"v":1', '"v":2')],
    ['no office', text => text.replace(`["${office}"]`, '[]')],
    ['another spelling of an instant', text => text.replace('00.000Z', '00Z')],
    ['an end before its start', text => text.replace('2027-01-01', '2025-01-01')],
  ])('with %s are refused', (_, change) => {
    const text = new TextDecoder().decode(signed.body);
    const changed = change(text);
    expect(changed).not.toBe(text);
    expect(parseStatement(new TextEncoder().encode(changed))).toEqual(refusal('malformed'));
  });
});

describe('a delegation covers', () => {
  const occasion = { officer, office, nature: 'legalisation', at: now } as const;
  test('its officer, office, nature and time', () =>
    expect(checkDelegationCovers(delegation, occasion)).toEqual({ ok: true, value: delegation }));

  test.each([
    ['other-officer', { officer: newId<StaffId>(now) }],
    ['other-office', { office: newId<OfficeId>(now) }],
    ['other-nature', { nature: 'certification' }],
    ['not-yet', { at: new Date('2025-12-31T23:59:59.999Z') }],
    ['ended', { at: new Date('2027-01-01T00:00:00.000Z') }],
  ] as const)('no %s', (reason, change) => {
    expect(checkDelegationCovers(delegation, { ...occasion, ...change })).toMatchObject({
      refusal: { code: `organisation.delegation-${reason}` },
    });
  });
});
