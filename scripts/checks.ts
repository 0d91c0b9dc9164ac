import { execFile } from 'node:child_process';
import { checkMessages, describeProblem } from '../apps/platform/src/platform/messages/folders.ts';
import { findBreaches } from './arrows.ts';
import { findForeignWords } from './foreign-words.ts';
import { findStaleArchitecture } from './print-architecture.ts';

/** A property of the source that no test file states: resolves with the complaint, or undefined when all is well. */
export interface Check {
  readonly name: string;
  run(): Promise<string | undefined>;
}

function complain(findings: readonly string[]): string | undefined {
  return findings.length === 0 ? undefined : findings.join('\n');
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
      return complain(breaches);
    },
  },
  {
    name: 'messages: every text is there in four languages',
    run: async () => complain((await checkMessages('apps/platform/src')).map(describeProblem)),
  },
  { name: 'architecture: docs/architecture.md shows the table as it is', run: async () => findStaleArchitecture() },
  { name: 'words: no file names a machine, a registry or a secret', run: async () => complain(findForeignWords()) },
];
