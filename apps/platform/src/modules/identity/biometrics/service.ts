import {
  type Actor,
  type Clock,
  ok,
  type PersonId,
  refuse,
  type Result,
  type StaffActor,
} from '../../../kernel/index.ts';
import { once } from '../../../platform/commands/index.ts';
import { type Database, rebind, type Tx } from '../../../platform/db/index.ts';
import type { ReadingPurpose } from '../model.ts';
import { isKnown } from '../people-store.ts';
import { insertReading } from '../reading-store.ts';
import { holds } from '../policy.ts';
import { type IdentityKeys, keyedDigest } from '../protection.ts';
import { createSubjectVault } from '../subject-vault.ts';
import { deleteTemplates, putTemplate, type SealedTemplate, selectTemplates } from './biometrics-store.ts';
import { type Finger, type FingerTemplate, readTemplate, writeTemplate } from './finger-template.ts';
import type {
  Biometrics,
  FingerprintEnrolment,
  FingerprintKept,
  FingerprintMatcher,
  FingerprintPurpose,
} from './model.ts';

/** What the room needs. `db` is a pool under the login that alone may look into the schema. */
export interface BiometricsDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly keys: IdentityKeys;
  /** Number of the authorisation; undefined: nothing is taken and nothing compared. */
  readonly authorisation: string | undefined;
  /** Undefined until a station brings one. */
  readonly matcher: FingerprintMatcher | undefined;
}

/** Builds the fingerprint functions. */
export function createBiometrics(deps: BiometricsDependencies): Biometrics {
  return {
    authorisation: deps.authorisation ?? null,
    enrol: (actor, enrolment, key) => enrol(deps, actor, enrolment, key),
    match: (actor, asked) => match(deps, actor, asked),
    erase: (actor, personId) => erase(deps, actor, personId),
    state: (actor, personId) => state(deps, actor, personId),
  };
}

const placeOf = (personId: PersonId, finger: Finger): string => `biometrics.template/${personId}/${finger}/template`;

async function enrol(
  deps: BiometricsDependencies,
  actor: Actor,
  { personId, template: bytes, purpose, consent }: FingerprintEnrolment,
  key: string,
): Promise<Result<{ readonly finger: Finger }>> {
  if (!holds(actor, 'identity.enrol')) return refuse('identity.not-allowed');
  if (deps.authorisation === undefined) return refuse('biometrics.not-authorised');
  const read = readTemplate(bytes);
  if (!read.ok) return read;
  const { authorisation } = deps;
  // The digest alone reaches the command's row: of the template nothing stays there.
  const payload = keyedDigest(deps.keys, 'fingerprint', `${personId}|${purpose}|${consent}|${bytes.toString('hex')}`);
  const named = { name: 'biometrics.enrol', actorId: actor.staffId, payload: payload.toString('hex') };
  const now = deps.clock();
  return atCounter(deps, actor, personId, tx =>
    once(tx, { communeId: actor.communeId, key, ...named }, now, async () => {
      const { finger } = read.value;
      const sealed = await sealTemplate(deps, tx, personId, read.value);
      const taken = { takenIn: actor.communeId, takenBy: actor.staffId, takenAt: now };
      await putTemplate(tx, personId, { finger, sealed, purpose, consent, authorisation, ...taken });
      await insertReading(tx, personId, { reader: actor, purpose: 'fingerprint-taken' }, now);
      return ok({ finger });
    }),
  );
}

function sealTemplate(
  deps: BiometricsDependencies,
  tx: Tx,
  personId: PersonId,
  template: FingerTemplate,
): Promise<Buffer> {
  const place = placeOf(personId, template.finger);
  return createSubjectVault(deps.keys).seal(tx, personId, place, writeTemplate(template));
}

/** Runs `work` in a scope bound to a person whom the commune serves. */
function atCounter<T>(
  deps: BiometricsDependencies,
  { communeId }: StaffActor,
  personId: PersonId,
  work: (tx: Tx) => Promise<Result<T>>,
): Promise<Result<T>> {
  return deps.db.transaction({ communeId }, async tx => {
    if (!(await isKnown(tx, communeId, personId))) return refuse('identity.person-unknown');
    await rebind(tx, { communeId, personId });
    return work(tx);
  });
}

const readingOf = { identify: 'fingerprint-identify', recover: 'fingerprint-recover' } as const satisfies Record<
  FingerprintPurpose,
  ReadingPurpose
>;

async function match(
  deps: BiometricsDependencies,
  actor: Actor,
  { personId, probe, purpose }: Parameters<Biometrics['match']>[1],
): Promise<Result<{ readonly matches: boolean }>> {
  if (!holds(actor, 'identity.enrol')) return refuse('identity.not-allowed');
  const { authorisation, matcher } = deps;
  if (authorisation === undefined) return refuse('biometrics.not-authorised');
  if (!matcher) return refuse('biometrics.no-matcher');
  const read = readTemplate(probe);
  if (!read.ok) return read;
  const template = await atCounter(deps, actor, personId, async tx => {
    const kept = (await selectTemplates(tx, personId)).find(({ finger }) => finger === read.value.finger);
    if (!kept) return refuse('biometrics.not-enrolled');
    if (kept.purpose !== purpose) return refuse('biometrics.other-purpose');
    await insertReading(tx, personId, { reader: actor, purpose: readingOf[purpose] }, deps.clock());
    return ok(await createSubjectVault(deps.keys).open(tx, personId, placeOf(personId, kept.finger), kept.sealed));
  });
  if (!template.ok) return template;
  // Outside the transaction: a reader's library may take its time.
  const score = await matcher.compare(template.value, writeTemplate(read.value));
  return ok({ matches: score >= matcher.threshold });
}

async function erase(
  deps: BiometricsDependencies,
  actor: Actor,
  personId: PersonId,
): Promise<Result<{ readonly erased: number }>> {
  const now = deps.clock();
  if (actor.kind === 'person') {
    if (actor.personId !== personId) return refuse('identity.person-unknown');
    return deps.db.transaction({ personId }, async tx => {
      await insertReading(tx, personId, { reader: own, purpose: 'fingerprint-erased' }, now);
      return ok({ erased: await deleteTemplates(tx, personId) });
    });
  }
  if (!holds(actor, 'identity.enrol')) return refuse('identity.not-allowed');
  return atCounter(deps, actor, personId, async tx => {
    await insertReading(tx, personId, { reader: actor, purpose: 'fingerprint-erased' }, now);
    return ok({ erased: await deleteTemplates(tx, personId) });
  });
}

const own = { communeId: null, staffId: null } as const;

function toKept({ finger, purpose, consent, authorisation, takenAt }: SealedTemplate): FingerprintKept {
  return { finger, purpose, consent, authorisation, takenAt };
}

async function state(deps: BiometricsDependencies, actor: Actor, personId: PersonId): ReturnType<Biometrics['state']> {
  const read = async (tx: Tx) => ok((await selectTemplates(tx, personId)).map(toKept));
  if (actor.kind === 'person') {
    if (actor.personId !== personId) return refuse('identity.person-unknown');
    return deps.db.transaction({ personId }, read);
  }
  if (!holds(actor, 'identity.find')) return refuse('identity.not-allowed');
  return atCounter(deps, actor, personId, read);
}
