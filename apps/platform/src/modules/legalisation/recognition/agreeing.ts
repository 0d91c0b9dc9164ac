import { type Language, ok, type PersonId, refuse, type Result, type StaffActor } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { ChangedRequest, CommandAt } from '../../requests/index.ts';
import { edit } from '../command.ts';
import { readFileFor } from '../file.ts';
import { inCommune, type LegalisationDeps } from '../ports.ts';
import {
  type DrawnSignature,
  drawSignature,
  leastMarkMillimetres,
  readSignature,
  writeSignature,
} from '../signature.ts';
import type { LegalisationKey } from '../store.ts';
import { recognitionSentences } from './model.ts';
import { selectWitnesses, updateWitness } from './store.ts';
import { placeIn, type WitnessPlace } from './witnesses.ts';

/** The word of one of two witnesses, as it was given. */
export interface WitnessWord {
  readonly drawn: DrawnSignature;
  readonly signedWith: 'signature' | 'mark';
  readonly sentence: string;
  readonly language: Language;
}

/**
 * Keeps what a witness drew and their word that they heard the text read and the signatory agree. A witness who cannot write draws a mark.
 * Refusals: those of `keepWord` and of any edit.
 */
export async function agreeAsWitness(
  deps: LegalisationDeps,
  actor: StaffActor,
  command: CommandAt & WitnessWord & { readonly personId: PersonId; readonly position: 1 | 2 },
): Promise<Result<ChangedRequest>> {
  const { personId, position, drawn, signedWith, sentence, language } = command;
  const word = { drawn, signedWith, sentence, language };
  return edit(deps, actor, command, {
    what: 'witness-agreed',
    payload: { personId, position, word },
    subjectId: personId,
    work: (tx, { communeId, id: requestId }, now) =>
      keepWord(deps, tx, { communeId, requestId, personId, position }, word, now),
  });
}

/**
 * Keeps the word of a witness, in the transaction of the request's commune. Refusals: those of `readSignature`,
 * `legalisation.sentence-changed`, `.not-witness`.
 */
export async function keepWord(
  { people }: Pick<LegalisationDeps, 'people'>,
  tx: Tx,
  place: WitnessPlace & LegalisationKey,
  { drawn: given, signedWith, sentence, language }: WitnessWord,
  at: Date,
): Promise<Result<undefined>> {
  const drawn = readSignature(given, signedWith === 'mark' ? leastMarkMillimetres : undefined);
  if (!drawn.ok) return drawn;
  if (sentence !== recognitionSentences.witness) return refuse('legalisation.sentence-changed');
  const { personId, position } = place;
  const witness = (await selectWitnesses(tx, place)).find(
    each => each.personId === personId && each.position === position,
  );
  if (!witness) return refuse('legalisation.not-witness');
  const bytes = Buffer.from(writeSignature(drawn.value));
  const signatureSealed = await people.vault.seal(tx, personId, placeIn(place, 'signature'), bytes);
  await updateWitness(tx, place, { personId, position, signatureSealed, signedWith, sentence, language, at });
  return ok(undefined);
}

/** What a witness drew, as SVG. Refused: `requests.not-found`, `requests.not-allowed`, `legalisation.no-signature`. */
export async function readWitnessPicture(
  deps: LegalisationDeps,
  actor: StaffActor,
  { requestId, personId, position }: WitnessPlace,
): Promise<Result<string>> {
  return inCommune(deps, actor.communeId, async tx => {
    const file = await readFileFor(deps, tx, actor, { requestId, needed: 'documents.read' });
    if (!file.ok) return file;
    const rows = await selectWitnesses(tx, { communeId: actor.communeId, requestId });
    const row = rows.find(each => each.personId === personId && each.position === position);
    if (!row?.signatureSealed) return refuse('legalisation.no-signature');
    const place = placeIn({ requestId: requestId, personId, position }, 'signature');
    return ok(drawSignature(await deps.people.vault.open(tx, personId, place, row.signatureSealed)));
  });
}
