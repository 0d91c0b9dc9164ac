import { generateKeyPairSync, sign } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { type TestPasskey, testPasskey } from '../../../test/passkey.ts';
import { type AccountId, getValue, newId } from '../../kernel/index.ts';
import {
  checkStatement,
  findCredential,
  findDelegation,
  findStaffOfAccount,
  listAdministratorStatements,
  listArrondissements,
  listCommunes,
  listOffices,
  listPrefectures,
  readCeremonyKey,
  roleNames,
} from '../../modules/organisation/index.ts';
import { type CityDependencies, communeIdOf, demoPeople, loadCity, officeIdOf } from './index.ts';
import { demoStaff } from './people.ts';

const database = await testDatabase();
const db = database.as('app');
const now = new Date('2026-11-23T10:00:00.000Z');
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const ceremonyKey = readCeremonyKey(publicKey.export({ format: 'der', type: 'spki' }).toString('base64'));

/** Killed at the next call that would make something. */
class Killed extends Error {}

const made = new Map<AccountId, TestPasskey>();
let calls = 0;
let lastCall = Number.POSITIVE_INFINITY;
function call(): void {
  calls += 1;
  if (calls > lastCall) throw new Killed();
}

const deps: CityDependencies = {
  db,
  clock: () => now,
  rpId: 'localhost',
  ceremonyKey,
  ceremony: {
    sign: async bytes => {
      call();
      return sign(null, bytes, privateKey);
    },
  },
  createStaffAccount: async () => {
    call();
    const accountId = newId<AccountId>(now);
    made.set(accountId, testPasskey());
    return accountId;
  },
  getStaffPasskey: async accountId => passkeyWhere(id => id === accountId),
  assert: async (credentialId, challenge) => {
    call();
    return passkeyWhere((_, passkey) => passkey.credentialId === credentialId).assert(challenge);
  },
  issueOfficerCertificate: async () => {
    call();
    return Buffer.from('certificate');
  },
};

function passkeyWhere(matches: (id: AccountId, passkey: TestPasskey) => boolean): TestPasskey {
  const found = [...made].find(([id, passkey]) => matches(id, passkey));
  if (!found) throw new Error('no such passkey');
  return found[1];
}

beforeEach(() => {
  calls = 0;
  lastCall = Number.POSITIVE_INFINITY;
});

const staffIdOf = (key: string) => {
  const person = demoPeople.find(each => each.key === key);
  if (!person) throw new Error('no such person');
  return person.staffId;
};

describe('the demo city', () => {
  test('killed at any step, is finished by the next start', async () => {
    let finished = false;
    for (let start = 0; !finished; start += 1) {
      calls = 0;
      // Never more than four things a start: it dies between any two of them, many times over.
      lastCall = start % 5;
      finished = await loadCity(deps).then(
        () => true,
        (error: unknown) => {
          expect(error).toBeInstanceOf(Killed);
          return false;
        },
      );
    }
    calls = 0;
    lastCall = Number.POSITIVE_INFINITY;
    await loadCity(deps);
    expect(calls).toBe(0);
  });

  test('is Casablanca with 126 offices, and Mohammedia beside it', async () => {
    const read = (code: string) =>
      db.transaction({ communeId: communeIdOf(code) }, async tx => ({
        communes: await listCommunes(tx),
        prefectures: await listPrefectures(tx, communeIdOf(code)),
        arrondissements: await listArrondissements(tx, communeIdOf(code)),
        offices: await listOffices(tx, communeIdOf(code)),
      }));
    const casablanca = await read('CAS');
    expect(casablanca.communes.map(({ code, mark }) => [code, mark])).toEqual([
      ['CAS', 'demo'],
      ['MOH', 'demo'],
    ]);
    expect(casablanca.prefectures).toHaveLength(8);
    expect(casablanca.arrondissements).toHaveLength(16);
    expect(casablanca.offices).toHaveLength(126);
    expect(casablanca.offices.filter(({ kind }) => kind === 'seat')).toHaveLength(16);
    expect(casablanca.offices.find(({ code }) => code === 'MAA03')?.name).toMatchObject({
      fr: 'Annexe Yacoub El Mansour',
      ar: 'ملحقة يعقوب المنصور',
    });
    const mohammedia = await read('MOH');
    expect(mohammedia.offices).toHaveLength(4);
    expect(mohammedia.arrondissements).toEqual([]);
  });

  test('names every place in each script', async () => {
    const scripts = {
      ar: /^[\p{Script=Arabic}\p{N}\s،]+$/u,
      zgh: /^[\p{Script=Tifinagh}\p{N}\s,–]+$/u,
      fr: /^[\p{Script=Latin}\p{N}\s,’–-]+$/u,
    };
    const offices = await db.transaction({ communeId: communeIdOf('CAS') }, tx => listOffices(tx, communeIdOf('CAS')));
    for (const language of ['ar', 'fr', 'zgh'] as const) {
      const texts = offices.flatMap(({ name, address }) => [name[language], address[language]]);
      expect(texts.filter(text => !scripts[language].test(text))).toEqual([]);
    }
  });

  test('has somebody of every role, each with their account', async () => {
    const staff = await Promise.all(
      [...made.keys()].map(accountId => db.transaction({}, tx => findStaffOfAccount(tx, accountId))),
    );
    const held = new Set(demoStaff.flatMap(({ postings }) => postings.map(({ role }) => role)));
    expect([...held].toSorted()).toEqual(roleNames.toSorted());
    expect(staff.filter(member => member !== undefined)).toHaveLength(demoStaff.length);
  });
});

describe('signing in the demo city', () => {
  const occasion = (key: string, office: string) => ({
    communeId: communeIdOf(office.startsWith('MOH') ? 'MOH' : 'CAS'),
    officer: staffIdOf(key),
    office: officeIdOf(office),
    nature: 'legalisation' as const,
    at: now,
  });

  test.each([
    ['maarif-officer', 'MAA03'],
    ['oulfa-officer-clerk', 'HHA02'],
    ['bourgogne-officer', 'ANF02'],
    ['mohammedia-officer', 'MOH02'],
  ])('is open to %s at %s, with statements that the sealer believes', async (key, office) => {
    const asked = occasion(key, office);
    const { communeId } = asked;
    await db.transaction({ communeId }, async tx => {
      const trust = {
        ceremonyKey,
        administrators: await listAdministratorStatements(tx, communeId),
        revocations: new Map(),
        commune: communeId,
        at: now,
      };
      const delegation = getValue(await findDelegation(tx, asked));
      const credential = getValue(await findCredential(tx, asked));
      expect(checkStatement('delegation', delegation.statement, trust)).toEqual({ ok: true, value: delegation.body });
      expect(checkStatement('credential', credential.statement, trust)).toEqual({ ok: true, value: credential.body });
    });
  });

  test.each([
    ['maarif-officer', 'MAA02', 'other-office'],
    ['bourgogne-officer', 'MAA03', 'other-office'],
    ['maarif-officer-ended', 'MAA03', 'ended'],
    ['maarif-clerk', 'MAA03', 'none'],
  ])('is refused to %s at %s: %s', async (key, office, reason) => {
    const asked = occasion(key, office);
    const found = await db.transaction({ communeId: asked.communeId }, tx => findDelegation(tx, asked));
    expect(found).toMatchObject({ ok: false, refusal: { code: `organisation.delegation-${reason}` } });
  });
});
