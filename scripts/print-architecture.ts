import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { floors, packages, rooms } from '../architecture.ts';

const page = fileURLToPath(new URL('../docs/architecture.md', import.meta.url));
const begin = '<!-- printed from architecture.ts: run `node scripts/node24.mjs scripts/print-architecture.ts` -->';
const end = '<!-- printed until here -->';

type Arrows = Readonly<Record<string, readonly string[]>>;

function diagram(arrows: Arrows): string {
  const lines = Object.entries(arrows).flatMap(([from, to]) =>
    to.length === 0 ? [`  ${from}`] : to.map(name => `  ${from} --> ${name}`),
  );
  return ['```mermaid', 'flowchart BT', ...lines, '```'].join('\n');
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');
}

const named = (names: readonly string[]): string => (names.length === 0 ? '–' : names.join(', '));

function isBuilt(room: string): boolean {
  return existsSync(fileURLToPath(new URL(`../apps/platform/src/modules/${room}/index.ts`, import.meta.url)));
}

function pictures(): string {
  const built = Object.fromEntries(Object.entries(rooms as Arrows).filter(([room]) => isBuilt(room)));
  const drawn = Object.fromEntries(Object.entries(built).map(([room, to]) => [room, to.filter(isBuilt)]));
  const rows = Object.entries(rooms as Arrows).map(([room, to]) => [
    room,
    named(to),
    isBuilt(room) ? 'yes' : 'not yet',
  ]);
  return [
    '### Floors',
    diagram(floors),
    '### Rooms that are there',
    diagram(drawn),
    '### Every room of the plan',
    table(['room', 'may import', 'there'], rows),
    '### Packages',
    table(
      ['package', 'may import'],
      Object.entries(packages as Arrows).map(([name, to]) => [name, named(to)]),
    ),
  ].join('\n\n');
}

/** docs/architecture.md as it should be: what people wrote, with the printed part from the table as it is now. */
function printed(current: string): string {
  const [before, rest] = current.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error('docs/architecture.md has lost its marks');
  return `${before}${begin}\n\n${pictures()}\n\n${end}${after}`;
}

/** The complaint when docs/architecture.md no longer says what architecture.ts does. */
export function findStaleArchitecture(): string | undefined {
  const current = readFileSync(page, 'utf8');
  return printed(current) === current ? undefined : 'run: node scripts/node24.mjs scripts/print-architecture.ts';
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(page, printed(readFileSync(page, 'utf8')));
}
