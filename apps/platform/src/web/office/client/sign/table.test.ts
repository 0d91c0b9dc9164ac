import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RequestLine } from '../../../api/contract/index.ts';
import {
  changeTable,
  chosenLines,
  isPreparable,
  laidOut,
  nextUnread,
  type Table,
  type TableEvent,
  unreadPages,
} from './table.ts';

const line = (id: string, pages = 1, version = 1): RequestLine => ({ id, pages, version }) as RequestLine;
const lines = [line('a', 2), line('b'), line('c', 3)];
const after = (events: readonly TableEvent[], table = laidOut(undefined)): Table => events.reduce(changeTable, table);
const laid = after([{ kind: 'listed', lines }]);
const shown = (of: RequestLine, ...pages: readonly number[]): TableEvent[] =>
  pages.map(page => ({ kind: 'shown', line: of, page }));
const [a = line('a'), b = line('b'), c = line('c')] = lines;

describe('the officer’s table', () => {
  test('opens the first request, ticks none', () => {
    expect(laid.current).toBe('a');
    expect(chosenLines(laid)).toEqual([]);
    expect(isPreparable(laid)).toBe(false);
  });

  test('opens the request that the counter led to, ticked', () => {
    const table = changeTable(laidOut('b'), { kind: 'listed', lines });
    expect([table.current, chosenLines(table)]).toEqual(['b', [b]]);
  });

  test('keeps to the ends of the queue and of a document', () => {
    expect(after([{ kind: 'moved', by: -1 }], laid).current).toBe('a');
    const last = after(
      [
        { kind: 'moved', by: 1 },
        { kind: 'moved', by: 1 },
        { kind: 'moved', by: 1 },
      ],
      laid,
    );
    expect(last.current).toBe('c');
    expect(after([{ kind: 'turned', page: 3 }], last).page).toBe(0);
    expect(after([{ kind: 'turned', page: 2 }], last).page).toBe(2);
  });

  test('leads from unread page to unread page, then lets prepare', () => {
    const ticked = after([{ kind: 'ticked', id: 'a' }, { kind: 'ticked', id: 'b' }, ...shown(a, 0)], laid);
    expect(nextUnread(ticked)).toEqual({ id: 'a', page: 1 });
    const read = after(shown(a, 1), ticked);
    expect(nextUnread(read)).toEqual({ id: 'b', page: 0 });
    expect(isPreparable(read)).toBe(false);
    expect(isPreparable(after(shown(b, 0), read))).toBe(true);
  });

  test('asks for reading again when a request came back changed', () => {
    const read = after(shown(b, 0), laid);
    expect(unreadPages(read, b)).toBe(0);
    expect(unreadPages(read, line('b', 1, 2))).toBe(1);
  });

  test('gives the neighbour the place of an open request that left', () => {
    const opened = after(
      [
        { kind: 'opened', id: 'b' },
        { kind: 'ticked', id: 'b' },
      ],
      laid,
    );
    const left = changeTable(opened, { kind: 'listed', lines: [a, c] });
    expect([left.current, chosenLines(left)]).toEqual(['c', []]);
    expect(changeTable(left, { kind: 'listed', lines: [] }).current).toBeUndefined();
  });

  test('ticks all, then none', () => {
    const all = changeTable(laid, { kind: 'ticked-all' });
    expect(chosenLines(all)).toEqual(lines);
    expect(chosenLines(changeTable(all, { kind: 'ticked-all' }))).toEqual([]);
  });

  test('never lets prepare while a ticked page has not stood on the screen', () => {
    const id = fc.constantFrom('a', 'b', 'c');
    const event = fc.oneof(
      id.map((ticked): TableEvent => ({ kind: 'ticked', id: ticked })),
      fc
        .record({ of: fc.constantFrom(...lines), page: fc.nat(2) })
        .map(({ of, page }): TableEvent => ({ kind: 'shown', line: of, page: page % of.pages })),
      fc.subarray(lines).map((listed): TableEvent => ({ kind: 'listed', lines: listed })),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), events => {
        const table = after(events, laid);
        const seen = (of: RequestLine): Set<number> =>
          new Set(events.flatMap(each => (each.kind === 'shown' && each.line.id === of.id ? [each.page] : [])));
        const unread = chosenLines(table).some(each => seen(each).size < each.pages);
        expect(isPreparable(table)).toBe(chosenLines(table).length > 0 && !unread);
        expect(nextUnread(table) !== undefined).toBe(unread);
      }),
    );
  });
});
