import {
  type Actor,
  asId,
  type Id,
  newId,
  ok,
  type OrganisationId,
  refuse,
  type Result,
  type StaffActor,
} from '../../../kernel/index.ts';
import { once } from '../../../platform/commands/index.ts';
import { rebind, type Tx, violates } from '../../../platform/db/index.ts';
import { searchWords } from '../names.ts';
import { holds } from '../policy.ts';
import { keyedDigest } from '../protection.ts';
import type { MandatesDependencies } from './dependencies.ts';
import { readRecorded } from './finding.ts';
import type { OrganisationFacts } from './organisation.ts';
import { openOrganisation, type OrganisationFile, sealBefore, sealSeat } from './organisation-file.ts';
import * as store from './organisation-store.ts';
import { readOrganisation, type ReadOrganisation, type TypedOrganisation } from './read-organisation.ts';

/** An organisation as it now is, with what looked wrong in what was typed. */
export interface Enrolled {
  readonly file: OrganisationFile;
  readonly warnings: ReadOrganisation['warnings'];
}

/** Enrolling organisations, and changing what they are known by. */
export interface Enrolling {
  /**
   * Enrols an organisation once. Refused: `identity.not-allowed`, mistakes in what was typed, `mandates.organisation-known` (its entry or ICE is
   * another's, with the `organisationId`), `mandates.name-known` (one of that very name is known in the commune, with the
   * `organisationId`) unless `despiteName`.
   */
  enrol(
    actor: Actor,
    asked: { readonly typed: TypedOrganisation; readonly despiteName: boolean },
    key: string,
  ): Promise<Result<Enrolled>>;
  /**
   * Changes what an organisation is known by, its old facts kept. Its kind stays. Refused: `identity.not-allowed`,
   * `mandates.organisation-unknown`, `.kind-fixed`, `.nothing-changed`, `.reason-short`, mistakes in what was typed, `.organisation-known`.
   */
  change(
    actor: Actor,
    asked: { readonly organisationId: OrganisationId; readonly typed: TypedOrganisation; readonly reason: string },
    key: string,
  ): Promise<Result<Enrolled>>;
}

/** Builds the enrolling of organisations. */
export function createEnrolling(deps: MandatesDependencies): Enrolling {
  return {
    enrol: (actor, { typed, despiteName }, key) =>
      command(deps, actor, { typed, key, name: 'enrol' }, async (tx, staff, read, now) => {
        const taken = await checkTaken(tx, read.facts, undefined);
        if (!taken.ok) return taken;
        const namesake = despiteName ? undefined : await findNamesake(tx, staff, read.facts);
        if (namesake !== undefined) return refuse('mandates.name-known', { organisationId: namesake });
        const id = newId<OrganisationId>(now);
        await rebind(tx, { communeId: staff.communeId, organisationId: id });
        const seatSealed = await sealSeat(deps.vault, tx, id, read.seat);
        await store.insertOrganisation(tx, staff, { ...read.facts, id, seatSealed }, now);
        return ok(id);
      }),
    change: (actor, { organisationId, typed, reason }, key) =>
      command(deps, actor, { typed, key, name: 'change' }, (tx, staff, read, now) =>
        change(deps, tx, staff, { organisationId, read, reason: reason.trim().slice(0, 300) }, now),
      ),
  };
}

type Work = (tx: Tx, actor: StaffActor, read: ReadOrganisation, now: Date) => Promise<Result<OrganisationId>>;

