import { cruise, type ICruiseResult, type IRegularForbiddenRuleType } from 'dependency-cruiser';
import { floors, packages, rooms } from '../architecture.ts';

type Rule = IRegularForbiddenRuleType;

const source = '^apps/platform/src';
const tests = String.raw`\.test\.tsx?$`;

function forbid(name: string, comment: string, from: Rule['from'], to: Rule['to']): Rule {
  return { name, comment, severity: 'error', from, to };
}

const anyOf = (names: readonly string[]): string => (names.length === 0 ? '(?!)' : `(${names.join('|')})`);

/** A room may enter another by its index.ts only, and only the rooms that the table names. */
function roomRules(): Rule[] {
  return Object.entries(rooms).flatMap(([room, imports]) => [
    forbid(
      `${room}-arrows`,
      `${room} may import: ${imports.join(', ') || 'no room'}`,
      { path: `${source}/modules/${room}/` },
      {
        path: `${source}/modules/`,
        pathNot: [`${source}/modules/${room}/`, `${source}/modules/${anyOf(imports)}/index\\.ts$`],
      },
    ),
    forbid(
      `${room}-face-is-for-others`,
      `files of ${room} import each other, never their own index.ts`,
      { path: `${source}/modules/${room}/`, pathNot: [`${source}/modules/${room}/index\\.ts$`, tests] },
      { path: `${source}/modules/${room}/index\\.ts$` },
    ),
  ]);
}

/** Each floor imports those below it that the table names; composition.ts and roles.ts are files of their own. */
function floorRules(): Rule[] {
  return Object.entries(floors).map(([floor, imports]) => {
    const place = (name: string): string =>
      name === 'composition' ? `${source}/(composition|roles)\\.ts$|${source}/composition/` : `${source}/${name}/`;
    return forbid(
      `${floor}-floor`,
      `${floor} may import: ${imports.join(', ') || 'nothing'}`,
      { path: place(floor), pathNot: tests },
      { path: `${source}/`, pathNot: [place(floor), ...imports.map(place)] },
    );
  });
}

function packageRules(): Rule[] {
  return Object.entries(packages).map(([name, imports]) =>
    forbid(
      `${name}-stands-alone`,
      `packages/${name} may import: ${imports.join(', ') || 'no other package'}`,
      { path: `^packages/${name}/`, pathNot: tests },
      { path: '^(packages|apps)/', pathNot: [`^packages/${name}/`, `^packages/${anyOf(imports)}/`] },
    ),
  );
}

/** Every rule of the house, made from architecture.ts. */
export function arrowRules(): Rule[] {
  return [
    forbid(
      'no-circles',
      'a circle has no bottom to start reading from',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    forbid(
      'undeclared-room',
      'a room must be in architecture.ts',
      {},
      { path: `${source}/modules/(?!${anyOf(Object.keys(rooms))}/)` },
    ),
    forbid(
      'rooms-are-entered-by-the-door',
      'outside the rooms, only a room’s index.ts (or its ui/ from web) may be imported',
      { path: '^apps/', pathNot: [`${source}/modules/`, '^apps/platform/test/', tests] },
      {
        path: `${source}/modules/[^/]+/.+`,
        pathNot: [
          `${source}/modules/[^/]+/index\\.ts$`,
          `${source}/modules/[^/]+/(ui|messages)/`,
          `${source}/modules/[^/]+/[^/]+/messages/`,
        ],
      },
    ),
    forbid(
      'decisions-are-pure',
      'decide.ts gets its facts handed in',
      { path: '/decide\\.ts$' },
      { path: `${source}/platform/|^node_modules|/store\\.ts$`, dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'decisions-touch-no-machine',
      'decide.ts gets its facts handed in',
      { path: '/decide\\.ts$' },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'no-test-code-in-product',
      'tests are not shipped',
      { path: '^(packages|apps)/[^/]+/src/', pathNot: tests },
      { path: `${tests}|^apps/platform/test/|^e2e/` },
    ),
    forbid(
      'no-drawers',
      'a function without a home is a concept without a name',
      {},
      { path: '^(packages|apps)/.*/(utils?|helpers?|common|shared|core|misc|lib)/', pathNot: 'node_modules' },
    ),
    ...roomRules(),
    ...floorRules(),
    ...packageRules(),
  ];
}

/** Breaches of the arrows under `directory` (the repository, or a copy broken on purpose), one sentence each. */
export async function findBreaches(directory: string): Promise<string[]> {
  const { output } = await cruise(['packages', 'apps'], {
    baseDir: directory,
    validate: true,
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.json'],
    },
    ruleSet: { forbidden: arrowRules() },
  });
  const { summary, modules } = output as ICruiseResult;
  if (modules.length === 0) return ['nothing was read: the checker itself is broken'];
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}
