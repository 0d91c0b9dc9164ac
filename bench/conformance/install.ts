import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OutsideProgram } from './outside.ts';

const sources = fileURLToPath(new URL('judges/', import.meta.url));

/** Where judges are kept between runs: CONFORMANCE_CACHE, or a folder of the user’s cache. */
function cacheFolder(): string {
  const cache = process.env['CONFORMANCE_CACHE'] ?? join(homedir(), '.cache', 'shubbak-conformance');
  mkdirSync(cache, { recursive: true });
  return cache;
}

/** A judge that could be had, or why not. */
export type Installed = { readonly program: OutsideProgram } | { readonly name: string; readonly problem: string };

/** Installs the judges by the machine’s own package clients, once; what cannot be had is left out and named. */
export function installJudges(): Installed[] {
  return [
    attempt('pyHanko', installPyHanko),
    attempt('DSS', name => installJava(name, 'Dss')),
    attempt('veraPDF', name => installJava(name, 'VeraPdf')),
  ];
}

function attempt(name: string, install: (name: string) => OutsideProgram): Installed {
  try {
    return { program: install(name) };
  } catch (error) {
    return { name, problem: String(error).split('\n')[0] ?? '' };
  }
}

function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Does the work when its recipe has changed since it was last done in this folder. */
function once(folder: string, recipe: string, work: () => void): void {
  const mark = join(folder, 'recipe');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === recipe) return;
  mkdirSync(folder, { recursive: true });
  work();
  writeFileSync(mark, recipe);
}

function installPyHanko(name: string): OutsideProgram {
  const folder = join(cacheFolder(), name);
  const recipe = readFileSync(join(sources, 'requirements.txt'), 'utf8');
  const python = join(folder, 'bin', 'python');
  once(folder, recipe, () => {
    run('python3', '-m', 'venv', folder);
    run(python, '-m', 'pip', 'install', '--quiet', '--requirement', join(sources, 'requirements.txt'));
  });
  return { name, command: python, args: [join(sources, 'pyhanko_judge.py')] };
}

/** Libraries by Maven, and our few lines against them by the compiler that comes with Java. */
function installJava(name: string, main: string): OutsideProgram {
  const folder = join(cacheFolder(), name);
  const libraries = join(folder, 'lib');
  const [pom, source] = [join(sources, `${main}.pom.xml`), join(sources, `${main}.java`)];
  const recipe = readFileSync(pom, 'utf8') + readFileSync(source, 'utf8');
  once(folder, recipe, () => {
    cpSync(pom, join(folder, 'pom.xml'));
    const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${libraries}`];
    run('mvn', '--batch-mode', '--quiet', '--file', join(folder, 'pom.xml'), ...goal);
    run('javac', '-cp', join(libraries, '*'), '-d', join(folder, 'classes'), source);
  });
  const path = [join(folder, 'classes'), join(libraries, '*')].join(delimiter);
  return { name, command: 'java', args: ['-cp', path, main] };
}
