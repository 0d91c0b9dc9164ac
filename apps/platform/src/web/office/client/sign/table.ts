import type { RequestLine } from '../../../api/contract/index.ts';

/** The officer's table: what waits, what is ticked, what lies open, and which pages stood on the screen. */
export interface Table {
  /** Undefined until the queue was read once. */
  readonly lines: readonly RequestLine[] | undefined;
  readonly chosen: ReadonlySet<string>;
  readonly current: string | undefined;
  /** Page of the open document, from 0. */
  readonly page: number;
  /** By `readingOf`: a request that came back changed must be read again. */
  readonly readings: ReadonlyMap<string, Reading>;
}

/** How much of one document was read. */
export interface Reading {
  readonly pages: number;
  readonly shown: ReadonlySet<number>;
}

/** A page of a request, from 0. */
export interface Place {
  readonly id: string;
  readonly page: number;
}

export type TableEvent =
  | { readonly kind: 'listed'; readonly lines: readonly RequestLine[] }
  | { readonly kind: 'ticked'; readonly id: string }
  | { readonly kind: 'ticked-all' }
  | { readonly kind: 'opened'; readonly id: string }
  | { readonly kind: 'moved'; readonly by: 1 | -1 }
  | { readonly kind: 'turned'; readonly page: number }
  | { readonly kind: 'led'; readonly to: Place }
  | { readonly kind: 'counted'; readonly line: RequestLine; readonly pages: number }
  | { readonly kind: 'shown'; readonly line: RequestLine; readonly page: number };

/** A table before the queue is known. The request that brought the officer here, if any, will lie open, ticked. */
export function laidOut(request: string | undefined): Table {
  const chosen = new Set(request === undefined ? [] : [request]);
  return { lines: undefined, chosen, current: request, page: 0, readings: new Map() };
}

/** The most acts that one gesture may confirm: the manifest's limit. */
export const mostActs = 200;

/** Names one version of one request. */
export function readingOf({ id, version }: Pick<RequestLine, 'id' | 'version'>): string {
  return `${id} ${version}`;
}

/** How much of a request's present version was read. */
export function progressOf(table: Table, line: RequestLine): Reading {
  return table.readings.get(readingOf(line)) ?? { pages: line.pages, shown: new Set() };
}

/** Pages of a request that have not stood on the screen yet. */
export function unreadPages(table: Table, line: RequestLine): number {
  const { pages, shown } = progressOf(table, line);
  return Math.max(0, pages - shown.size);
}

/** The first page that is still to be read of what is ticked, looking from the open document on. */
export function nextUnread(table: Table): Place | undefined {
  const lines = chosenLines(table);
  const from = Math.max(
    0,
    lines.findIndex(({ id }) => id === table.current),
  );
  for (const line of [...lines.slice(from), ...lines.slice(0, from)]) {
    const { pages, shown } = progressOf(table, line);
    const page = Array.from({ length: pages }, (_, index) => index).find(index => !shown.has(index));
    if (page !== undefined) return { id: line.id, page };
  }
  return undefined;
}

/** The ticked requests that can be signed, in the queue's order: whatever has an open mark of doubt is left out. */
export function chosenLines({ lines = [], chosen }: Table): readonly RequestLine[] {
  return lines.filter(line => chosen.has(line.id) && !isDoubted(line));
}

/** The ticked requests that are left out until what is doubted of them is settled. */
export function leftOutLines({ lines = [], chosen }: Table): readonly RequestLine[] {
  return lines.filter(line => chosen.has(line.id) && isDoubted(line));
}

/** Whether an open mark of doubt holds its act up. A refusal is signed all the same. */
export function isDoubted({ state, doubts }: Pick<RequestLine, 'state' | 'doubts'>): boolean {
  return state !== 'refusing' && doubts > 0;
}

/** Whether what is ticked may be prepared: something, not too much, all of it read. */
export function isPreparable(table: Table): boolean {
  const lines = chosenLines(table);
  return lines.length > 0 && lines.length <= mostActs && lines.every(line => unreadPages(table, line) === 0);
}

/** The request that lies open. */
export function currentLine({ lines = [], current }: Table): RequestLine | undefined {
  return lines.find(line => line.id === current);
}

/** The table after something happened to it. */
export function changeTable(table: Table, event: TableEvent): Table {
  switch (event.kind) {
    case 'listed':
      return list(table, event.lines);
    case 'ticked':
      return { ...table, chosen: withToggled(table.chosen, event.id) };
    case 'ticked-all':
      return tickAll(table);
    case 'opened':
      return event.id === table.current ? table : { ...table, current: event.id, page: 0 };
    case 'moved':
      return move(table, event.by);
    case 'turned':
      return turn(table, event.page);
    case 'led':
      return { ...table, current: event.to.id, page: event.to.page };
    case 'counted':
      return read(table, event.line, reading => ({ ...reading, pages: event.pages }));
    case 'shown':
      return read(table, event.line, reading => ({ ...reading, shown: new Set([...reading.shown, event.page]) }));
  }
}

/** What left the queue leaves the table; the neighbour of an open document that left takes its place. */
function list(table: Table, lines: readonly RequestLine[]): Table {
  const ids = new Set(lines.map(({ id }) => id));
  const chosen = new Set([...table.chosen].filter(id => ids.has(id)));
  if (table.current !== undefined && ids.has(table.current)) return { ...table, lines, chosen };
  const before = table.lines?.findIndex(({ id }) => id === table.current) ?? 0;
  return { ...table, lines, chosen, current: lines[Math.min(Math.max(0, before), lines.length - 1)]?.id, page: 0 };
}

function withToggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return set.has(id) ? new Set([...set].filter(each => each !== id)) : new Set([...set, id]);
}

/** Ticks everything; when everything is ticked, nothing. */
function tickAll(table: Table): Table {
  const lines = table.lines ?? [];
  const free = lines.filter(line => !isDoubted(line)).slice(0, mostActs);
  const ids = [...free, ...lines.filter(isDoubted)].map(({ id }) => id);
  const all = ids.every(id => table.chosen.has(id));
  return { ...table, chosen: new Set(all ? [] : ids) };
}

function move(table: Table, by: 1 | -1): Table {
  const lines = table.lines ?? [];
  const next = lines[lines.findIndex(({ id }) => id === table.current) + by];
  return next ? { ...table, current: next.id, page: 0 } : table;
}

function turn(table: Table, page: number): Table {
  const line = currentLine(table);
  if (!line || page < 0 || page >= progressOf(table, line).pages) return table;
  return { ...table, page };
}

function read(table: Table, line: RequestLine, change: (reading: Reading) => Reading): Table {
  const readings = new Map(table.readings).set(readingOf(line), change(progressOf(table, line)));
  return { ...table, readings };
}
