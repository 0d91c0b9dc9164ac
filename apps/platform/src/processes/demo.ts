import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asId, type ActId } from '../kernel/index.ts';
import { deriveKey } from '../modules/acts/index.ts';
import { type Config, readConfig, readSecret } from '../platform/config/index.ts';
import type { LanguageValue, StampLanguagesValue } from '../web/api/contract/index.ts';
import { type DemoCommand, readCommand, usage } from './demo/arguments.ts';
import { type Ending, playJourney, type Scene } from './demo/journey.ts';
import { citizens, staffName } from './demo/people.ts';
import { reachPlatform } from './demo/platform.ts';
import { signInAs } from './demo/staff-session.ts';

/** The stamp for a language asked for: Tamazight and English stand beside Arabic (Constitution, art. 5). */
const stamps: Readonly<Record<LanguageValue, StampLanguagesValue>> = { ar: 'ar', fr: 'fr', zgh: 'ar+zgh', en: 'ar+en' };

const command = readCommand(process.argv.slice(2));
if (!command) {
  process.stderr.write(`${usage}\n`);
  process.exit(2);
}
try {
  process.exitCode = await play(command, readConfig(process.env));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

/** Plays the journey for each file; answers the exit code: 0 when every file became an act. */
async function play({ files, out, language }: DemoCommand, config: Config): Promise<0 | 1> {
  if (config.mode === 'production') throw new Error('npm run demo plays demo people: it does not run in production.');
  const platform = await reachPlatform(config);
  try {
    const speaking = language ?? 'fr';
    const scene = {
      clerk: await signInAs(platform.url, staffName('maarif-clerk'), speaking),
      officer: await signInAs(platform.url, staffName('maarif-officer'), speaking),
      officeCode: 'MAA03',
      citizen: citizens[speaking],
    };
    await mkdir(out, { recursive: true });
    let refused = 0;
    for (const name of files) {
      const ending = await playFile(scene, name, language);
      if (ending.kind === 'refused') refused += 1;
      process.stdout.write(`${JSON.stringify(await report(config, { ...platform, out }, ending))}\n`);
    }
    return refused === 0 ? 0 : 1;
  } finally {
    await platform.leave();
  }
}

async function playFile(scene: Scene, name: string, language: LanguageValue | undefined): Promise<Ending> {
  const bytes = await readFile(name).catch((error: NodeJS.ErrnoException) => error);
  if (bytes instanceof Error) return { kind: 'refused', code: 'demo.file-unreadable', message: bytes.message };
  return playJourney(scene, { name, bytes, nature: 'declaration', ...(language && { languages: stamps[language] }) });
}

/** Writes the sealed file and says where it is and how to verify it; or what was refused. */
async function report(
  config: Config,
  { publicUrl, out }: { readonly publicUrl: string; readonly out: string },
  ending: Ending,
): Promise<Record<string, string>> {
  if (ending.kind === 'refused') return { refused: ending.code, message: ending.message };
  if (ending.kind === 'queued') throw new Error('the journey stopped at the queue');
  const { actId, number, code, pdf } = ending;
  const file = join(out, `${number.replaceAll('/', '-')}.pdf`);
  await writeFile(file, pdf);
  const key = deriveKey(readSecret(config, 'access-key'), asId<ActId>(actId), 1);
  const verifyUrl = `${publicUrl}/v/${code}/${key}`;
  return { number, code, verifyUrl, file, sha256: createHash('sha256').update(pdf).digest('hex') };
}
