import { z } from 'zod';
import { asId, isId } from '../../../kernel/index.ts';
import { defineMessages, formatDate, translator } from '../../../platform/messages/index.ts';
import { formatPreEnrolmentCode } from './codes.ts';
import type { PreEnrolmentDependencies, PreEnrolmentMessage } from './dependencies.ts';
import ar from './messages/ar.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };
import zgh from './messages/zgh.json' with { type: 'json' };
import type { Facts, PreEnrolmentId } from './model.ts';
import { openFacts } from './sealed.ts';
import { findPreEnrolment, type PreEnrolmentRow } from './store.ts';

const texts = defineMessages({ ar, fr, zgh, en });

/** Name of the job that tells a person of their pre-enrolment. */
export const tellTask = 'enrolment.tell';

/** What a message is about: it was sent, or it will soon be erased. */
export type About = 'sent' | 'ending';

const payloadShape = z.object({
  preEnrolmentId: z
    .string()
    .refine(isId)
    .transform(asId<PreEnrolmentId>),
  about: z.enum(['sent', 'ending']),
});

/**
 * The job `enrolment.tell`: reads where to write at the moment of sending, and sends outside the transaction. One that was withdrawn,
 * used or erased meanwhile is told nothing. Throws when it should run again later.
 */
export async function tell(deps: PreEnrolmentDependencies, payload: unknown): Promise<void> {
  const { preEnrolmentId, about } = payloadShape.parse(payload);
  const message = await deps.db.transaction({}, async tx => {
    const row = await findPreEnrolment(tx, preEnrolmentId, { lock: false });
    if (row?.state !== 'sent' || !row.factsSealed) return undefined;
    return compose(deps, about, row, await openFacts(deps.vault, tx, row.id, row.factsSealed));
  });
  if (message) await deps.message(message);
}

/** Writes the message: no name and nothing declared in it, since a family may read the inbox. An e-mail where there is an address. */
function compose(
  { publicUrl, contactCodes }: PreEnrolmentDependencies,
  about: About,
  { id, expiresAt }: PreEnrolmentRow,
  { language, email, phone, code }: Facts,
): PreEnrolmentMessage | undefined {
  // A text message is worth its price where something will be lost.
  const to = email ?? (about === 'ending' && contactCodes.offered.phone ? phone : undefined);
  if (to === undefined || code === undefined) return undefined;
  const t = translator(texts, language);
  const params = { code: formatPreEnrolmentCode(code), day: formatDate(language, expiresAt) };
  const address = `${publicUrl}/pre-enrolment`;
  const lines = [
    t('enrolment.mail-greeting'),
    t(`enrolment.mail-${about}-happened`, params),
    t(`enrolment.mail-${about}-next`, params),
    address,
    t('enrolment.mail-caution'),
  ];
  const written = { to, language, reference: id };
  return email === undefined
    ? { ...written, kind: 'phone', subject: '', lines: [t('enrolment.text-ending', { ...params, address })] }
    : { ...written, kind: 'email', subject: t(`enrolment.mail-${about}-subject`), lines };
}
