/**
 * The sentences of a visit that are agreed to, by version. A text is never edited under the same version: what is recorded names
 * what was shown. The words stand in messages/ under `visit.<key>`.
 */
export const visitSentences = {
  /** The clerk: the face, the card and the declared facts agree. */
  attestation: 'attestation-1',
  /** The notice of law 09-08 at the visit: what is kept of an enrolled person. Pre-enrolment has its own, of what is kept until the visit. */
  notice: 'visit-2026-1',
  /** The person: what is kept, and that they agree. */
  consent: 'visit-consent-1',
  /** The person: that a fingerprint template is kept, to be recognised at a counter. */
  fingerprint: 'fingerprint-consent-1',
  /** The clerk, to who cannot sign or read: an obligation needs a notary or adoul (DOC art. 427). */
  warning: 'warning-427-1',
  /** What is read aloud. */
  readAloud: 'read-aloud-1',
} as const;
