import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import {
  type CommuneId,
  getValue,
  newId,
  type OfficeId,
  ok,
  type PersonId,
  refuse,
  type Result,
  type StaffActor,
} from '../src/kernel/index.ts';
import {
  createVisits,
  type FactsByField,
  type FingerprintTaken,
  type VisitReport,
  type Visits,
  visitSentences,
} from '../src/modules/enrolment/index.ts';
import { identityPermissions, type IdentityService, writeTemplate } from '../src/modules/identity/index.ts';
import { installCommune, installStaff } from '../src/modules/organisation/index.ts';
import type { Database } from '../src/platform/db/index.ts';
import type { CompleteVisitBody } from '../src/web/api/contract/index.ts';
import { testClerk, testEnrolment, testIdentity, type TestIdentity } from './identity.ts';

/** Visits over a test's rooms, with a pre-enrolment room and a keeper of templates that the test sees through. */
export interface TestVisits {
  readonly visits: Visits;
  /** What was declared at home, by the id of the pre-enrolment; whom each led to. */
  readonly declared: Map<string, FactsByField>;
  readonly used: Map<string, PersonId>;
  /** Templates that were kept. */
  readonly templates: { readonly personId: PersonId; readonly taken: FingerprintTaken }[];
  /** Opens or closes the keeping of templates. */
  readonly openFingerprints: (open: boolean) => void;
}

/** Builds the visits. */
export function testVisits(rooms: {
  readonly db: Database;
  readonly clock: () => Date;
  readonly identity: IdentityService;
}): TestVisits {
  const declared = new Map<string, FactsByField>();
  const used = new Map<string, PersonId>();
  const templates: TestVisits['templates'] = [];
  let open = true;
  const visits = createVisits({
    ...rooms,
    digest: text => String(text.length),
    preEnrolments: {
      readDeclared: async (_actor, id) => {
        const facts = used.has(id) ? undefined : declared.get(id);
        return facts ? ok(facts) : refuse('enrolment.pre-enrolment-unknown');
      },
      markUsed: async (_tx, id, personId) => {
        if (used.has(id)) return refuse('enrolment.pre-enrolment-used');
        used.set(id, personId);
        return ok(null);
      },
    },
    fingerprints: {
      isOpen: () => open,
      keep: async (_actor, personId, taken) => {
        templates.push({ personId, taken });
        return ok(null);
      },
    },
  });
  return { visits, declared, used, templates, openFingerprints: next => void (open = next) };
}

const line = (from: number) =>
  Array.from({ length: 40 }, (_, step) => ({ x: from + step * 100, y: 500 + step * 10, t: step * 10, pressure: null }));

/** A visit to enrol somebody, Amina unless told otherwise, with everything that the rules ask. */
export function testReport(
  place: VisitReport['place'],
  changes: Partial<VisitReport> & { readonly enrolment?: Parameters<typeof testEnrolment>[0] } = {},
): VisitReport {
  const { enrolment, ...rest } = changes;
  return {
    place,
    cardRead: 'by-eye',
    subject: { kind: 'enrolled', enrolment: testEnrolment(enrolment) },
    attestation: { version: visitSentences.attestation, agrees: true },
    notice: {
      notice: visitSentences.notice,
      consent: visitSentences.consent,
      language: 'ar',
      mode: 'read',
      agrees: true,
    },
    specimen: [
      { strokes: [line(0)] },
      { strokes: [line(50), line(200).map(point => ({ ...point, t: point.t + 500 }))] },
    ],
    fingerprint: { reason: 'worn-finger' },
    ...rest,
  };
}

/** The body of `POST /visits` that enrols somebody at an office whose station has no device. */
export function enrolmentBody(
  officeId: OfficeId,
  enrol: Extract<CompleteVisitBody['subject'], { enrol: unknown }>['enrol'],
): CompleteVisitBody {
  const { attestation, notice, consent } = visitSentences;
  return {
    officeId,
    preEnrolmentId: null,
    cardRead: 'by-eye',
    subject: { enrol },
    attestation: { version: attestation, agrees: true },
    notice: { notice, consent, language: enrol.language, mode: 'read', agrees: true },
    specimen: { reason: 'no-device' },
    fingerprint: { reason: 'no-device' },
    guardian: null,
    assistance: null,
  };
}

/** A template as a reader would give it: twelve points of a right index. */
export function testTemplate(): Buffer {
  const minutiae = Array.from({ length: 12 }, (_, at) => ({
    type: 1,
    x: 20 + at * 10,
    y: 30 + at * 7,
    angle: at * 9,
    quality: 70,
  }));
  return writeTemplate({ finger: 2, width: 300, height: 400, resolution: 197, quality: 71, minutiae });
}

/** A counter of a commune of its own, with one clerk who is called Salma OUARDI. */
export interface VisitCounter extends TestIdentity, TestVisits {
  readonly communeId: CommuneId;
  readonly clerk: StaffActor;
  readonly place: VisitReport['place'];
  /** A card that nobody has shown yet. */
  readonly freshDocument: () => { readonly type: 'cnie'; readonly number: string; readonly expiresOn: string };
  /** A visit as `testReport` makes it, of somebody new unless told otherwise. */
  readonly visit: (changes?: Parameters<typeof testReport>[1], key?: string) => ReturnType<Visits['complete']>;
  /** A person's rows of a table of the schema, all columns. */
  readonly rowsOf: (table: string, personId: PersonId) => Promise<readonly Record<string, unknown>[]>;
}

/** Opens the counter. */
export async function openVisitCounter(db: Database): Promise<VisitCounter> {
  const rooms = testIdentity(db);
  const { identity, now } = rooms;
  const visits = testVisits({ db, clock: now, identity });
  const communeId = newId<CommuneId>(now());
  const clerk = testClerk(communeId, [...identityPermissions, 'enrolment.read-specimen']);
  const place = { communeId, arrondissementId: null, officeId: newId<OfficeId>(now()) };
  let next = 300_000;
  const freshDocument = () => ({ type: 'cnie' as const, number: `BJ${next++}`, expiresOn: '2030-01-31' });
  const system = { kind: 'system', task: 'test' } as const;
  const texts = { ar: 'فاس', fr: 'Fès', zgh: 'ⴼⴰⵙ', en: 'Fez' };
  const commune = { id: communeId, code: 'FES', name: texts, mark: 'demo' } as const;
  const name = { arabic: 'سلمى الوردي', latin: 'Salma OUARDI' };
  const staff = { communeId, id: clerk.staffId, accountId: clerk.accountId, name };
  await db.transaction({ communeId }, async tx => {
    getValue(await installCommune(tx, system, { commune, prefectures: [], arrondissements: [], offices: [] }));
    getValue(await installStaff(tx, system, staff));
  });
  return {
    ...rooms,
    ...visits,
    communeId,
    clerk,
    place,
    freshDocument,
    visit: (changes = {}, key = randomUUID()) =>
      visits.visits.complete(clerk, testReport(place, { enrolment: { document: freshDocument() }, ...changes }), key),
    rowsOf: (table, personId) =>
      db.transaction({ personId }, async tx => {
        const from = sql.table(`enrolment.${table}`);
        const { rows } = await sql<
          Record<string, unknown>
        >`select * from ${from} where person_id = ${personId}`.execute(tx);
        return rows;
      }),
  };
}

/** The code of a refusal, or `allowed`. */
export async function codeOf(answer: Promise<Result<unknown>>): Promise<string> {
  const result = await answer;
  return result.ok ? 'allowed' : result.refusal.code;
}
