import type { Tx } from '../../../platform/db/index.ts';
import { getOffice } from '../../organisation/index.ts';
import { selectApplicants, selectParticulars } from '../book/book-store.ts';
import { openApplicants, showCorrections } from '../book/whole.ts';
import { selectCorrectionsOf, selectKeptCorrections } from '../corrections/correction-store.ts';
import { type Entry, entryNumber } from '../model.ts';
import type { ExtractApplicant, ExtractContent, ExtractLine } from './content.ts';
import { selectDecidedLater, selectEntriesOfDay } from './extract-store.ts';
import type { ExtractDeps, ExtractPlace } from './ports.ts';

/** What the register says of a day of an office. The caller has authorised the reading, or is the platform itself. */
export async function readDay(
  { vault, withdrawnOn }: Pick<ExtractDeps, 'vault' | 'withdrawnOn'>,
  tx: Tx,
  place: ExtractPlace,
): Promise<ExtractContent> {
  const { communeId, officeId, day } = place;
  const { code } = await getOffice(tx, communeId, officeId);
  const numberOf = ({ year, number }: Pick<Entry, 'year' | 'number'>): string => entryNumber(year, code, number);
  const entries = await selectEntriesOfDay(tx, place);
  const decided = await selectDecidedLater(tx, place);
  const sayLine = await linesOf(vault, tx, { communeId, officeId, numberOf }, [...entries, ...decided]);
  return {
    communeId,
    officeId,
    day,
    entries: entries.map(sayLine),
    decided: decided.map(sayLine),
    withdrawn: (await withdrawnOn(tx, place)).map(({ entryNumber: number, state, reason, successor }) => ({
      number,
      state,
      reason,
      successor,
    })),
  };
}

/** How to say entries as lines, everything that they need read at once. */
async function linesOf(
  vault: ExtractDeps['vault'],
  tx: Tx,
  {
    communeId,
    officeId,
    numberOf,
  }: Omit<ExtractPlace, 'day'> & { readonly numberOf: (entry: Pick<Entry, 'year' | 'number'>) => string },
  entries: readonly Entry[],
): Promise<(entry: Entry) => ExtractLine> {
  const at = { communeId, officeId, places: entries };
  const particulars = await selectParticulars(tx, at);
  const applicants = await openApplicants(vault, tx, await selectApplicants(tx, at));
  // A correction is an entry of its own; an entry that was corrected says what it said.
  const named = (await selectCorrectionsOf(tx, at)).filter(({ entry }) => entries.some(each => samePlace(each, entry)));
  const ids = named.map(({ id }) => id);
  const shown = await showCorrections(vault, tx, await selectKeptCorrections(tx, communeId, ids));
  return entry => {
    const stands = { ...stateOf(entry, numberOf(entry)), at: entry.reservedAt.toISOString() };
    const said = particulars.get(`${entry.year}/${entry.number}`);
    // What was under way when the day was over says its columns on the day of its outcome.
    if (stands.state !== 'made' || !said) return { ...silent, ...stands };
    const corrects = shown.find(each => samePlace(each.entry, entry));
    return {
      ...stands,
      kind: said.kind,
      subject: said.subject?.words ?? null,
      mode: said.mode,
      fee: said.fee,
      exemplars: said.exemplars,
      pages: said.pages,
      officer: said.officer,
      applicants: applicants.filter(each => samePlace(each.place, entry)).map(sayApplicant),
      corrects: corrects
        ? { of: numberOf(corrects.of), field: corrects.field, old: corrects.old, new: corrects.new }
        : null,
    };
  };
}

const silent = {
  kind: null,
  subject: null,
  mode: null,
  fee: null,
  exemplars: null,
  pages: null,
  officer: null,
  applicants: [],
  corrects: null,
} as const satisfies Partial<ExtractLine>;

interface Numbered {
  readonly year: number;
  readonly number: number;
}

function samePlace(one: Numbered, other: Numbered): boolean {
  return one.year === other.year && one.number === other.number;
}

function stateOf({ outcome }: Entry, number: string): Pick<ExtractLine, 'number' | 'state' | 'reason'> {
  return { number, state: outcome.kind, reason: outcome.kind === 'cancelled' ? outcome.reason : null };
}

function sayApplicant(applicant: Awaited<ReturnType<typeof openApplicants>>[number]): ExtractApplicant {
  const { name, said, address, organisation, mode, signature } = applicant;
  return { name, document: said, address, organisation, mode, signature };
}
