import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asId, type ActId } from '../kernel/index.ts';
import { deriveKey } from '../modules/acts/index.ts';
import { type Config, readConfig, readSecret } from '../platform/config/index.ts';
import type { LanguageValue, StampLanguagesValue } from '../web/api/contract/index.ts';
import { readCommand, usage } from './demo/arguments.ts';
import { type Ending, playJourney } from './demo/journey.ts';
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
const config = readConfig(process.env);
const platform = await reachPlatform(config);
let refused = 0;
try {
  const language = command.language ?? 'fr';
  const scene = {
    clerk: await signInAs(platform.url, staffName('maarif-clerk'), language),
    officer: await signInAs(platform.url, staffName('maarif-officer'), language),
    officeCode: 'MAA03',
    citizen: citizens[language],
  };
  await mkdir(command.out, { recursive: true });
  for (const name of command.files) {
    const paper = {
      name,
      bytes: await readFile(name),
      nature: 'declaration',
      ...(command.language && { languages: stamps[command.language] }),
    };
    const ending = await playJourney(scene, paper);
    if (ending.kind === 'refused') refused += 1;
    process.stdout.write(`${JSON.stringify(await report(config, command.out, ending))}\n`);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await platform.leave();
}
if (refused > 0) process.exitCode = 1;

/** Writes the sealed file and says where it is and how to verify it; or what was refused. */
async function report(config: Config, out: string, ending: Ending): Promise<Record<string, string>> {
  if (ending.kind === 'refused') return { refused: ending.code, message: ending.message };
  const { actId, number, code, pdf } = ending;
  const file = join(out, `${number.replaceAll('/', '-')}.pdf`);
  await writeFile(file, pdf);
  const key = deriveKey(readSecret(config, 'access-key'), asId<ActId>(actId), 1);
  const verifyUrl = `${config.publicUrl}/v/${code}/${key}`;
  return { number, code, verifyUrl, file, sha256: createHash('sha256').update(pdf).digest('hex') };
}
