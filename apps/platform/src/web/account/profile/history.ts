import type { FileChange, FileReading, HelperAct } from '../../../modules/identity/index.ts';
import type { PersonName } from '../../../kernel/index.ts';

/** One thing that was done with a person's file. */
export type HistoryLine =
  | { readonly kind: 'reading'; readonly at: Date; readonly reading: FileReading }
  | { readonly kind: 'change'; readonly at: Date; readonly change: FileChange }
  | { readonly kind: 'helper'; readonly at: Date; readonly act: HelperAct & { readonly name: PersonName | undefined } };

/** What is shown: everything, or one kind of it. */
export const historyFilters = ['all', 'readings', 'changes', 'helpers'] as const;
export type HistoryFilter = (typeof historyFilters)[number];

const kindOf = { readings: 'reading', changes: 'change', helpers: 'helper' } as const;

/** Readings, changes and what helpers did in one list, latest first. */
export function mergeHistory(
  parts: {
    readonly readings: readonly FileReading[];
    readonly changes: readonly FileChange[];
    readonly acts: readonly (HelperAct & { readonly name: PersonName | undefined })[];
  },
  filter: HistoryFilter,
): readonly HistoryLine[] {
  const lines: HistoryLine[] = [
    ...parts.readings.map(reading => ({ kind: 'reading' as const, at: reading.at, reading })),
    ...parts.changes.map(change => ({ kind: 'change' as const, at: change.madeAt, change })),
    ...parts.acts.map(act => ({ kind: 'helper' as const, at: act.at, act })),
  ];
  const shown = filter === 'all' ? lines : lines.filter(({ kind }) => kind === kindOf[filter]);
  return shown.toSorted((one, other) => other.at.getTime() - one.at.getTime());
}
