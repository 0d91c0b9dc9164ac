import { Logger, parseCronItems, run } from 'graphile-worker';
import { composeWorker } from '../composition.ts';
import { loginUrl } from '../platform/db/index.ts';
import { runProcess } from './child.ts';
import { readPinnedTrust } from './trust.ts';

/** Jobs: what transactions enqueued, and what is looked after each minute. Handlers run at least once. */
await runProcess('worker', async surroundings => {
  const { config, addresses, log } = surroundings;
  const worker = composeWorker({ ...surroundings, trust: readPinnedTrust(config) });
  // What a crash left between two steps is finished before anything new is begun.
  await worker.recover();
  const runner = await run({
    connectionString: loginUrl(addresses.database, config, 'jobs'),
    concurrency: 4,
    pollInterval: 1000,
    noHandleSignals: true,
    taskList: Object.fromEntries(
      Object.entries(worker.tasks).map(([name, handle]) => [name, async (payload: unknown) => handle(payload)]),
    ),
    parsedCronItems: parseCronItems(worker.schedule.map(({ task, match }) => ({ task, match }))),
    logger: new Logger(
      scope => (level, message) => log.debug({ level, job: scope.taskIdentifier }, levelOnly(message)),
    ),
  });
  runner.events.on('job:error', ({ job, error }) =>
    log.warn({ task: job.task_identifier, attempt: job.attempts, err: error }, 'job failed, will be tried again'),
  );
  return {
    stop: async () => {
      await runner.stop();
      await worker.stop();
    },
  };
});

/** The library's sentences quote errors, which may quote people: the first words are enough to follow it. */
function levelOnly(message: string): string {
  return message.split(/[\n:(']/)[0] ?? '';
}
