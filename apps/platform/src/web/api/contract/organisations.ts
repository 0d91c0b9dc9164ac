import { z } from 'zod';
import { refusalView } from './problem.ts';
import { dateValue, idValue, instantValue, localizedTextValue, personNameValue } from './values.ts';

const organisationKindValue = z.enum(['company', 'association', 'cooperative', 'public-body']);
const legalFormValue = z.enum(['sarl', 'sarl-au', 'sa', 'sas', 'snc', 'scs', 'sca', 'gie']);
const roleValue = z.enum(['manager', 'president', 'director', 'proxy', 'treasurer', 'secretary-general', 'other']);
const evidenceKindValue = z.enum(['statutes', 'minutes', 'power-of-attorney', 'appointment', 'register-extract']);

/** Words that the forms offer, in the caller's language; courts in both scripts. */
export const organisationTermsView = z
  .object({
    kinds: z.array(z.object({ code: organisationKindValue, label: z.string() })),
    legalForms: z.array(z.object({ code: legalFormValue, label: z.string() })),
    courts: z.array(z.object({ code: z.string(), name: personNameValue })),
    roles: z.array(z.object({ code: roleValue, label: z.string() })),
    evidence: z.array(z.object({ code: evidenceKindValue, label: z.string() })),
    natures: z.array(z.object({ code: z.string(), label: localizedTextValue })),
  })
  .meta({ id: 'OrganisationTerms' });
export type OrganisationTermsView = z.infer<typeof organisationTermsView>;

const registrationValue = z.object({ court: z.string().max(40), number: z.string().max(40) });
const paperValue = z.object({ reference: z.string().max(400), on: dateValue });
const receiptValue = z.object({
  number: z.string().max(400),
  on: dateValue,
  authority: z.string().max(400),
  kind: z.enum(['provisional', 'final']),
});

/** An organisation as its papers name it. A company has a legal form and a registration, an association its receipt, a public body its creating text. */
const organisationFacts = {
  kind: organisationKindValue,
  name: personNameValue,
  legalForm: legalFormValue.optional(),
  /** Trade register of a company, local register of a cooperative. */
  registration: registrationValue.optional(),
  /** Fifteen digits; a failing check is answered as a warning. */
  ice: z.string().max(40).optional(),
  taxId: z.string().max(40).optional(),
  statutes: paperValue.optional(),
  receipt: receiptValue.optional(),
  creatingText: z.string().max(400).optional(),
  address: z.string().max(400),
  contacts: z.object({ email: z.string().max(254).optional(), phone: z.string().max(30).optional() }).default({}),
};

/** `despiteName`: another of the same name is known, and this one is not it. */
export const enrolOrganisationBody = z.object({ ...organisationFacts, despiteName: z.boolean().default(false) });
export type EnrolOrganisationBody = z.input<typeof enrolOrganisationBody>;

/** All facts as they shall be; the old ones are kept with the reason. */
export const changeOrganisationBody = z.object({ ...organisationFacts, reason: z.string().max(300) });
export type ChangeOrganisationBody = z.input<typeof changeOrganisationBody>;

export const searchOrganisationsBody = z.object({ name: z.string().max(200) });

/**
 * By exact number, in the whole country: `kind` and `registration`, or `ice`. One that the commune has not served yet is answered with the
 * problem `mandates.reason-needed`: ask for a `reason`, which its representatives can read, and send again.
 */
export const findOrganisationBody = z.object({
  kind: organisationKindValue.optional(),
  registration: registrationValue.optional(),
  ice: z.string().max(40).optional(),
  reason: z.string().max(300).optional(),
});
export type FindOrganisationBody = z.infer<typeof findOrganisationBody>;

const organisationLine = z
  .object({
    id: idValue,
    kind: organisationKindValue,
    name: personNameValue,
    /** Where it can be looked up, as read aloud. */
    register: z.string().nullable(),
  })
  .meta({ id: 'OrganisationLine' });
