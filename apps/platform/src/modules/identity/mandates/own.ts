import {
  type CommuneId,
  type MandateId,
  ok,
  type OrganisationId,
  type PersonActor,
  type PersonId,
  type PersonName,
  refuse,
  type Result,
} from '../../../kernel/index.ts';
import { rebind, type Tx } from '../../../platform/db/index.ts';
import { readBook } from './book.ts';
import { covers, groupOf, mayEnd, stands } from './decide.ts';
import type { MandatesDependencies } from './dependencies.ts';
import { selectRepresented } from './mandate-store.ts';
import type { Mandate } from './model.ts';
import { type MandateListed, type OrganisationFile, readOrganisationFile } from './organisation-file.ts';
import type { Organisation, OrganisationReading } from './organisation.ts';
import {
  makeOrganisationKnown,
  selectOrganisationReadings,
  selectOrganisations,
  selectRepresentativeNames,
} from './organisation-store.ts';
import { readCapacities, type UsableMandate } from './standing.ts';

/** An organisation for which somebody acts or acted, with their own mandates. */
export interface OwnOrganisation {
  readonly organisation: Pick<Organisation, 'id' | 'kind' | 'name' | 'legalForm'>;
  readonly mandates: readonly MandateListed[];
  /** Whether one of them stands. */
  readonly active: boolean;
}

/** The file of an organisation as one of its representatives sees it. */
export interface OwnFile extends OrganisationFile {
  /** Mandates that this representative may end. */
  readonly endable: ReadonlySet<MandateId>;
  /** Whether a mandate that stands lets them read the vault. */
  readonly mayRead: boolean;
  /** Who read the file at counters, latest first. */
  readonly readings: readonly OrganisationReading[];
}

/** The organisations for which somebody ever held a mandate. */
export async function listOwn(
  { db, clock, vault }: MandatesDependencies,
  { personId }: PersonActor,
): Promise<readonly OwnOrganisation[]> {
  return db.transaction({ personId }, async tx => {
    const own: OwnOrganisation[] = [];
    for (const organisationId of await selectRepresented(tx, personId)) {
      await rebind(tx, { personId, organisationId });
      const file = await readOrganisationFile(vault, tx, organisationId, clock());
      if (!file) throw new Error('a mandate for no organisation');
      const mandates = file.mandates.filter(each => each.personId === personId);
      const { id, kind, name, legalForm } = file;
      own.push({
        organisation: { id, kind, name, legalForm },
        mandates,
        active: mandates.some(each => each.fault === null),
      });
    }
    return own;
  });
}

/**
 * The file of an organisation, for a representative whose mandate stands; who may not end mandates of others sees their own and those
 * delegated from theirs. Refused: `mandates.organisation-unknown`, the same for one that is not there.
 */
export async function openOwn(
  { db, clock, vault }: MandatesDependencies,
  { personId }: PersonActor,
  organisationId: OrganisationId,
): Promise<Result<OwnFile>> {
  const now = clock();
  return db.transaction({ personId, organisationId }, async tx => {
    const book = await readBook(tx, organisationId);
    const standing = book.mandates.filter(each => each.personId === personId && stands(book, each, now).ok);
    if (standing.length === 0) return refuse('mandates.organisation-unknown');
    const file = await readOrganisationFile(vault, tx, organisationId, now);
    if (!file) return refuse('mandates.organisation-unknown');
    const seen = file.mandates.filter(each => mayEnd(book, personId, each, now));
    const endable = new Set(seen.filter(each => each.fault === null).map(each => each.id));
    return ok({
      ...file,
      mandates: seen,
      endable,
      mayRead: standing.some(each => each.mayRead),
      readings: await selectOrganisationReadings(tx, organisationId),
    });
  });
}

/** A mandate as the archive of one of its sides tells it: of the other side the name only. */
export interface MandateTold
  extends Pick<MandateListed, 'role' | 'roleWords' | 'natures' | 'most' | 'startsOn' | 'endsOn' | 'evidence'> {
  readonly organisation: PersonName;
  /** Who holds it. */
  readonly representative: PersonName | null;
  /** When it ended, earliest first. */
  readonly ended: readonly Date[];
}

