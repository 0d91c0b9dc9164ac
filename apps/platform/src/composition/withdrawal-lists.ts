import { z } from 'zod';
import { asId, type CommuneId, isId } from '../kernel/index.ts';
import { keepList, keepLists, type ListDeps, listsTask, listTask } from '../modules/acts/index.ts';
import type { Log } from '../platform/telemetry/index.ts';
import type { WorkerProgram } from './worker-program.ts';

const payloadShape = z.strictObject({
  communeId: z
    .string()
    .refine(isId)
    .transform(asId<CommuneId>),
});

/** The jobs that keep the signed lists of acts without effect: one commune at once when an act loses its effect, all of them each hour. */
export function listTasks(deps: ListDeps, log: Log): WorkerProgram['tasks'] {
  return {
    [listTask]: async payload => {
      const outcome = await keepList(deps, payloadShape.parse(payload).communeId);
      // Tried again with the job's growing patience: until then the newest list does not say it.
      if (typeof outcome === 'object') throw new Error(`a list of withdrawn acts waits: ${outcome.heldUp}`);
    },
    [listsTask]: async () => {
      for (const [communeId, code] of await keepLists(deps))
        log.warn({ communeId, code }, 'a list of withdrawn acts is held up');
    },
  };
}
