import { createHmac } from 'node:crypto';
import { refuse } from '../kernel/index.ts';
import { createVisits, type Visits } from '../modules/enrolment/index.ts';
import { readSecret } from '../platform/config/index.ts';
import type { Rooms } from './rooms.ts';
import type { Surroundings } from './surroundings.ts';

/** Visits over the rooms that they work with. */
export function openVisits(
  { config }: Surroundings,
  { biometrics, ...rooms }: Pick<Rooms, 'db' | 'clock' | 'identity' | 'biometrics'>,
): Visits {
  const index = readSecret(config, 'index-key');
  return createVisits({
    ...rooms,
    notice: 'notice-1',
    preEnrolments: {
      readDeclared: async () => refuse('enrolment.pre-enrolment-unknown'),
      markUsed: async () => refuse('enrolment.pre-enrolment-unknown'),
    },
    fingerprints: {
      isOpen: () => biometrics.authorisation !== null,
      keep: (actor, personId, taken, key) => biometrics.enrol(actor, { personId, ...taken, purpose: 'identify' }, key),
    },
    digest: text => createHmac('sha256', index).update(`visit\0${text}`).digest('hex'),
  });
}
