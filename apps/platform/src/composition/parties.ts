import { keyedDigest } from '../modules/identity/index.ts';
import type { IdentityService } from '../modules/identity/index.ts';
import { createParties, type Parties } from '../modules/legalisation/index.ts';
import type { Mailer } from '../modules/notifications/index.ts';
import { getCommune } from '../modules/organisation/index.ts';
import type { Clock } from '../kernel/index.ts';
import { readSecret } from '../platform/config/index.ts';
import type { Database } from '../platform/db/index.ts';
import { openMessenger } from './messenger.ts';
import type { Surroundings } from './surroundings.ts';

/** Whoever is awaited to sign a request at a distance. */
export function openParties(
  surroundings: Surroundings,
  parts: {
    readonly db: Database;
    readonly clock: Clock;
    readonly identity: IdentityService;
    readonly mailer: Mailer;
  },
): Parties {
  const { config } = surroundings;
  const { mailer, ...rooms } = parts;
  const keys = { index: readSecret(config, 'index-key') };
  return createParties({
    ...rooms,
    tokenDigest: token => keyedDigest(keys, 'invitation', token),
    invitationDays: config.invitationDays,
    messenger: openMessenger(surroundings, mailer),
    communeName: async (tx, communeId) => (await getCommune(tx, communeId)).name,
    publicUrl: config.publicUrl,
  });
}
