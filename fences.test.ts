import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { rooms } from './architecture.ts';
import { arrowRules, findBreaches } from './scripts/arrows.ts';

const place = 'apps/platform/src';
let directory = '';
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** A small house made of the given files (path → imported path), and what its checker says. */
async function breachesOf(files: Record<string, string>): Promise<string[]> {
  directory = mkdtempSync(join(tmpdir(), 'shubbak-fences-'));
  for (const folder of ['packages', 'apps']) mkdirSync(join(directory, folder));
  for (const [path, imported] of Object.entries(files)) {
    mkdirSync(join(directory, dirname(path)), { recursive: true });
    writeFileSync(
      join(directory, path),
      imported ? `import { x } from '${imported}';\nexport const y = x;\n` : 'export const x = 1;\n',
    );
  }
  return (await findBreaches(directory)).map(breach => breach.split(':')[0] ?? '');
}

const fences: Record<string, Record<string, string>> = {
  'no-circles': { [`${place}/kernel/a.ts`]: './b.ts', [`${place}/kernel/b.ts`]: './a.ts' },
  'undeclared-room': {
    [`${place}/modules/telescopes/index.ts`]: '',
    [`${place}/web/a.ts`]: '../modules/telescopes/index.ts',
  },
  'rooms-are-entered-by-the-door': {
    [`${place}/modules/acts/store.ts`]: '',
    [`${place}/web/a.ts`]: '../modules/acts/store.ts',
  },
  'decisions-are-pure': {
    [`${place}/platform/db/index.ts`]: '',
    [`${place}/modules/acts/decide.ts`]: '../../platform/db/index.ts',
  },
  'decisions-touch-no-machine': { [`${place}/modules/acts/decide.ts`]: 'node:crypto' },
  'no-test-code-in-product': { 'apps/platform/test/a.ts': '', [`${place}/web/a.ts`]: '../../test/a.ts' },
  'no-drawers': { [`${place}/web/utils/a.ts`]: '', [`${place}/web/a.ts`]: './utils/a.ts' },
  'register-arrows': { [`${place}/modules/acts/index.ts`]: '', [`${place}/modules/register/a.ts`]: '../acts/index.ts' },
  'acts-arrows': { [`${place}/modules/register/store.ts`]: '', [`${place}/modules/acts/a.ts`]: '../register/store.ts' },
  'acts-face-is-for-others': { [`${place}/modules/acts/index.ts`]: '', [`${place}/modules/acts/a.ts`]: './index.ts' },
  'kernel-floor': { [`${place}/platform/a.ts`]: '', [`${place}/kernel/a.ts`]: '../platform/a.ts' },
  'platform-floor': { [`${place}/modules/acts/index.ts`]: '', [`${place}/platform/a.ts`]: '../modules/acts/index.ts' },
  'modules-floor': { [`${place}/web/a.ts`]: '', [`${place}/modules/acts/a.ts`]: '../../web/a.ts' },
  'services-floor': { [`${place}/web/a.ts`]: '', [`${place}/services/a.ts`]: '../web/a.ts' },
  'adapters-floor': { [`${place}/web/a.ts`]: '', [`${place}/adapters/a.ts`]: '../web/a.ts' },
  'web-floor': { [`${place}/adapters/a.ts`]: '', [`${place}/web/a.ts`]: '../adapters/a.ts' },
  'composition-floor': { [`${place}/processes/a.ts`]: '', [`${place}/composition.ts`]: './processes/a.ts' },
  'demo-floor': { [`${place}/web/a.ts`]: '', [`${place}/demo/a.ts`]: '../web/a.ts' },
  'processes-floor': { [`${place}/services/a.ts`]: '', [`${place}/processes/a.ts`]: '../services/a.ts' },
  'pades-stands-alone': {
    [`${place}/kernel/a.ts`]: '',
    'packages/pades/src/a.ts': '../../../apps/platform/src/kernel/a.ts',
  },
  'design-stands-alone': { 'packages/pades/src/a.ts': '', 'packages/design/src/a.ts': '../../pades/src/a.ts' },
};

describe('the fences', () => {
  test.each(Object.entries(fences))('%s is seen broken', async (rule, files) => {
    expect(await breachesOf(files)).toContain(rule);
  });

  test('leave a well-built house alone', async () => {
    const files = {
      [`${place}/kernel/a.ts`]: '',
      [`${place}/modules/register/index.ts`]: '../../kernel/a.ts',
      [`${place}/modules/acts/index.ts`]: '../register/index.ts',
      [`${place}/web/a.ts`]: '../modules/acts/index.ts',
      [`${place}/processes/a.ts`]: '../web/a.ts',
    };
    expect(await breachesOf(files)).toEqual([]);
  });

  test('stand around every room, all made by the same two rules', () => {
    const names = new Set(arrowRules().map(rule => rule.name));
    for (const room of Object.keys(rooms)) {
      expect(names).toContain(`${room}-arrows`);
      expect(names).toContain(`${room}-face-is-for-others`);
    }
    const broken = new Set(Object.keys(fences));
    const unbroken = [...names].filter(
      name => !broken.has(name ?? '') && !/-(arrows|face-is-for-others)$/.test(name ?? ''),
    );
    expect(unbroken).toEqual([]);
  });
});