export type OrganisationLine = z.infer<typeof organisationLine>;

export const searchOrganisationsAnswer = z.object({ organisations: z.array(organisationLine) });

/** A mandate, with the words of its state in the caller's language. */
const mandateView = z
  .object({
    id: idValue,
    personId: idValue,
    representative: personNameValue,
    role: z.string(),
    /** `all`, or codes of natures of act. */
    natures: z.union([z.literal('all'), z.array(z.string())]),
    /** In centimes; null without limit. */
    most: z.int().nullable(),
    group: z.object({ name: z.string(), needed: z.int() }).nullable(),
    startsOn: dateValue,
    endsOn: dateValue.nullable(),
    mayRead: z.boolean(),
    mayRevoke: z.boolean(),
    delegable: z.int(),
    parentId: idValue.nullable(),
    evidence: z.string().nullable(),
    /** Why it does not stand now; null when it does. */
    fault: refusalView.nullable(),
    endedBecause: z.string().nullable(),
  })
  .meta({ id: 'Mandate' });
export type MandateView = z.infer<typeof mandateView>;

export const organisationCard = z
  .object({
    ...organisationFacts,
    id: idValue,
    legalForm: legalFormValue.nullable(),
    registration: registrationValue.nullable(),
    ice: z.string().nullable(),
    taxId: z.string().nullable(),
    statutes: paperValue.nullable(),
    receipt: receiptValue.nullable(),
    creatingText: z.string().nullable(),
    contacts: z.object({ email: z.string().optional(), phone: z.string().optional() }),
    /** The name with its legal form behind. */
    fullName: personNameValue,
    register: z.string().nullable(),
    mandates: z.array(mandateView),
    changes: z.array(
      z.object({ at: instantValue, reason: z.string(), fields: z.array(z.string()), before: personNameValue }),
    ),
    /** Sentences about what looked wrong in what was just typed. */
    warnings: z.array(z.string()),
  })
  .meta({ id: 'Organisation' });
export type OrganisationCard = z.infer<typeof organisationCard>;

export const findOrganisationAnswer = z.object({ organisation: organisationCard.nullable() });

/** A mandate as the clerk reads it from the papers on the counter. */
export const recordMandateBody = z.object({
  personId: idValue,
  role: roleValue,
  /** The paper's words where the role is `other`. */
  roleWords: personNameValue.optional(),
  natures: z.union([z.literal('all'), z.array(z.string().max(40)).max(50)]),
  most: z.int().positive().nullable(),
  startsOn: dateValue,
  endsOn: dateValue.nullable(),
  mayRead: z.boolean(),
  mayRevoke: z.boolean(),
  delegable: z.int().min(0).max(3),
  /** Of those who sign together: the group's name, and how many are needed. */
  group: z.object({ name: z.string().max(80), needed: z.int() }).nullable(),
  evidence: z.object({ kind: evidenceKindValue, reference: z.string().max(400), on: dateValue }),
});
export type RecordMandateBody = z.infer<typeof recordMandateBody>;

/** Why a mandate ends, and since which day; null for this moment. */
export const endMandateBody = z.object({ reason: z.string().max(300), since: dateValue.nullable() });
export type EndMandateBody = z.infer<typeof endMandateBody>;

/** For whom a person may sign now, among organisations known in the commune. */
export const usableMandatesAnswer = z.object({
  mandates: z.array(
    z
      .object({
        id: idValue,
        organisationId: idValue,
        /** "gérant de la société Atlas SARL". */
        line: z.string(),
        register: z.string().nullable(),
        natures: z.union([z.literal('all'), z.array(z.string())]),
        most: z.int().nullable(),
        group: z.object({ name: z.string(), needed: z.int() }).nullable(),
      })
      .meta({ id: 'UsableMandate' }),
  ),
});
export type UsableMandateView = z.infer<typeof usableMandatesAnswer>['mandates'][number];
