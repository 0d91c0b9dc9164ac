import type { PersonName, StaffId } from '../../../kernel/index.ts';
import {
  type BookEntry,
  type CorrectionSeen,
  type CorrectionValue,
  entryNumber,
  type StandingCorrection,
} from '../../../modules/register/index.ts';
import type { CorrectionValueView, CorrectionView, RegisterEntryView } from '../contract/index.ts';

/** What entries are shown with: how the office's numbers begin, and its staff by name. */
export interface EntryWords {
  readonly code: string;
  readonly names: ReadonlyMap<StaffId, PersonName>;
}

const nobody: PersonName = { arabic: '', latin: '' };

/** A line of the register. */
export function viewEntry(entry: BookEntry, words: EntryWords): RegisterEntryView {
  const { particulars, outcome, corrects, standing } = entry;
  return {
    id: entry.actId,
    number: entryNumber(entry.year, words.code, entry.number),
    at: entry.reservedAt.toISOString(),
    state: outcome.kind,
    reason: outcome.kind === 'cancelled' ? outcome.reason : null,
    kind: particulars?.kind ?? null,
    subject: particulars?.subject?.words ?? null,
    mode: particulars?.mode ?? null,
    fee: particulars?.fee ?? null,
    exemplars: particulars?.exemplars ?? null,
    pages: particulars?.pages ?? null,
    officer: particulars?.officer ?? null,
    applicants: entry.applicants.map(({ id, name, organisation, mode, signed }) => ({
      id,
      name,
      organisation,
      mode,
      signed,
    })),
    corrections: entry.corrections.map(each => viewStanding(each, words)),
    corrects: corrects && viewStanding(corrects, words),
    standing: standing && {
      state: standing.state,
      reason: standing.reason,
      since: standing.since.toISOString(),
      successor: standing.successor?.entryNumber ?? null,
    },
  };
}

function viewStanding({ of, entry, ...correction }: StandingCorrection, { code, names }: EntryWords) {
  return {
    id: correction.id,
    field: correction.field,
    applicantId: correction.applicantId,
    reason: correction.reason,
    of: entryNumber(of.year, code, of.number),
    entry: entryNumber(entry.year, code, entry.number),
    proposedBy: names.get(correction.proposedBy) ?? nobody,
    approvedBy: names.get(correction.approvedBy) ?? nobody,
    at: correction.at.toISOString(),
  };
}

/** Who proposed and approved the corrections of some entries. */
export function staffOf(entries: readonly BookEntry[]): readonly StaffId[] {
  const all = entries.flatMap(({ corrections, corrects }) => (corrects ? [...corrections, corrects] : corrections));
  return [...new Set(all.flatMap(({ proposedBy, approvedBy }) => [proposedBy, approvedBy]))];
}

/** A value of a field, by what it is. */
export function viewValue(value: CorrectionValue): CorrectionValueView {
  if (typeof value === 'string') return { kind: 'text', text: value };
  if (typeof value === 'number') return { kind: 'number', number: value };
  if ('code' in value) return { kind: 'words', ...value };
  return 'number' in value ? { kind: 'document', document: value } : { kind: 'name', name: value };
}

/** A correction as it stands among the proposals. */
export function viewCorrection(seen: CorrectionSeen): CorrectionView {
  const { decision, decider } = seen;
  return {
    id: seen.id,
    of: seen.entryNumber,
    entry: seen.by,
    field: seen.field,
    reason: seen.reason,
    state: decision?.kind ?? 'proposed',
    old: seen.old === null ? null : viewValue(seen.old),
    new: seen.new === null ? null : viewValue(seen.new),
    proposedBy: seen.proposer,
    proposedAt: seen.proposedAt.toISOString(),
    decidedBy: decider,
    decidedAt: decision?.at.toISOString() ?? null,
    decidable: seen.decidable,
    own: seen.own,
  };
}
