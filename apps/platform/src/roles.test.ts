import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ArrondissementId,
  type CommuneId,
  covers,
  languages,
  may,
  newId,
  type OfficeId,
  type Place,
  type StaffActor,
  type StaffId,
} from './kernel/index.ts';
import {
  type ComposedRoleId,
  type GivenPosting,
  grantsAt,
  isBuiltIn,
  reasonsFor,
  type RoleBook,
  roleNames,
} from './modules/organisation/index.ts';
import { translator } from './platform/messages/index.ts';
import { rolePlan, roles } from './roles.ts';
import { catalogue } from './web/catalogue.ts';

const now = new Date('2026-11-23T10:00:00.000Z');
const commune = newId<CommuneId>(now);
const staffId = newId<StaffId>(now);

/** What changes nothing, and the days on which colleagues are away. */
const looking: readonly string[] = [
  'organisation.read',
  'organisation.absences',
  'register.read',
  'register.read-applicants',
  'acts.read',
  'identity.find',
  'enrolment.read-specimen',
  'requests.read',
  'documents.read',
];
const isPair = ([one, other]: readonly string[], first: string, second: string) => one === first && other === second;

describe('the built-in roles', () => {
  test('bring nothing together that must stay apart', () => {
    for (const name of roleNames) {
      const holdings: readonly string[] = [...roles[name], `role:${name}`];
      const broken = rolePlan.apart.filter(([first, second]) => holdings.includes(first) && holdings.includes(second));
      expect([name, broken]).toEqual([name, []]);
    }
  });

  test('attack: no administrator and no auditor comes to change who is who, to check such a change or to act at a counter, by any composed role', () => {
    const doing = rolePlan.ceiling.filter(each => !looking.includes(each));
    expect(doing).toEqual(expect.arrayContaining(['identity.change-key-data', 'identity.approve-merge', 'acts.sign']));
    for (const role of ['administrator', 'auditor'] as const) {
      const together = doing.filter(each => !rolePlan.apart.some(pair => isPair(pair, `role:${role}`, each)));
      expect([role, together]).toEqual([role, []]);
    }
  });

  test('are explained, permission by permission, in every language', () => {
    for (const permission of new Set(Object.values(roles).flat())) {
      const key = `administration.permission-${permission.replace('.', '-')}`;
      for (const language of languages) {
        const t = translator<string>(catalogue, language);
        expect([key, t.has(key) && t.has(`${key}-why`)]).toEqual([key, true]);
      }
    }
  });
});

describe('permissions', () => {
  const communes = [commune, newId<CommuneId>(now)];
  const arrondissements = [newId<ArrondissementId>(now), newId<ArrondissementId>(now)];
  const offices = [newId<OfficeId>(now), newId<OfficeId>(now), newId<OfficeId>(now)];
  const permissions = [...new Set<string>(Object.values(roles).flat())];
  const composedId = newId<ComposedRoleId>(now);
  const named = { ar: 'دور', fr: 'rôle', zgh: 'rôle', en: 'role' };
  // A row that says more than the ceiling, as somebody with the database in hand could write it.
  const books: fc.Arbitrary<RoleBook> = fc.subarray(permissions).map(held => ({
    ...rolePlan,
    composed: [
      { communeId: commune, id: composedId, version: 1, name: named, permissions: held, approvedBy: null, madeAt: now },
    ],
  }));
  const instants = fc.integer({ min: -3, max: 3 }).map(hours => new Date(now.getTime() + hours * 3_600_000));
  const jurisdictions = fc.oneof(
    fc.constant({ level: 'commune' } as const),
    fc
      .constantFrom(...arrondissements)
      .map(arrondissementId => ({ level: 'arrondissement', arrondissementId }) as const),
    fc.constantFrom(...offices).map(officeId => ({ level: 'office', officeId }) as const),
  );
  const postings: fc.Arbitrary<GivenPosting> = fc.record({
    communeId: fc.constant(commune),
    id: fc.constant(newId(now)),
    staffId: fc.constant(staffId),
    role: fc.constantFrom(...roleNames, composedId),
    jurisdiction: jurisdictions,
    validFrom: instants,
    validUntil: fc.option(instants),
    grantedBy: fc.constant(null),
    approvedBy: fc.constant(null),
    coversId: fc.constant(null),
  });
  const actorWith = (held: readonly GivenPosting[], book: RoleBook): StaffActor => ({
    kind: 'staff',
    accountId: newId(now),
    sessionId: newId(now),
    staffId,
    communeId: commune,
    grants: grantsAt(held, book, now),
  });
  const places: fc.Arbitrary<Place> = fc.record({
    communeId: fc.constantFrom(...communes),
    arrondissementId: fc.constantFrom(...arrondissements, null),
    officeId: fc.constantFrom(...offices),
  });

  test('never pass outside the jurisdiction and time of a posting whose role holds them, and always inside', () => {
    fc.assert(
      fc.property(
        fc.array(postings, { maxLength: 4 }),
        books,
        places,
        fc.constantFrom(...permissions),
        (held, book, place, permission) => {
          const [composed] = book.composed;
          const rightsOf = (role: GivenPosting['role']): readonly string[] =>
            isBuiltIn(role)
              ? roles[role]
              : (composed?.permissions ?? []).filter(each => rolePlan.ceiling.some(allowed => allowed === each));
          const entitled = held.some(
            ({ role, jurisdiction, validFrom, validUntil }) =>
              place.communeId === commune &&
              rightsOf(role).includes(permission) &&
              covers(jurisdiction, place) &&
              validFrom.getTime() <= now.getTime() &&
              (validUntil === null || validUntil.getTime() > now.getTime()),
          );
          expect(may(actorWith(held, book), permission, place)).toBe(entitled);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('are those of each posting alone, put together: one more adds its own and takes nothing away', () => {
    fc.assert(
      fc.property(fc.array(postings, { maxLength: 4 }), postings, books, places, (held, added, book, place) => {
        for (const permission of permissions) {
          const alone = may(actorWith([added], book), permission, place);
          const before = may(actorWith(held, book), permission, place);
          expect(may(actorWith([...held, added], book), permission, place)).toBe(before || alone);
        }
      }),
    );
  });

  test('are explained by postings exactly where they are held, and each of those gives them by itself', () => {
    fc.assert(
      fc.property(
        fc.array(postings, { maxLength: 4 }),
        books,
        places,
        fc.constantFrom(...permissions),
        (held, book, place, permission) => {
          const reasons = reasonsFor(held, book, { permission, place, now });
          expect(reasons.length > 0).toBe(may(actorWith(held, book), permission, place));
          for (const reason of reasons) expect(may(actorWith([reason], book), permission, place)).toBe(true);
          const others = held.filter(posting => !reasons.includes(posting));
          expect(may(actorWith(others, book), permission, place)).toBe(false);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
