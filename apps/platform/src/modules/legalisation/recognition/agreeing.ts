import { type Language, ok, type PersonId, refuse, type Result, type StaffActor } from '../../../kernel/index.ts';
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
import { recognitionSentences } from './model.ts';
import { selectWitnesses, updateWitness } from './store.ts';
import { placeIn, type WitnessPlace } from './witnesses.ts';

/**
 * Keeps what a witness drew and their word that they heard the text read and the signatory agree. A witness who cannot write draws a mark.
 * Refusals: those of `readSignature`, `legalisation.sentence-changed`, `.not-witness`, those of any edit.
 */
export async function agreeAsWitness(
  deps: LegalisationDeps,
  actor: StaffActor,
  command: CommandAt & {
    readonly personId: PersonId;
    readonly position: 1 | 2;
    readonly drawn: DrawnSignature;
    readonly signedWith: 'signature' | 'mark';
    readonly sentence: string;
    readonly language: Language;
  },
): Promise<Result<ChangedRequest>> {
  const { personId, position, signedWith, sentence, language } = command;
  const drawn = readSignature(command.drawn, signedWith === 'mark' ? leastMarkMillimetres : undefined);
  if (!drawn.ok) return drawn;
  const bytes = Buffer.from(writeSignature(drawn.value));
  return edit(deps, actor, command, {
    what: 'witness-agreed',
    payload: { personId, position, signedWith, sentence, language, bytes: bytes.toString('base64') },
    subjectId: personId,
    work: async (tx, request, now) => {
      if (sentence !== recognitionSentences.witness) return refuse('legalisation.sentence-changed');
      const key = { communeId: request.communeId, requestId: request.id };
      const place = { requestId: request.id, personId, position };
      const witness = (await selectWitnesses(tx, key)).find(
        each => each.personId === personId && each.position === position,
      );
      if (!witness) return refuse('legalisation.not-witness');
      const signatureSealed = await deps.people.vault.seal(tx, personId, placeIn(place, 'signature'), bytes);
      await updateWitness(tx, key, { personId, position, signatureSealed, signedWith, sentence, language, at: now });
      return ok(undefined);
    },
  });
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
