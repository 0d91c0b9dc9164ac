import { refuse } from '../src/kernel/index.ts';
import {
  createParties,
  type LegalisationDeps,
  type Parties,
  type PartiesDeps,
  type PartyMessage,
  readPaperToSign,
} from '../src/modules/legalisation/index.ts';
import { testOrigin } from './identity.ts';

/** Parties of an office's requests at a distance; messages end in `sent`, and addresses are nobody's. */
export function officeParties(
  rooms: Pick<PartiesDeps, 'db' | 'blobs' | 'clock' | 'requests' | 'identity' | 'catalogue'> &
    Pick<LegalisationDeps, 'mandates'>,
): { readonly parties: Parties; readonly sent: readonly PartyMessage[] } {
  const sent: PartyMessage[] = [];
  const parties = createParties({
    ...rooms,
    mandates: { ...rooms.mandates, listSigning: async () => [] },
    contactCodes: { send: async () => refuse('test.none'), confirm: async () => refuse('test.none') },
    levels: { needed: () => 'low', open: () => ({ ok: true, value: null }) },
    readPaper: readPaperToSign,
    readSpecimen: async () => undefined,
    tokenDigest: token => Buffer.from(token.padEnd(32, '.')).subarray(0, 32),
    invitationDays: 30,
    reminderDays: 5,
    tell: async () => undefined,
    messenger: {
      textMessages: true,
      send: async message => {
        sent.push(message);
        return 'accepted';
      },
    },
    communeName: async () => ({ ar: 'ج', fr: 'C', zgh: 'C', en: 'C' }),
    officeName: async () => ({ ar: 'م', fr: 'B', zgh: 'B', en: 'B' }),
    publicUrl: testOrigin,
  });
  return { parties, sent };
}
