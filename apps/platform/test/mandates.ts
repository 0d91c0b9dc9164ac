import { randomUUID } from 'node:crypto';
import { getValue, type MandateId, type OrganisationId, type PersonId, type StaffActor } from '../src/kernel/index.ts';
import {
  createMandates,
  type Mandates,
  type TypedMandate,
  type TypedOrganisation,
} from '../src/modules/identity/index.ts';
import type { Database } from '../src/platform/db/index.ts';
import { signatureLegalisation } from '../src/services/signature-legalisation/service.ts';
import { type TestIdentity, testEnrolment, testIdentity, testKeys } from './identity.ts';

/** Identity and mandates over a test's database, under the same keys and clock. */
export interface TestMandates extends TestIdentity {
  readonly mandates: Mandates;
}

/** Codes of the natures of act that mandates may name in tests. */
const testNatures = signatureLegalisation.natures.map(({ code }) => code);

/** Builds both rooms. */
export function testMandates(db: Database): TestMandates {
  const keys = testKeys();
  const world = testIdentity(db, { keys });
  const { identity, now } = world;
  return {
    ...world,
    mandates: createMandates({ db, clock: now, keys, vault: identity.vault, natures: testNatures }),
  };
}

let register = 1000;

/** A company to enrol, with a register number of its own. */
export function testCompany(changes: Partial<TypedOrganisation> = {}): TypedOrganisation {
  register += 1;
  return {
    kind: 'company',
    name: { arabic: `أطلس للاستشارات ${register}`, latin: `Atlas Conseil ${register}` },
    legalForm: 'sarl',
    registration: { court: 'casablanca', number: String(register) },
    address: '12, rue des Roses, Casablanca',
    contacts: { email: 'contact@atlas.example' },
    ...changes,
  };
}

/** Everything, alone, since the beginning of the year, unless told otherwise. */
export function testMandate(
  whose: Pick<TypedMandate, 'organisationId' | 'personId'>,
  changes: Partial<TypedMandate> = {},
): TypedMandate {
  return {
    ...whose,
    role: 'manager',
    natures: 'all',
    most: null,
    startsOn: '2026-01-01',
    endsOn: null,
    mayRead: true,
    mayRevoke: true,
    delegable: 1,
    group: null,
    evidence: { kind: 'statutes', reference: 'Statuts du 2 janvier 2026', on: '2026-01-02' },
    ...changes,
  };
}

let card = 200_000;

/** Somebody whom the clerk's commune knows. */
export async function testRepresentative(
  { identity }: Pick<TestMandates, 'identity'>,
  clerk: StaffActor,
  latin = 'Amina El Fassi',
): Promise<{ readonly personId: PersonId; readonly accountNumber: string }> {
  card += 1;
  const enrolment = testEnrolment({
    name: { arabic: 'أمينة الفاسي', latin },
    document: { type: 'cnie', number: `JM${card}`, expiresOn: '2031-01-31' },
    contacts: {},
  });
  const { personId, slip } = getValue(await identity.enrol(clerk, enrolment, randomUUID()));
  return { personId, accountNumber: slip.accountNumber };
}

/** An enrolled company with one manager. */
export async function testRepresented(
  world: TestMandates,
  clerk: StaffActor,
  changes: Partial<TypedMandate> = {},
): Promise<{
  readonly organisationId: OrganisationId;
  readonly personId: PersonId;
  readonly mandateId: MandateId;
}> {
  const enrolled = await world.mandates.enrol(clerk, { typed: testCompany(), despiteName: false }, randomUUID());
  const organisationId = getValue(enrolled).file.id;
  const { personId } = await testRepresentative(world, clerk);
  const typed = testMandate({ organisationId, personId }, changes);
  return { organisationId, personId, mandateId: getValue(await world.mandates.record(clerk, typed, randomUUID())) };
}
