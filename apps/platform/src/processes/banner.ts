import { demoPeople } from '../demo/city/index.ts';
import type { Config } from '../platform/config/index.ts';

/** What the terminal shows when the platform is ready: addresses, people, how to sign in, and whether acts can be signed. */
export function banner(config: Config, { signing }: { readonly signing: boolean }): string {
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
    ...(config.mode === 'demo' ? demoLines(address) : []),
    ...(config.mode === 'production' && config.smppUrl === undefined
      ? ['', '  No text messages: SMPP_URL names no message centre, so that codes go to e-mail addresses only.']
      : []),
    ...(signing
      ? []
      : ['', '  SIGNING IS NOT AVAILABLE: the sealer could not start, for the reason said above (docs/operate.md).']),
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
