import {
  type Centimes,
  type MandateId,
  ok,
  type OrganisationId,
  type PersonId,
  refuse,
  type Result,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { readBook } from './book.ts';
import { courts } from './courts.ts';
import { type Claim, covers, coversTogether, groupOf, type Occasion, stands } from './decide.ts';
import { lockMandates, selectMandatesByIds, selectRepresented } from './mandate-store.ts';
import type { Capacity, JointGroup, Mandate, PrintedRegister } from './model.ts';
import { fullName, type OrganisationFacts } from './organisation.ts';
import { selectOrganisations } from './organisation-store.ts';

/** Somebody who is about to sign under a mandate. `amount` is what the paper is worth; absent where nobody has said. */
export interface MandateOccasion extends Claim {
  readonly organisationId: OrganisationId;
  readonly nature: string | null;
  readonly amount?: Centimes | null;
  readonly at: Date;
}

/**
 * Inside another room's transaction, whose scope must see the organisation: whether this person may sign now under that mandate, others
 * who must join set aside. Until the transaction ends no mandate of the organisation changes. Refused: those of `covers`.
 */
export async function check(tx: Tx, asked: MandateOccasion): Promise<Result<Capacity>> {
  const { organisationId, nature, amount = null, at } = asked;
  await lockMandates(tx, organisationId, 'shared');
  const book = await readBook(tx, organisationId);
  const covered = covers(book, asked, { nature, worth: amount, at });
  if (!covered.ok) return covered;
  const capacity = (await readCapacities(tx, [asked.mandateId])).get(asked.mandateId);
  return capacity ? ok(capacity) : refuse('mandates.unknown');
}

/** The same for all who sign one paper for one organisation: each is covered, and those who must sign together are there. */
export async function checkTogether(
  tx: Tx,
  organisationId: OrganisationId,
  claims: readonly Claim[],
  occasion: Occasion,
): Promise<Result<void>> {
  await lockMandates(tx, organisationId, 'shared');
  return coversTogether(await readBook(tx, organisationId), claims, occasion);
}

/** In which capacity holders of mandates sign, whether or not these stand; those that the scope may not see are absent. */
export async function readCapacities(
  tx: Tx,
  mandateIds: readonly MandateId[],
): Promise<ReadonlyMap<MandateId, Capacity>> {
  return capacitiesOf(tx, await selectMandatesByIds(tx, mandateIds));
}

/** The capacities of mandates that were read. */
async function capacitiesOf(tx: Tx, mandates: readonly Mandate[]): Promise<ReadonlyMap<MandateId, Capacity>> {
  const organisations = await selectOrganisations(tx, [...new Set(mandates.map(each => each.organisationId))]);
  const byId = new Map(organisations.map(each => [each.id, each]));
  return new Map(
    mandates.flatMap(mandate => {
      const organisation = byId.get(mandate.organisationId);
      return organisation ? [[mandate.id, capacityOf(mandate, organisation)]] : [];
    }),
  );
}

function capacityOf({ id, organisationId, role, roleWords }: Mandate, organisation: OrganisationFacts): Capacity {
  return {
    organisationId,
    mandateId: id,
    role,
    roleWords,
    kind: organisation.kind,
    organisation: fullName(organisation),
    register: printedRegisterOf(organisation),
  };
}

/** Where an organisation can be looked up: its register, else the receipt of its declaration, else its ICE. */
export function printedRegisterOf({
  kind,
  registration,
  receipt,
  ice,
}: Pick<OrganisationFacts, 'kind' | 'registration' | 'receipt' | 'ice'>): PrintedRegister | null {
  if (registration) {
    const type = kind === 'company' ? 'trade' : 'cooperatives';
    return { type, number: registration.number, place: courts[registration.court] };
  }
  if (receipt) return { type: 'receipt', number: receipt.number, place: null };
  return ice === null ? null : { type: 'ice', number: ice, place: null };
}

/** A mandate of a person as the counter offers it. */
export interface UsableMandate {
  readonly capacity: Capacity;
  readonly mandate: Mandate;
  /** With whom its holder must sign. */
  readonly joint: JointGroup | null;
}

/** Mandates of a person, for organisations that the scope may see, that stand at an instant. */
export async function listUsable(tx: Tx, personId: PersonId, at: Date): Promise<readonly UsableMandate[]> {
  const usable: Omit<UsableMandate, 'capacity'>[] = [];
  for (const organisationId of await selectRepresented(tx, personId)) {
    const book = await readBook(tx, organisationId);
    const own = book.mandates.filter(each => each.personId === personId && stands(book, each, at).ok);
    usable.push(...own.map(mandate => ({ mandate, joint: groupOf(book, mandate) })));
  }
  const capacities = await capacitiesOf(
    tx,
    usable.map(({ mandate }) => mandate),
  );
  return usable.flatMap(each => {
    const capacity = capacities.get(each.mandate.id);
    return capacity ? [{ ...each, capacity }] : [];
  });
}
