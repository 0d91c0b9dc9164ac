import type { Clock } from '../kernel/index.ts';
import { readOwnSpecimen } from '../modules/enrolment/index.ts';
import {
  type ContactCodes,
  createServiceLevels,
  type IdentityService,
  keyedDigest,
  type Mandates,
} from '../modules/identity/index.ts';
import { createParties, type Parties, type PartiesDeps, readPaperToSign } from '../modules/legalisation/index.ts';
import type { Mailer, NotificationService } from '../modules/notifications/index.ts';
import { getCommune, getOffice } from '../modules/organisation/index.ts';
import type { Requests } from '../modules/requests/index.ts';
import type { BlobStore } from '../platform/blobs/index.ts';
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
    readonly blobs: BlobStore;
    readonly identity: IdentityService;
    readonly contactCodes: ContactCodes;
    readonly mandates: Mandates;
    readonly requests: Requests;
    readonly catalogue: PartiesDeps['catalogue'];
    readonly mailer: Mailer;
    readonly notifications: Pick<NotificationService, 'notifyRequest'>;
  },
): Parties {
  const { config } = surroundings;
  const { mailer, notifications, ...rooms } = parts;
  const keys = { index: readSecret(config, 'index-key') };
  return createParties({
    ...rooms,
    ...papersOfRequests,
    readSpecimen: actor => readOwnSpecimen(rooms, actor),
    levels: createServiceLevels(config.serviceLevels),
    tokenDigest: token => keyedDigest(keys, 'invitation', token),
    invitationDays: config.invitationDays,
    reminderDays: config.reminderDays,
    tell: (tx, whom) => notifications.notifyRequest(tx, whom),
    messenger: openMessenger(surroundings, mailer),
    publicUrl: config.publicUrl,
  });
}

/** What parties ask of other rooms, inside their own transactions. */
const papersOfRequests: Pick<PartiesDeps, 'readPaper' | 'communeName' | 'officeName'> = {
  readPaper: readPaperToSign,
  communeName: async (tx, communeId) => (await getCommune(tx, communeId)).name,
  officeName: async (tx, communeId, officeId) => (await getOffice(tx, communeId, officeId)).name,
};
