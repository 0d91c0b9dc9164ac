import type { Change, ChangeReport, Objection, Permissions } from './model.ts';
import { isLocked } from './permissions.ts';

/**
 * Whether what changed after a signature may be. Long-term data is always allowed (ISO 32000-2 table 257 names document
 * timestamps and DSS for every level). Filling and signing are allowed unless level 1 certifies the file or a lock holds;
 * annotations only where level 3 allows them; anything else never.
 *
 * Under a certification a new signature field that can be seen is refused at every level: it could draw over the page
 * what the certifier never saw (“sneaky signature”); a field that the certifier left for signing may be signed.
 */
export function judgeChanges(report: ChangeReport, permissions: Permissions): Objection[] {
  return report.changes.flatMap(change => {
    const code = objectionTo(change, permissions);
    return code === undefined ? [] : [{ code, detail: change.detail }];
  });
}

function objectionTo(change: Change, { certification, locks }: Permissions): Objection['code'] | undefined {
  const refused = certification === undefined ? 'changed-after' : 'changed-against-certification';
  switch (change.class) {
    case 'none':
    case 'long-term-data':
      return undefined;
    case 'form-filling': {
      const { field } = change;
      if (field !== undefined && locks.some(lock => isLocked(lock, field))) return 'changed-locked-field';
      const isSneaky = certification !== undefined && change.created === 'visible';
      return certification === 1 || isSneaky ? refused : undefined;
    }
    case 'annotation':
      return certification === 3 ? undefined : refused;
    case 'other':
      return refused;
  }
}
