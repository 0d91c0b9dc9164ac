import { newStaffCode } from '../composition.ts';
import { workWhileStopped } from './while-stopped.ts';

/** `npm run new-staff-code -- COMMUNE 'Latin NAME'`: an administrator who lost every passkey registers another one with what this shows. */
const [commune, name, ...more] = process.argv.slice(2);
try {
  if (commune === undefined || name === undefined || more.length > 0)
    throw new Error("Usage: npm run new-staff-code -- COMMUNE 'Latin NAME', for instance: TAZ 'Karim TAZI'");
  const { code, expiresAt } = await workWhileStopped('new-staff-code', surroundings =>
    newStaffCode(surroundings, { commune, name }),
  );
  process.stdout.write(`
  The passkeys and sessions of ${name} are taken away. One-time code for a new passkey, until ${expiresAt.toISOString()}, shown once:

    ${name.padEnd(32)} ${code}

`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
process.exit(0);
