import type { UnprovenFile } from '../modules/acts/index.ts';
import type { Log, Metrics } from '../platform/telemetry/index.ts';

/** Calls whoever runs the platform: a sealed file on record does not bear its act out. Ids and names of checks only. */
export function unprovenFileAlarm({
  log,
  metrics,
}: {
  readonly log: Pick<Log, 'error'>;
  readonly metrics: Pick<Metrics, 'alarm'>;
}): (file: UnprovenFile) => void {
  return ({ communeId, actId, failures }) => {
    metrics.alarm('sealed-file');
    log.error({ communeId, actId, failures }, 'a sealed file does not bear its act out, and was not handed out');
  };
}
