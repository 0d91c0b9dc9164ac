import { civilDate, type PersonActor, refuse, type Result } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { listOffices } from '../../organisation/index.ts';
import type { ChangedRequest } from '../../requests/index.ts';
import { rulingOf } from '../file.ts';
import { updateLegalisation } from '../store.ts';
import { done, editOwn, keyOf, type OwnCommand } from './editing.ts';
import type { DistanceFile } from './file.ts';
import type { DistanceDeps } from './ports.ts';
import { selectRules } from './rule-store.ts';
import { competentOffices, ruleInForce } from './rules.ts';
import { updateChoices, updateSent } from './store.ts';

/**
 * Names the nature of the act anew, for a request that stays with its office. Refusals: `distance.nature-unknown`, `.nature-refused`,
 * `.not-at-distance`, `.warning-unread`, `.office-not-competent` (that nature belongs to another office: a request of its own is begun
 * there), what ended the mandate (`mandates.…`) is said when everybody consents; those of any step.
 */
export function chooseNature(
  deps: DistanceDeps,
  actor: PersonActor,
  command: OwnCommand & { readonly nature: string; readonly warningRead: boolean },
): Promise<Result<ChangedRequest>> {
  const { nature, warningRead } = command;
  return editOwn(deps, actor, command, {
    what: 'nature-chosen',
    payload: { nature, warningRead },
    work: async (tx, file, now) => {
      const ruling = await rulingOf(deps, tx, file.request, nature);
      if (!ruling) return refuse('distance.nature-unknown');
      if (ruling.rule === 'refuse') return refuse('distance.nature-refused');
      const open = await isOpenHere(tx, file, { nature, day: civilDate(now) });
      if (!open.ok) return open;
      if (ruling.rule === 'warn' && !warningRead) return refuse('distance.warning-unread');
      const { legalisation, distance } = file;
      // Everybody agreed to an act of the nature before: the same paper is put before them again.
      if (legalisation.nature !== nature) await updateSent(tx, keyOf(file), null);
      await updateLegalisation(tx, keyOf(file), { ...legalisation, nature, ruleVersion: ruling.ruleVersion });
      await updateChoices(tx, keyOf(file), { ...distance, warningRead: ruling.rule === 'warn' ? nature : null });
      return done;
    },
  });
}

/** Whether the commune has opened that nature today, and for the office that the request is with. */
async function isOpenHere(
  tx: Tx,
  { request }: DistanceFile,
  { nature, day }: { readonly nature: string; readonly day: string },
): Promise<Result<unknown>> {
  const rule = ruleInForce(await selectRules(tx, request.communeId), nature, day);
  if (!rule?.enabled) return refuse('distance.not-at-distance');
  const offices = competentOffices(rule.office, await listOffices(tx, request.communeId));
  return offices.some(({ id }) => id === request.officeId) ? done : refuse('distance.office-not-competent');
}
