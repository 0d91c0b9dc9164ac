import { type DestinationStream, pino } from 'pino';

/** Where a process writes what happened: JSON lines of fixed words, ids and numbers. */
export type Log = Pick<ReturnType<typeof pino>, 'trace' | 'debug' | 'info' | 'warn' | 'error'>;

/** An error reduced to what names nobody: its kind, its code, and where in our code it arose. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    code: typeof code === 'string' ? code : undefined,
    // A message may quote what a person typed (a database error repeats values): only the frames are kept.
    stack: error.stack
      ?.split('\n')
      .filter(line => line.trimStart().startsWith('at '))
      .slice(0, 8),
    cause: error.cause === undefined ? undefined : describeError(error.cause),
  };
}

/**
 * A log for the process called `name`, on standard output unless said otherwise. Never hand it a name, a number of a document, an address
 * or a URL's path.
 */
export function createLog(name: string, level: string, destination?: DestinationStream): Log {
  const options = { name, level, base: { process: name }, serializers: { err: describeError, error: describeError } };
  return destination ? pino(options, destination) : pino(options);
}
