import { demoPeople } from '../demo/city/index.ts';
import type { Config } from '../platform/config/index.ts';

/** What the terminal shows when the platform is ready: addresses, people, how to sign in. */
export function banner(config: Config): string {
  if (config.quiet) return '';
  const address = config.publicUrl;
  const lines = [
    '',
    `  Shubbak (شباك) is open: ${address}`,
    '',
    `    Staff        ${address}/office`,
    `    Citizens     ${address}/account`,
    `    Verify       ${address}/v`,
    `    Staff API    ${address}/api/v1/openapi.json`,
    ...(config.mode === 'demo'
      ? demoLines(address)
      : ['', '  First administrators: see docs/operate.md for the one-time codes.']),
    '',
    `  Data in ${config.dataDir}. Ctrl-C ends it.`,
    '',
  ];
  return `${lines.join('\n')}\n`;
}

function demoLines(address: string): string[] {
  const people = demoPeople.map(
    person => `    ${person.name.latin.padEnd(24)} ${person.role.padEnd(18)} ${person.office}`,
  );
  return [
    `    Mailbox      ${address}/mailbox   (simulated)`,
    '',
    '  This is a demonstration: papers made here are marked DEMO and have no legal effect.',
    '  Staff sign in and sign acts with a passkey; the sign-in page offers a simulated authenticator for these people:',
    '',
    ...people,
    '',
    '  Citizens open their account with the number and code of the slip printed at the counter.',
  ];
}
