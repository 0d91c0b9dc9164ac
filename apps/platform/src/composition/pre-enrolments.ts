import { createPreEnrolments, type PreEnrolmentDependencies, type PreEnrolments } from '../modules/enrolment/index.ts';
import { type ContactCodes, createContactCodes, keyedDigest } from '../modules/identity/index.ts';
import type { Mailer } from '../modules/notifications/index.ts';
import { readSecret } from '../platform/config/index.ts';
import { openMessenger } from './messenger.ts';
import type { Surroundings } from './surroundings.ts';

/** Codes that confirm an address, and pre-enrolment, which asks for them: both tell people by mail or text message. */
export function openPreEnrolments(
  surroundings: Surroundings,
  parts: Pick<PreEnrolmentDependencies, 'db' | 'clock' | 'vault'> & { readonly mailer: Mailer },
): { readonly contactCodes: ContactCodes; readonly preEnrolments: PreEnrolments } {
  const { config } = surroundings;
  const { mailer, ...rooms } = parts;
  const messenger = openMessenger(surroundings, mailer);
  const keys = { index: readSecret(config, 'index-key') };
  const contactCodes = createContactCodes({
    ...rooms,
    keys,
    textMessages: messenger.textMessages,
    messenger,
    service: new URL(config.publicUrl).hostname,
  });
  const preEnrolments = createPreEnrolments({
    ...rooms,
    contactCodes,
    digest: (purpose, value) => keyedDigest(keys, purpose, value),
    days: config.preEnrolmentDays,
    publicUrl: config.publicUrl,
    message: news => messenger.send(news),
  });
  return { contactCodes, preEnrolments };
}
