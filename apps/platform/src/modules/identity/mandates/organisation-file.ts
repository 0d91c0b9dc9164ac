import type { OrganisationId, PersonId, PersonName, Refusal } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { SubjectVault } from '../subject-vault.ts';
import { readBook, type WholeBook } from './book.ts';
import { groupOf, stands } from './decide.ts';
import type { JointGroup, Mandate, MandateEnd } from './model.ts';
import type { Organisation, OrganisationChange, OrganisationFacts, Seat } from './organisation.ts';
import {
  selectChanges,
  selectOrganisations,
  selectRepresentativeNames,
  type SealedOrganisation,
} from './organisation-store.ts';

/** A mandate as a list shows it. */
export interface MandateListed extends Mandate {
  /** Who holds it. */
  readonly representative: PersonName;
  /** With whom its holder must sign, its parents' group included. */
  readonly joint: JointGroup | null;
  /** Why it does not stand now; null when it does. */
  readonly fault: Refusal | null;
  /** The words that ended it, earliest first. */
  readonly ended: readonly MandateEnd[];
}

/** Everything that is kept of an organisation, for those who may read it. */
export interface OrganisationFile extends Organisation {
  readonly mandates: readonly MandateListed[];
  readonly changes: readonly OrganisationChange[];
}

const placeOfSeat = (id: OrganisationId): string => `identity.organisation/${id}/seat`;
const placeOfChange = (id: string): string => `identity.organisation_change/${id}/before`;

/** Seals where an organisation sits and is reached. */
export function sealSeat(vault: SubjectVault, tx: Tx, id: OrganisationId, seat: Seat): Promise<Buffer> {
  return vault.seal(tx, id, placeOfSeat(id), Buffer.from(JSON.stringify(seat)));
}

/** The organisation with its seat opened. */
export async function openOrganisation(
  vault: SubjectVault,
  tx: Tx,
  { seatSealed, ...facts }: SealedOrganisation,
): Promise<Organisation> {
  const seat: Seat = JSON.parse((await vault.open(tx, facts.id, placeOfSeat(facts.id), seatSealed)).toString());
  return { ...facts, seat };
}

/** Seals what an organisation was before a change. */
export function sealBefore(
  vault: SubjectVault,
  tx: Tx,
  changeId: string,
  { id, ...before }: Organisation,
): Promise<Buffer> {
  return vault.seal(tx, id, placeOfChange(changeId), Buffer.from(JSON.stringify(before)));
}

/** The whole file, in a transaction bound to the organisation; undefined when there is none. */
export async function readOrganisationFile(
  vault: SubjectVault,
  tx: Tx,
  organisationId: OrganisationId,
  now: Date,
): Promise<OrganisationFile | undefined> {
  const [sealed] = await selectOrganisations(tx, [organisationId]);
  if (!sealed) return undefined;
  const organisation = await openOrganisation(vault, tx, sealed);
  const names = await selectRepresentativeNames(tx);
  const book = await readBook(tx, organisationId);
  return {
    ...organisation,
    mandates: book.mandates.map(mandate => listMandate(book, mandate, names, now)),
    changes: await openChanges(vault, tx, organisationId),
  };
}

function listMandate(
  book: WholeBook,
  mandate: Mandate,
  names: ReadonlyMap<PersonId, PersonName>,
  now: Date,
): MandateListed {
  const standing = stands(book, mandate, now);
  const representative = names.get(mandate.personId);
  if (!representative) throw new Error('a mandate of nobody');
  return {
    ...mandate,
    representative,
    joint: groupOf(book, mandate),
    fault: standing.ok ? null : standing.refusal,
    ended: book.ends
      .filter(end => end.mandateId === mandate.id)
      .toSorted((a, b) => a.effectiveAt.getTime() - b.effectiveAt.getTime()),
  };
}

async function openChanges(
  vault: SubjectVault,
  tx: Tx,
  organisationId: OrganisationId,
): Promise<readonly OrganisationChange[]> {
  const changes: OrganisationChange[] = [];
  for (const { id, beforeSealed, at, communeId, staffId, reason, fields } of await selectChanges(tx, organisationId)) {
    const clear = await vault.open(tx, organisationId, placeOfChange(id), beforeSealed);
    const before: OrganisationFacts & { readonly seat: Seat } = JSON.parse(clear.toString());
    changes.push({ at, communeId, staffId, reason, fields, before });
  }
  return changes;
}
