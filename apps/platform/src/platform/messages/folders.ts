import { glob, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { isLanguage, type Language } from '../../kernel/language.ts';
import type { Messages } from './catalogue.ts';
import { checkFolder, type MessageFolder, type MessageProblem } from './check.ts';

const messagesFile = z.record(z.string(), z.string());

/** Every folder named `messages` that holds JSON under `root`, with what its files say. Throws when one is not flat JSON. */
export async function readMessageFolders(root: string): Promise<readonly MessageFolder[]> {
  const folders = new Map<string, Partial<Record<Language, Messages>>>();
  const paths: string[] = [];
  for await (const path of glob('**/messages/*.json', { cwd: root })) paths.push(path);
  for (const path of paths.toSorted()) {
    const language = basename(path, '.json');
    if (!isLanguage(language)) throw new Error(`${path}: no interface language has this name`);
    const texts = messagesFile.parse(JSON.parse(await readFile(join(root, path), 'utf8')));
    folders.set(dirname(path), { ...folders.get(dirname(path)), [language]: texts });
  }
  return [...folders].map(([name, texts]) => ({ name, texts }));
}

/** Everything wrong with the messages of all rooms and services under `root`; `npm run check` fails unless it is empty. */
export async function checkMessages(root: string): Promise<readonly MessageProblem[]> {
  return (await readMessageFolders(root)).flatMap(checkFolder);
}

/** One line for a person: where, which language, which key, what. */
export function describeProblem(problem: MessageProblem): string {
  const where = `${problem.folder}/${problem.language}.json`;
  return [where, problem.kind, problem.key, problem.detail].filter(part => part !== undefined).join(' · ');
}
