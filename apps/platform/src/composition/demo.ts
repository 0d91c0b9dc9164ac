import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { createSimulatedAuthenticator } from '../adapters/authenticator/index.ts';
import { openMailbox } from '../adapters/mail/index.ts';
import { openSimulatedPhones } from '../adapters/sms/index.ts';
import { openDemoAuthority } from '../adapters/timestamps/index.ts';
import { loadAdministration, loadCity, loadDistance, loadOrganisations, simulatedStaff } from '../demo/city/index.ts';
import { loadHome } from '../demo/home/index.ts';
import type { Clock, PersonName } from '../kernel/index.ts';
import { readCeremonyKey } from '../modules/organisation/index.ts';
import type { Mailbox, Mailer } from '../modules/notifications/index.ts';

import { createRooms } from './rooms.ts';
import { openPool } from './pool.ts';
import type { Surroundings } from './surroundings.ts';

/** For what prepares an installation: nobody is told by mail. */
export const silentMailer: Mailer = { send: async () => 'accepted' };

/** SIMULATED: the passkeys of the demo's staff, in files under the data folder. Throws in production. */
export function openSimulatedAuthenticator({ config }: Pick<Surroundings, 'config'>) {
  return createSimulatedAuthenticator({ mode: config.mode, folder: join(config.dataDir, 'simulated-authenticator') });
}

/** SIMULATED: the ceremony key and the authority of officers' certificates, for who tries the administrators' screens. Throws in production. */
export function simulatedCeremony({ config, addresses }: Surroundings, clock: Clock) {
  const authority = openDemoAuthority({
    mode: config.mode,
    dataDir: config.dataDir,
    clock,
    revocationUrl: addresses.revocations,
  });
  return {
    signCeremony: (bytes: Uint8Array) => authority.ceremony.sign(bytes),
    issueCertificate: async (name: PersonName) =>
      new X509Certificate(await authority.issueOfficerCertificate(name)).toString(),
  };
}

/** SIMULATED: every message of the demo, e-mails and text messages together, latest first. */
export function openDemoMessages({ dataDir }: { readonly dataDir: string }): Mailbox {
  const boxes = [openMailbox(dataDir), openSimulatedPhones(dataDir)];
  return {
    find: async id => (await Promise.all(boxes.map(box => box.find(id)))).find(entry => entry !== undefined),
    list: async () =>
      (await Promise.all(boxes.map(box => box.list())))
        .flat()
        .toSorted((one, other) => other.receivedAt.getTime() - one.receivedAt.getTime())
        .slice(0, 100),
  };
}

/** Loads the demo city, or finishes a loading that was interrupted. Throws in production. */
export async function loadDemo(surroundings: Surroundings): Promise<void> {
  const { config, addresses, trust } = surroundings;
  const db = openPool(surroundings, 'app', 4);
  const rooms = createRooms(surroundings, db, silentMailer);
  const authority = openDemoAuthority({
    mode: config.mode,
    dataDir: config.dataDir,
    clock: rooms.clock,
    revocationUrl: addresses.revocations,
  });
  try {
    await loadCity({
      db,
      clock: rooms.clock,
      ceremonyKey: readCeremonyKey(trust.ceremonyKey),
      ceremony: authority.ceremony,
      issueOfficerCertificate: name => authority.issueOfficerCertificate(name),
      ...simulatedStaff({
        accounts: rooms.identity,
        authenticator: openSimulatedAuthenticator({ config }),
        origin: new URL(config.publicUrl).origin,
      }),
    });
    await loadDistance({ db, clock: rooms.clock });
    await loadAdministration({ db, clock: rooms.clock }, rooms.administration);
    await loadOrganisations(rooms);
    const authenticator = openSimulatedAuthenticator({ config });
    await loadHome({ ...rooms, authenticator, origin: new URL(config.publicUrl).origin });
  } finally {
    await rooms.close();
  }
}
