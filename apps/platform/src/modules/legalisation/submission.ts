import { ok, type Refusal, type Result, type StaffActor } from '../../kernel/index.ts';
import type { ChangedRequest, CommandAt } from '../requests/index.ts';
import { updateConsentsOver } from './agreed-store.ts';
import { move } from './command.ts';
import { isEverybodyValid } from './decide.ts';
import { draftFaceOf, readFile } from './file.ts';
import type { LegalisationFile, Missing } from './model.ts';
import { judge } from './overview.ts';
import { inCommune, type LegalisationDeps } from './ports.ts';
import { updateLegalisation } from './store.ts';

/** `legalisation.incomplete`, with everything that is missing. */
export interface Incomplete extends Refusal {
  readonly missing: readonly Missing[];
}

/**
 * Hands a draft over to the officer, its stamp's languages and place fixed as they were shown. Refusals: `legalisation.incomplete` naming
 * everything at once, those of any change.
 */
export async function submit(
  deps: LegalisationDeps,
  actor: StaffActor,
  command: CommandAt,
): Promise<Result<ChangedRequest, Refusal | Incomplete>> {
  const read = await inCommune(deps, actor.communeId, async tx => {
    const file = await readFile(deps, tx, actor, command.requestId);
    return file.ok ? ok({ file: file.value, face: await draftFaceOf(tx, file.value) }) : file;
  });
  if (!read.ok) return read;
  const { file, face } = read.value;
  // Another version than the one shown is not judged: the change below refuses it, or answers a repeated command.
  if (file.request.version !== command.version) return move(deps, actor, command, 'submit');
  const { stamp, missing } = await judge(deps, file, face);
  if (missing.length > 0 && file.request.state === 'draft') return { ok: false, refusal: incomplete(missing) };
  return move(deps, actor, command, 'submit', async (tx, request) => {
    const { languages: stampLanguages, place: stampPlace } = stamp;
    // The version by which it was judged: the rule may have changed since the nature was chosen.
    const ruleVersion = file.ruling?.ruleVersion ?? file.legalisation.ruleVersion;
    const fixed = { ...file.legalisation, ruleVersion, stampLanguages, stampPlace };
    const key = { communeId: request.communeId, requestId: request.id };
    await updateLegalisation(tx, key, fixed);
    await updateConsentsOver(tx, key);
    return ok(undefined);
  });
}

/** The refusal that names everything that lacks. */
export function incomplete(missing: readonly Missing[]): Incomplete {
  return { code: 'legalisation.incomplete', params: { count: missing.length }, missing };
}

/** Whether a file can be signed as it stands: its stamp has a place, its document pages, and everybody who signs is valid. */
export function isReadyToSign(file: LegalisationFile): boolean {
  return file.legalisation.stampPlace !== null && (file.document?.pages.length ?? 0) > 0 && isEverybodyValid(file);
}
