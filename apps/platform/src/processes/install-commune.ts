import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { installCommune, type NewStaff, readCommuneFile } from '../composition.ts';
import { workWhileStopped } from './while-stopped.ts';

/** `npm run install-commune -- FILE.json`: installs a commune in a production that is stopped, and shows its staff's codes. */
const [path, ...more] = process.argv.slice(2);
try {
  if (path === undefined || more.length > 0) throw new Error('Usage: npm run install-commune -- FILE.json');
  const staff = await workWhileStopped('install-commune', surroundings =>
    installCommune(surroundings, readCommuneFile(readFileSync(resolve(path), 'utf8'))),
  );
  process.stdout.write(letter(staff));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
process.exit(0);

function letter(staff: readonly NewStaff[]): string {
  const lines = staff.map(({ name: { latin }, code }) => `    ${latin.padEnd(32)} ${code}`);
  return [
    '',
    '  The commune is installed. One-time codes of its staff, for one day, shown once:',
    '',
    ...lines,
    '',
    '',
  ].join('\n');
}
