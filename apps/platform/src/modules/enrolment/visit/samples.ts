import { ok, type Result } from '../../../kernel/index.ts';
import { readSample, type SignatureSample } from '../signature-sample/index.ts';
import { isSkipped } from './decide.ts';
import type { VisitReport } from './model.ts';

/** The signatures that a pad or a browser gave, each checked like any that comes from outside; none where they were skipped. */
export function readSamples(specimen: VisitReport['specimen']): Result<readonly SignatureSample[]> {
  if (isSkipped(specimen)) return ok([]);
  const read: SignatureSample[] = [];
  for (const sample of specimen) {
    const each = readSample(sample);
    if (!each.ok) return each;
    read.push(each.value);
  }
  return ok(read);
}
