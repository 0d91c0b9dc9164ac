import { ok, type Refusal, refuse, type Result, type StaffActor } from '../../../kernel/index.ts';
import type { StampLanguages } from '../../organisation/index.ts';
import { type ChangedRequest, type CommandAt, runCommand } from '../../requests/index.ts';
import { draftFaceOf, loadFile, readFileFor } from '../file.ts';
import type { LegalisationFile, StampPlace } from '../model.ts';
import { judge } from '../overview.ts';
import { inCommune, type LegalisationDeps } from '../ports.ts';
import { incomplete, type Incomplete } from '../submission.ts';
import { updateLegalisation } from '../store.ts';
import { updateChecked } from './store.ts';

/** What a clerk says of a request that came from afar: the checks made by eye, and where the stamp shall stand. */
export interface OfficeChecks {
  readonly checks: readonly string[];
  /** Absent or null: as proposed. */
  readonly stampLanguages?: StampLanguages | null | undefined;
  readonly stampPlace?: StampPlace | null | undefined;
}

/**
 * Notes that a clerk has checked a request at a distance that lies in the queue, so that an officer may have it; the paper itself is what
 * everybody agreed to and is not touched. Nothing of the request's state changes. Needs `requests.prepare`. Refusals:
 * `legalisation.incomplete`, naming everything that still lacks, `distance.not-from-afar`, those of `requests.holdForSigning`,
 * `requests.not-allowed`, `platform.command-reused`.
 */
export async function checkAtOffice(
  deps: LegalisationDeps,
  actor: StaffActor,
  command: CommandAt & { readonly said: OfficeChecks },
): Promise<Result<ChangedRequest, Refusal | Incomplete>> {
  const { key, requestId, version, said } = command;
  const read = await readChecked(deps, actor, command);
  if (!read.ok) return read;
  const { file, stamp } = read.value;
  const now = deps.clock();
  const asked = { key, name: 'distance.check', payload: [requestId, version, said] };
  return runCommand(deps.db, actor, asked, now, async tx => {
    const { communeId } = actor;
    const held = await deps.requests.holdForSigning(tx, actor, { communeId, requestId, version });
    if (!held.ok) return held;
    // What was judged outside of the transaction must still be what lies there.
    const again = await loadFile(deps, tx, held.value);
    const sha256 = again.ok ? again.value.distance?.sha256 : undefined;
    if (sha256 === undefined || sha256 !== file.distance?.sha256) return refuse('requests.changed-meanwhile');
    const at = { communeId, requestId };
    const { checks } = said;
    const fixed = { ...file.legalisation, checks, stampLanguages: stamp.languages, stampPlace: stamp.place };
    await updateLegalisation(tx, at, fixed);
    await updateChecked(tx, at, { by: actor.staffId, at: now, sha256 });
    return ok({ requestId, version });
  });
}

/** The file as the checks would leave it, with what it would still lack. Measures pictures, so outside of any transaction. */
async function readChecked(
  deps: LegalisationDeps,
  actor: StaffActor,
  { requestId, said }: CommandAt & { readonly said: OfficeChecks },
): Promise<
  Result<
    { readonly file: LegalisationFile; readonly stamp: Awaited<ReturnType<typeof judge>>['stamp'] },
    Refusal | Incomplete
  >
> {
  const read = await inCommune(deps, actor.communeId, async tx => {
    const file = await readFileFor(deps, tx, actor, { requestId, needed: 'requests.prepare' });
    if (!file.ok) return file;
    const { state, channel } = file.value.request;
    if (channel !== 'distance' || !file.value.distance) return refuse('distance.not-from-afar');
    if (state !== 'queued') return refuse('requests.not-in-this-state', { state });
    return ok({ file: file.value, face: await draftFaceOf(tx, file.value) });
  });
  if (!read.ok) return read;
  const { file, face } = read.value;
  const { checks, stampLanguages = null, stampPlace = null } = said;
  const distance = file.distance && { ...file.distance, checked: { by: actor.staffId, at: deps.clock() } };
  const checked = { ...file, distance, legalisation: { ...file.legalisation, checks, stampLanguages, stampPlace } };
  const { stamp, missing } = await judge(deps, checked, face);
  return missing.length > 0 ? { ok: false, refusal: incomplete(missing) } : ok({ file, stamp });
}
