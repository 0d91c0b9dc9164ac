import { resolve } from 'node:path';
import { openSecondCopyFolder } from '../adapters/second-copy/index.ts';
import { compareSecondCopy } from '../composition.ts';
import { workWhileStopped } from './while-stopped.ts';

/** `npm run check-second-copy [-- FOLDER]`: compares a second copy with the registers; ends with 1 when they do not agree. */
try {
  const found = await workWhileStopped(
    'check-second-copy',
    surroundings => {
      const folder = process.argv[2] ?? surroundings.config.secondCopyDir;
      if (folder === undefined) throw new Error('Name the folder of the second copy, or give SECOND_COPY_DIR.');
      return compareSecondCopy(surroundings, openSecondCopyFolder(resolve(folder)));
    },
    { demo: true },
  );
  for (const { what, where } of found.disagreements) process.stdout.write(`${JSON.stringify({ what, where })}\n`);
  const sound = found.disagreements.length === 0;
  process.stdout.write(`${JSON.stringify({ extracts: found.extracts, sound })}\n`);
  process.exitCode = sound ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
