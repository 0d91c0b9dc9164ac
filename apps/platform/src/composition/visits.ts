import { createVisits, type PreEnrolmentFile, type Visits } from '../modules/enrolment/index.ts';
import { keyedDigest } from '../modules/identity/index.ts';
import { ok } from '../kernel/index.ts';
import { readSecret } from '../platform/config/index.ts';
import type { Rooms } from './rooms.ts';
import type { Surroundings } from './surroundings.ts';

/** Visits over the rooms that they work with. */
export function openVisits(
  { config }: Pick<Surroundings, 'config'>,
  parts: Pick<Rooms, 'db' | 'clock' | 'identity' | 'preEnrolments'> & {
    readonly biometrics: Pick<Rooms['biometrics'], 'authorisation' | 'enrol'>;
  },
): Visits {
  const { biometrics, preEnrolments, ...rooms } = parts;
  const keys = { index: readSecret(config, 'index-key') };
  return createVisits({
    ...rooms,
    preEnrolments: {
      readDeclared: async (actor, id) => {
        const file = await preEnrolments.get(actor, id);
        return file.ok ? ok(factsOf(file.value)) : file;
      },
      markUsed: (tx, id, personId) => preEnrolments.markUsed(tx, id, personId),
    },
    fingerprints: {
      isOpen: () => biometrics.authorisation !== null,
      keep: (actor, personId, taken, key) => biometrics.enrol(actor, { personId, ...taken, purpose: 'identify' }, key),
    },
    digest: text => keyedDigest(keys, 'visit', text).toString('hex'),
  });
}

/** What was declared, under the names that a visit's corrections have. */
function factsOf({ name, birthDate, birthPlace, address, document, contacts }: PreEnrolmentFile) {
  return {
    'name-arabic': name.arabic,
    'name-latin': name.latin,
    'birth-date': birthDate,
    'birth-place': birthPlace,
    'document-type': document.type,
    'document-number': document.number,
    'document-issuer': document.issuer,
    'document-expiry': document.expiresOn,
    address,
    email: contacts.email,
    phone: contacts.phone,
  };
}
