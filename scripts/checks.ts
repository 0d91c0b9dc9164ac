import { execFile } from 'node:child_process';
import { findBreaches } from './arrows.ts';

/** A property of the source that no test file states: resolves with the complaint, or undefined when all is well. */
export interface Check {
  readonly name: string;
  run(): Promise<string | undefined>;
}

function tool(name: string, path: string, ...args: string[]): Check {
  return {
    name,
    run: () =>
      new Promise(resolve => {
        execFile(
          process.execPath,
          [`node_modules/${path}`, ...args],
          { maxBuffer: 64 << 20 },
          (error, stdout, stderr) => {
            resolve(error ? `${stdout}${stderr}`.trim().slice(0, 12_000) : undefined);
          },
        );
      }),
  };
}

export const checks: readonly Check[] = [
  tool('types: tsc finds no error', 'typescript/bin/tsc', '-p', 'tsconfig.json'),
  tool('lint: oxlint finds no error', 'oxlint/bin/oxlint', '--type-aware', '--quiet'),
  tool('format: biome would change nothing', '@biomejs/biome/bin/biome', 'format', '.'),
  tool('knip: nothing unused, nothing undeclared', 'knip/bin/knip.js', '--no-progress'),
  {
    name: 'arrows: every import follows architecture.ts',
    run: async () => {
      const breaches = await findBreaches('.');
      return breaches.length === 0 ? undefined : breaches.join('\n');
    },
  },
];