async function command(
  deps: MandatesDependencies,
  actor: Actor,
  { typed, key, name }: { readonly typed: TypedOrganisation; readonly key: string; readonly name: string },
  work: Work,
): Promise<Result<Enrolled>> {
  if (!holds(actor, 'identity.enrol-organisation')) return refuse('identity.not-allowed');
  const now = deps.clock();
  const read = readOrganisation(typed, now);
  if (!read.ok) return read;
  const { communeId } = actor;
  // The digest alone reaches the command's row: what was typed stays out of it.
  const payload = keyedDigest(deps.keys, 'organisation', JSON.stringify(typed)).toString('hex');
  const asked = { communeId, key, name: `mandates.${name}`, actorId: actor.staffId, payload };
  try {
    return await deps.db.transaction({ communeId }, async tx => {
      const kept = await once(tx, asked, now, () => work(tx, actor, read.value, now));
      if (!kept.ok) return kept;
      const purpose = name === 'enrol' ? 'enrolled' : 'opened';
      const file = await readRecorded(deps, tx, actor, { organisationId: asId(kept.value), purpose });
      return file.ok ? ok({ file: file.value, warnings: read.value.warnings }) : file;
    });
  } catch (error) {
    // Another counter wrote it at the same moment.
    if (violates(error, 'one_registration') || violates(error, 'one_ice')) return refuse('mandates.organisation-known');
    throw error;
  }
}

/** Whether a register's entry or an ICE is another organisation's already. */
async function checkTaken(
  tx: Tx,
  { kind, registration, ice }: OrganisationFacts,
  own: OrganisationId | undefined,
): Promise<Result<void>> {
  const found = [
    registration ? await store.findByRegister(tx, kind, registration) : undefined,
    ice === null ? undefined : await store.findByIce(tx, ice),
  ].find(id => id !== undefined && id !== own);
  return found === undefined ? ok(undefined) : refuse('mandates.organisation-known', { organisationId: found });
}

/** One known in the commune whose name has the very same words, in either script. */
async function findNamesake(tx: Tx, { communeId }: StaffActor, { name }: OrganisationFacts) {
  const folded = (text: string): string => searchWords(text).toSorted().join(' ');
  for (const script of ['latin', 'arabic'] as const) {
    const words = searchWords(name[script]);
    if (words.length === 0) continue;
    const found = await store.searchKnownOrganisations(tx, communeId, words, 50);
    const same = found.find(each => folded(each.name[script]) === folded(name[script]));
    if (same) return same.id;
  }
  return undefined;
}

interface Change {
  readonly organisationId: OrganisationId;
  readonly read: ReadOrganisation;
  readonly reason: string;
}

async function change(
  deps: MandatesDependencies,
  tx: Tx,
  actor: StaffActor,
  { organisationId, read, reason }: Change,
  now: Date,
): Promise<Result<OrganisationId>> {
  const { communeId } = actor;
  if (reason.length < 5) return refuse('mandates.reason-short');
  if (!(await store.isKnownOrganisation(tx, communeId, organisationId))) return refuse('mandates.organisation-unknown');
  await rebind(tx, { communeId, organisationId });
  const [sealed] = await store.selectOrganisations(tx, [organisationId]);
  if (!sealed) return refuse('mandates.organisation-unknown');
  if (sealed.kind !== read.facts.kind) return refuse('mandates.kind-fixed');
  const taken = await checkTaken(tx, read.facts, organisationId);
  if (!taken.ok) return taken;
  const before = await openOrganisation(deps.vault, tx, sealed);
  const after = { ...before, ...read.facts, seat: read.seat };
  const fields = changedFields(before, after);
  if (fields.length === 0) return refuse('mandates.nothing-changed');
  const id = newId<Id<'organisation-change'>>(now);
  const beforeSealed = await sealBefore(deps.vault, tx, id, before);
  await store.insertChange(tx, actor, { id, organisationId, beforeSealed, fields, reason }, now);
  const seatSealed = await sealSeat(deps.vault, tx, organisationId, read.seat);
  await store.updateOrganisation(tx, { ...read.facts, id: organisationId, seatSealed });
  return ok(organisationId);
}

function changedFields(before: object, after: object): readonly string[] {
  const old = new Map(Object.entries(before));
  return Object.entries(after).flatMap(([field, value]) =>
    JSON.stringify(old.get(field)) === JSON.stringify(value) ? [] : [field],
  );
}
