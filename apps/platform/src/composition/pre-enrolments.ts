import { createPreEnrolments, type PreEnrolmentDependencies, type PreEnrolments } from '../modules/enrolment/index.ts';
import { keyedDigest } from '../modules/identity/index.ts';
import { readSecret } from '../platform/config/index.ts';
import type { Messenger } from './messenger.ts';
import type { Surroundings } from './surroundings.ts';

/** Pre-enrolment over the rooms' vault and codes, telling people through the messenger. */
export function openPreEnrolments(
  { config }: Surroundings,
  parts: Pick<PreEnrolmentDependencies, 'db' | 'clock' | 'vault' | 'contactCodes'> & { readonly messenger: Messenger },
): PreEnrolments {
  const { messenger, ...rooms } = parts;
  const index = readSecret(config, 'index-key');
  return createPreEnrolments({
    ...rooms,
    digest: (purpose, value) => keyedDigest({ index }, purpose, value),
    days: config.preEnrolmentDays,
    publicUrl: config.publicUrl,
    message: news => messenger.send(news),
  });
}
