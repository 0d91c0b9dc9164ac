import type { Language, PartyId, PersonActor, Result } from '../../../kernel/index.ts';
import { refuse } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { ChangedRequest } from '../../requests/index.ts';
import type { Party, PartyContact } from '../parties/index.ts';
import { done, editOwn, keyOf, type OwnCommand } from './editing.ts';
import type { DistanceFile } from './file.ts';
import type { DistanceDeps } from './ports.ts';
import { deleteFields, putField, updateChoices, updateOwnSignature } from './store.ts';

/** The party that the initiator is, if they sign too. */
export function ownParty({ parties, request }: Pick<DistanceFile, 'parties' | 'request'>): Party | undefined {
  return parties.find(({ personId }) => personId !== null && personId === request.applicantId);
}

/** Whether the initiator signs too. Refusals: those of `parties.add`, of any step. */
export function chooseToSign(
  deps: DistanceDeps,
  actor: PersonActor,
  command: OwnCommand & { readonly signs: boolean },
): Promise<Result<ChangedRequest>> {
  const { signs } = command;
  return editOwn(deps, actor, command, {
    what: 'own-part-chosen',
    payload: { signs },
    work: async (tx, file) => {
      const own = ownParty(file);
      await updateChoices(tx, keyOf(file), { ...file.distance, signs });
      if (!signs) await updateOwnSignature(tx, keyOf(file), null);
      if (!signs && own) return takeOut(deps, tx, file, own);
      return signs && !own ? addSelf(deps, tx, actor, file) : done;
    },
  });
}

/** Somebody else who shall sign, as the initiator names them; without an address they sign at a counter, by a code that is handed to them. */
export interface Invited {
  readonly name: string;
  readonly contact: PartyContact | null;
  readonly language: Language;
}

/** Names somebody who shall sign; nothing is sent before everything is. Refusals: those of `parties.add`, of any step. */
export function addSignatory(
  deps: DistanceDeps,
  actor: PersonActor,
  command: OwnCommand & Invited,
): Promise<Result<ChangedRequest>> {
  const { name, contact, language } = command;
  return editOwn(deps, actor, command, {
    what: 'signatory-named',
    payload: { name, contact, language },
    work: (tx, file) => {
      const turn = file.distance.inTurn ? lastTurn(file) + 1 : 1;
      return deps.parties.add(tx, file.request, { name, contact, language, turn });
    },
  });
}

/** Takes somebody out again, with where they were to sign. Refusals: `distance.signatory-unknown`, those of `parties.remove`, of any step. */
export function removeSignatory(
  deps: DistanceDeps,
  actor: PersonActor,
  command: OwnCommand & { readonly partyId: PartyId },
): Promise<Result<ChangedRequest>> {
  const { partyId } = command;
  return editOwn(deps, actor, command, {
    what: 'signatory-taken-out',
    payload: { partyId },
    subjectId: partyId,
    work: async (tx, file) => {
      const party = file.parties.find(({ id }) => id === partyId);
      return party ? takeOut(deps, tx, file, party) : refuse('distance.signatory-unknown');
    },
  });
}

/**
 * Whether all are asked at once, or one after the other in the order of the list, the initiator first. Refusals: those of any step, and of
 * `parties.add`, since everybody is named anew in their turn.
 */
export function chooseOrder(
  deps: DistanceDeps,
  actor: PersonActor,
  command: OwnCommand & { readonly inTurn: boolean },
): Promise<Result<ChangedRequest>> {
  const { inTurn } = command;
  return editOwn(deps, actor, command, {
    what: 'order-chosen',
    payload: { inTurn },
    work: async (tx, file) => {
      if (file.distance.inTurn === inTurn) return done;
      await updateChoices(tx, keyOf(file), { ...file.distance, inTurn });
      return nameAnew(deps, tx, file, inTurn);
    },
  });
}

async function nameAnew(deps: DistanceDeps, tx: Tx, file: DistanceFile, inTurn: boolean): Promise<Result<unknown>> {
  const own = ownParty(file);
  const ordered = [...(own ? [own] : []), ...file.parties.filter(party => party !== own)];
  for (const party of file.parties) {
    const removed = await takeOut(deps, tx, file, party);
    if (!removed.ok) return removed;
  }
  for (const [index, party] of ordered.entries()) {
    const { name, contact, language, personId, signedFor } = party;
    const turn = inTurn ? index + 1 : 1;
    const known = { ...(personId !== null && { personId }), ...(signedFor && { signedFor }) };
    const added = await deps.parties.add(tx, file.request, { name, contact, language, turn, ...known });
    if (!added.ok) return added;
    for (const field of file.fields.filter(each => each.partyId === party.id))
      await putField(tx, keyOf(file), { ...field, partyId: added.value });
  }
  return done;
}

async function takeOut(deps: DistanceDeps, tx: Tx, file: DistanceFile, { id }: Party): Promise<Result<unknown>> {
  await deleteFields(tx, keyOf(file), { partyId: id });
  return deps.parties.remove(tx, file.request, id);
}

async function addSelf(
  deps: DistanceDeps,
  tx: Tx,
  { personId }: PersonActor,
  file: DistanceFile,
): Promise<Result<unknown>> {
  const who = await deps.identity.readAddressee(tx, personId);
  if (!who) throw new Error('a person is signed in whom nobody enrolled');
  const { signedFor, inTurn } = file.distance;
  const turn = inTurn ? lastTurn(file) + 1 : 1;
  const self = { personId, contact: null, name: who.name.latin, language: who.language, turn };
  return deps.parties.add(tx, file.request, { ...self, ...(signedFor && { signedFor }) });
}

function lastTurn({ parties }: Pick<DistanceFile, 'parties'>): number {
  return parties.reduce((last, { turn }) => Math.max(last, turn), 0);
}
