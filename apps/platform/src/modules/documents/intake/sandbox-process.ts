/** The process in which hostile files are parsed: receives one job at a time over its channel, answers it, and knows nothing else. */
import { type JobRequest, runJob } from './jobs.ts';

process.on('message', (request: JobRequest) => {
  void answer(request).then(reply => process.send?.(reply));
});
// The first word: the code is loaded, whatever ends the process from now on is a file's doing.
process.send?.({ id: 0 });
process.on('disconnect', () => process.exit(0));

async function answer(request: JobRequest): Promise<object> {
  try {
    return { id: request.id, result: await runJob(request) };
  } catch (error) {
    return { id: request.id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
