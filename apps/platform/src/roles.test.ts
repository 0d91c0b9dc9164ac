import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ArrondissementId,
  type CommuneId,
  covers,
  may,
  newId,
  type OfficeId,
  type Place,
  type StaffActor,
  type StaffId,
} from './kernel/index.ts';
import { grantsAt, type Posting, roleNames } from './modules/organisation/index.ts';
import { roles } from './roles.ts';

const now = new Date('2026-11-23T10:00:00.000Z');
const commune = newId<CommuneId>(now);
const staffId = newId<StaffId>(now);

describe('permissions', () => {
  const communes = [commune, newId<CommuneId>(now)];
  const arrondissements = [newId<ArrondissementId>(now), newId<ArrondissementId>(now)];
  const offices = [newId<OfficeId>(now), newId<OfficeId>(now), newId<OfficeId>(now)];
  const permissions = [...new Set(Object.values(roles).flat())];
  const instants = fc.integer({ min: -3, max: 3 }).map(hours => new Date(now.getTime() + hours * 3_600_000));
  const jurisdictions = fc.oneof(
    fc.constant({ level: 'commune' } as const),
    fc
      .constantFrom(...arrondissements)
      .map(arrondissementId => ({ level: 'arrondissement', arrondissementId }) as const),
    fc.constantFrom(...offices).map(officeId => ({ level: 'office', officeId }) as const),
  );
  const postings: fc.Arbitrary<Posting> = fc.record({
    communeId: fc.constant(commune),
    id: fc.constant(newId(now)),
    staffId: fc.constant(staffId),
    role: fc.constantFrom(...roleNames),
    jurisdiction: jurisdictions,
    validFrom: instants,
    validUntil: fc.option(instants),
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
        places,
        fc.constantFrom(...permissions),
        (held, place, permission) => {
          const actor: StaffActor = {
            kind: 'staff',
            accountId: newId(now),
            sessionId: newId(now),
            staffId,
            communeId: commune,
            grants: grantsAt(held, roles, now),
          };
          const entitled = held.some(
            ({ role, jurisdiction, validFrom, validUntil }) =>
              place.communeId === commune &&
              roles[role].some(known => known === permission) &&
              covers(jurisdiction, place) &&
              validFrom.getTime() <= now.getTime() &&
              (validUntil === null || validUntil.getTime() > now.getTime()),
          );
          expect(may(actor, permission, place)).toBe(entitled);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
