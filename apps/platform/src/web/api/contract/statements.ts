import { z } from 'zod';
import { assertionValue } from './officer.ts';
import { base64urlValue, idValue, instantValue, localizedTextValue, personNameValue } from './values.ts';

/** A member of staff, as statements name them. */
const staffNamed = z.object({ id: idValue, name: personNameValue });

/** An office, as delegations name it. */
const officeNamed = z.object({ id: idValue, code: z.string(), name: localizedTextValue });
export type OfficeNamed = z.infer<typeof officeNamed>;

const kind = z.enum(['administrator', 'credential', 'delegation']);

/** What a statement says besides who and when, by its kind; null for the other kinds. */
const delegationFacts = z.object({
  reference: z.string(),
  capacity: localizedTextValue,
  grantor: localizedTextValue,
  offices: z.array(officeNamed),
  natures: z.array(z.enum(['legalisation', 'certification'])),
});
const certificateFacts = z.object({
  /** Whose the certificate says it is, and who issued it, in RFC 4514 order of their own. */
  subject: z.string(),
  issuer: z.string(),
  /** Upper-case hex, colons between. */
  sha256: z.string(),
  validUntil: instantValue,
});

const statementView = z
  .object({
    id: idValue,
    kind,
    subject: staffNamed,
    validFrom: instantValue,
    validUntil: instantValue,
    state: z.enum(['in-force', 'soon', 'ended', 'revoked']),
    revokedAt: instantValue.nullable(),
    delegation: delegationFacts.nullable(),
    certificate: certificateFacts.nullable(),
    /** Who signed it; empty for an administrator's, which the ceremony key signs. */
    signers: z.array(personNameValue),
  })
  .meta({ id: 'Statement' });
export type StatementView = z.infer<typeof statementView>;

export const proposalView = z
  .object({
    id: idValue,
    kind,
    state: z.enum(['open', 'stated', 'withdrawn', 'expired']),
    subject: staffNamed,
    proposedBy: personNameValue,
    proposedAt: instantValue,
    expiresAt: instantValue,
    /** The exact bytes to be signed, base64: show what *they* say, and compute the challenge (their SHA-256) from them. */
    body: z.base64(),
    /** The offices that the bytes name. */
    offices: z.array(officeNamed),
    signatures: z.array(z.object({ name: personNameValue, at: instantValue })),
    /** Options for navigator.credentials.get() without the challenge; null when the reader may not sign this one. */
    authentication: z
      .object({
        rpId: z.string(),
        allowCredentials: z.array(z.object({ id: base64urlValue, type: z.literal('public-key') })),
        userVerification: z.literal('required'),
      })
      .nullable(),
  })
  .meta({ id: 'StatementProposal' });
export type ProposalView = z.infer<typeof proposalView>;

export const statementsAnswer = z.object({
  statements: z.array(statementView),
  proposals: z.array(proposalView),
  /** Usual wordings of this commune, to choose from; the administrators may write their own. */
  wordings: z.object({
    capacities: z.array(
      z.object({ kind: z.string(), gender: z.enum(['feminine', 'masculine']), text: localizedTextValue }),
    ),
  }),
  /** Whether the reader holds an administrator's statement in force, and can therefore sign. */
  administers: z.boolean(),
  /** Demo only: certificates and the ceremony key are simulated here. */
  simulated: z.boolean(),
});
export type StatementsAnswer = z.infer<typeof statementsAnswer>;

const span = { validFrom: instantValue, validUntil: instantValue };
const text = z.string().trim().min(1).max(400);
const localized = z.object({ ar: text, fr: text, zgh: text, en: text });

export const proposeDelegationBody = z.object({
  subject: idValue,
  capacity: localized,
  /** The written order: "14/2026". */
  reference: z.string().trim().min(1).max(60),
  offices: z.array(idValue).min(1).max(200),
  natures: z.array(z.enum(['legalisation', 'certification'])).min(1),
  /** The absence for whose days it is given: it ends with it. */
  covers: idValue.optional(),
  ...span,
});
export type ProposeDelegationBody = z.input<typeof proposeDelegationBody>;

export const proposeCredentialBody = z.object({
  subject: idValue,
  /** One of the officer's own passkeys. */
  credentialId: base64urlValue,
  /** The officer's certificate and whatever stands between it and the trusted ones: PEM text, or DER in base64. Null: simulated, demo only. */
  certificate: z.string().max(65_536).nullable(),
  ...span,
});
export type ProposeCredentialBody = z.input<typeof proposeCredentialBody>;

export const proposeAdministratorBody = z.object({ subject: idValue, credentialId: base64urlValue, ...span });

export const signProposalBody = z.object({ assertion: assertionValue });

/** The ceremony key's signature over the proposal's bytes, base64. Null: the simulated ceremony key, demo only. */
export const ceremonyBody = z.object({ signature: z.string().max(400).nullable() });

export const revokeStatementBody = z.object({ reason: z.enum(['left', 'replaced', 'compromised', 'mistaken']) });

export const staffSearchBody = z.object({ name: z.string().max(200) });
export const staffSearchAnswer = z.object({ staff: z.array(staffNamed) });

export const staffPasskeysAnswer = z.object({
  passkeys: z.array(z.object({ credentialId: base64urlValue, backedUp: z.boolean(), simulated: z.boolean() })),
});
export type StaffPasskeysAnswer = z.infer<typeof staffPasskeysAnswer>;

/** What was signed in the reader's own name in the last two days, latest first. */
export const signedInNameAnswer = z.object({
  acts: z.array(
    z.object({
      actId: idValue,
      number: z.string(),
      at: instantValue,
      office: localizedTextValue,
      signatories: z.array(personNameValue),
      /** Why it has no effect any more; null while it has. */
      standing: z.enum(['revoked', 'superseded']).nullable(),
    }),
  ),
  /** How many of them on today's date in Morocco. */
  today: z.int(),
});
export type SignedInNameAnswer = z.infer<typeof signedInNameAnswer>;

export const disownAnswer = z.object({ revoked: z.int() });