/** Every mandate that a person holds or held, and those that they gave on from theirs. In a scope of the person; it is left so. */
export async function tellMandates(
  tx: Tx,
  personId: PersonId,
): Promise<{ readonly held: readonly MandateTold[]; readonly given: readonly MandateTold[] }> {
  const [held, given]: [MandateTold[], MandateTold[]] = [[], []];
  await rebind(tx, { personId });
  for (const organisationId of await selectRepresented(tx, personId)) {
    await rebind(tx, { personId, organisationId });
    const [organisation] = await selectOrganisations(tx, [organisationId]);
    const [book, names] = [await readBook(tx, organisationId), await selectRepresentativeNames(tx)];
    const own = book.mandates.filter(each => each.personId === personId);
    const told = ({
      id,
      role,
      roleWords,
      natures,
      most,
      startsOn,
      endsOn,
      evidence,
      ...whose
    }: Mandate): MandateTold => ({
      organisation: organisation?.name ?? { arabic: '', latin: '' },
      representative: names.get(whose.personId) ?? null,
      role,
      roleWords,
      natures,
      most,
      startsOn,
      endsOn,
      evidence,
      ended: book.ends.filter(end => end.mandateId === id).map(end => end.effectiveAt),
    });
    held.push(...own.map(told));
    given.push(...book.mandates.filter(each => own.some(({ id }) => id === each.parentId)).map(told));
  }
  await rebind(tx, { personId });
  return { held, given };
}

/** How many mandates a person holds now, and how many they ever held. In a scope of the person; it is left so. */
export async function countMandates(
  tx: Tx,
  personId: PersonId,
  at: Date,
): Promise<{ readonly standing: number; readonly all: number }> {
  let [standing, all] = [0, 0];
  await rebind(tx, { personId });
  for (const organisationId of await selectRepresented(tx, personId)) {
    await rebind(tx, { personId, organisationId });
    const book = await readBook(tx, organisationId);
    const own = book.mandates.filter(each => each.personId === personId);
    all += own.length;
    standing += own.filter(each => stands(book, each, at).ok).length;
  }
  await rebind(tx, { personId });
  return { standing, all };
}

/** Organisations whose vault somebody reads now: a mandate of theirs that covers reading stands, and so does each above it. */
export async function listReadable(tx: Tx, personId: PersonId, at: Date): Promise<readonly OrganisationId[]> {
  await rebind(tx, { personId });
  const readable: OrganisationId[] = [];
  for (const organisationId of await selectRepresented(tx, personId)) {
    await rebind(tx, { personId, organisationId });
    const book = await readBook(tx, organisationId);
    const own = book.mandates.filter(each => each.personId === personId && each.mayRead);
    if (own.some(each => stands(book, each, at).ok)) readable.push(organisationId);
  }
  await rebind(tx, { personId });
  return readable;
}

/** Somebody in a commune: the scope of what they do there themselves. */
export interface OwnScope {
  readonly communeId: CommuneId;
  readonly personId: PersonId;
}

/**
 * Mandates of somebody, wherever in the country they were written down, under which they may sign a paper of that nature at that instant, its
 * worth set aside. The transaction is left in their scope.
 */
export async function listSigning(
  tx: Tx,
  scope: OwnScope,
  { nature, at }: { readonly nature: string | null; readonly at: Date },
): Promise<readonly UsableMandate[]> {
  const { personId } = scope;
  const usable: UsableMandate[] = [];
  for (const organisationId of await selectRepresented(tx, personId)) {
    await rebind(tx, { ...scope, organisationId });
    const book = await readBook(tx, organisationId);
    const own = book.mandates.filter(({ id, most }) => {
      const claim = { personId, mandateId: id };
      return covers(book, claim, { nature, worth: most, at }).ok;
    });
    const capacities = await readCapacities(
      tx,
      own.map(({ id }) => id),
    );
    for (const mandate of own) {
      const capacity = capacities.get(mandate.id);
      if (capacity) usable.push({ capacity, mandate, joint: groupOf(book, mandate) });
    }
  }
  await rebind(tx, scope);
  return usable;
}

/**
 * Somebody acts for an organisation before a commune, under a mandate that the caller has judged: from now on the commune knows the
 * organisation, as if its clerk had found it. The transaction is left in their scope.
 */
export async function meetOrganisation(
  tx: Tx,
  scope: OwnScope,
  { organisationId, at }: { readonly organisationId: OrganisationId; readonly at: Date },
): Promise<void> {
  await rebind(tx, { ...scope, organisationId });
  const [organisation] = await selectOrganisations(tx, [organisationId]);
  if (!organisation) throw new Error('a mandate for no organisation');
  await makeOrganisationKnown(tx, scope.communeId, organisation, at);
  await rebind(tx, scope);
}
