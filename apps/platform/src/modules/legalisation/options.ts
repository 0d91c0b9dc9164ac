import { ok, refuse, type Result, type StaffActor } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { ChangedRequest, CommandAt } from '../requests/index.ts';
import { carryConsents } from './agreed.ts';
import { checkNatureFree } from './attested-here.ts';
import { edit } from './command.ts';
import { fits } from './decide.ts';
import { draftFaceOf, loadFile, measureStamp, rulingOf } from './file.ts';
import type { StampLanguages } from '../organisation/index.ts';
import type { Legalisation, LegalisationFile, NatureRuling, StampPlace } from './model.ts';
import type { LegalisationDeps } from './ports.ts';
import { updateLegalisation } from './store.ts';

/** What a clerk may choose; absent stays as it is, null returns to what is proposed. */
export interface OptionsChosen {
  readonly nature?: string | undefined;
  readonly stampLanguages?: StampLanguages | null | undefined;
  readonly stampPlace?: StampPlace | null | undefined;
  readonly exemplars?: number | undefined;
  readonly checks?: readonly string[] | undefined;
}

/**
 * Changes the options of a draft. Refusals: `legalisation.unknown-nature`, `.nature-attested`, `.stamp-page-missing`, `.stamp-outside` (with
 * the page's number), those of any edit.
 */
export function changeOptions(
  deps: LegalisationDeps,
  actor: StaffActor,
  command: CommandAt & { readonly options: OptionsChosen },
): Promise<Result<ChangedRequest>> {
  return edit(deps, actor, command, {
    what: 'options-changed',
    payload: command.options,
    work: async (tx, request, now) => {
      const file = await loadFile(deps, tx, request);
      if (!file.ok) return file;
      const { nature } = command.options;
      const ruling = nature === undefined ? undefined : await rulingOf(deps, tx, request, nature);
      if (nature !== undefined && !ruling) return refuse('legalisation.unknown-nature');
      const free = checkNatureFree(file.value, ruling);
      if (!free.ok) return free;
      const next = choose(file.value.legalisation, command.options, ruling);
      const placed = await judgePlace(deps, tx, { ...file.value, legalisation: next }, command.options.stampPlace);
      if (!placed.ok) return placed;
      const key = { communeId: request.communeId, requestId: request.id };
      await updateLegalisation(tx, key, next);
      if (ruling) await carryConsents(tx, key, now);
      return ok(undefined);
    },
  });
}

function choose(now: Legalisation, chosen: OptionsChosen, ruling: NatureRuling | undefined): Legalisation {
  return {
    ...now,
    ...(ruling && { nature: ruling.code, ruleVersion: ruling.ruleVersion }),
    ...(chosen.stampLanguages !== undefined && { stampLanguages: chosen.stampLanguages }),
    ...(chosen.stampPlace !== undefined && { stampPlace: chosen.stampPlace }),
    ...(chosen.exemplars !== undefined && { exemplars: chosen.exemplars }),
    ...(chosen.checks !== undefined && { checks: chosen.checks }),
  };
}

/** A place is judged with the stamp's size; nothing is measured when none is chosen. */
async function judgePlace(
  deps: LegalisationDeps,
  tx: Tx,
  file: LegalisationFile,
  place: StampPlace | null | undefined,
): Promise<Result<void>> {
  if (!place) return ok(undefined);
  const page = file.document?.pages[place.page];
  if (!page) return refuse('legalisation.stamp-page-missing');
  const size = await measureStamp(deps, file, await draftFaceOf(tx, file));
  return fits(place, size, page.mm) ? ok(undefined) : refuse('legalisation.stamp-outside', { page: place.page + 1 });
}
