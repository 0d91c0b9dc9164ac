import { z } from 'zod';
import { dateValue, idValue, languageValue, personNameValue } from './values.ts';

const rightsKinds = ['access', 'rectification', 'opposition', 'erasure'] as const;
const refusalGrounds = ['legal-obligation', 'not-justified', 'not-identified', 'repetitive'] as const;

const reasonText = z.string().trim().max(300);

/** The data by which a person is known, as the counter corrects them; contacts are typed anew, never shown. */
export const keyDataView = z
  .object({
    personId: idValue,
    name: personNameValue,
    birthDate: dateValue.nullable(),
    birthPlace: z.string().nullable(),
    address: z.string().nullable(),
    language: languageValue,
    documents: z.array(z.object({ id: idValue, type: z.string(), numberMasked: z.string() })),
    contacts: z.object({ email: z.boolean(), phone: z.boolean() }),
  })
  .meta({ id: 'KeyData' });
export type KeyDataView = z.infer<typeof keyDataView>;

/**
 * What changes; what is absent stays, an empty text takes it away. `seen` is the paper that the clerk attests to have seen: `spoken` is
 * enough for address and contacts alone. The person reads the reason.
 */
export const changeKeyDataBody = z.object({
  changes: z.object({
    name: personNameValue.optional(),
    birthDate: dateValue.optional(),
    birthPlace: z.string().max(400).optional(),
    document: z.object({ id: idValue, number: z.string().max(60) }).optional(),
    address: z.string().max(600).optional(),
    email: z.string().max(254).optional(),
    phone: z.string().max(30).optional(),
  }),
  reason: reasonText,
  seen: z.enum(['identity-document', 'civil-status', 'proof-of-address', 'court-decision', 'spoken']),
});

/** `awaiting-second`: names and numbers wait for a colleague, as the commune's rules say. */
export const keyDataOutcome = z.object({ outcome: z.enum(['changed', 'awaiting-second']), proposalId: idValue });

/** Changes that wait for a second pair of eyes; no name, no value. `mine`: proposed by the reader, who cannot decide it. */
export const awaitingKeyDataAnswer = z.object({
  changes: z.array(
    z.object({
      proposalId: idValue,
      fields: z.array(z.string()),
      proposedBy: personNameValue.nullable(),
      mine: z.boolean(),
      madeAt: z.iso.datetime(),
      expiresAt: z.iso.datetime(),
    }),
  ),
});

/** One proposal opened: the person sees that their file was read. A name is JSON of both spellings. */
export const keyDataProposalView = z
  .object({
    proposalId: idValue,
    person: z.object({ id: idValue, name: personNameValue, birthDate: dateValue.nullable() }),
    reason: z.string(),
    seen: z.string(),
    changes: z.array(
      z.object({ field: z.string(), old: z.string().nullable(), new: z.string().nullable(), state: z.string() }),
    ),
  })
  .meta({ id: 'KeyDataProposal' });
export type KeyDataProposalView = z.infer<typeof keyDataProposalView>;

export const decideKeyDataBody = z.object({ approve: z.boolean(), reason: reasonText.optional() });
export const done = z.object({ done: z.literal(true) });

const rightsLine = z.object({
  id: idValue,
  number: z.string(),
  kind: z.enum(rightsKinds),
  channel: z.enum(['online', 'counter']),
  state: z.enum(['open', 'granted', 'done', 'refused', 'withdrawn']),
  askedAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  executesAt: z.iso.datetime().nullable(),
});

/** Requests of rights that the commune has to answer: what waits first, by its last day. */
export const rightsListAnswer = z.object({ requests: z.array(rightsLine) });

/** One request with its words, the person's file, and for an erasure what goes, stays, and stands against it. */
export const rightsRequestView = rightsLine
  .extend({
    words: z.string().nullable(),
    answer: z.string().nullable(),
    ground: z.enum(refusalGrounds).nullable(),
    basis: z.enum(['art-8', 'house']),
    person: z.object({ id: idValue, name: personNameValue }).nullable(),
    plan: z
      .object({
        goes: z.array(z.string()),
        stays: z.array(z.object({ kind: z.string(), count: z.number().int() })),
        blocks: z.array(z.object({ kind: z.string(), count: z.number().int() })),
      })
      .nullable(),
    events: z.array(z.object({ kind: z.string(), at: z.iso.datetime() })),
  })
  .meta({ id: 'RightsRequest' });
export type RightsRequestView = z.infer<typeof rightsRequestView>;

/** The person reads the words; a refusal names its ground. A granted erasure waits some hours in which they may withdraw it. */
export const answerRightsBody = z.object({
  outcome: z.enum(['granted', 'refused']),
  words: z.string().trim().max(2000),
  ground: z.enum(refusalGrounds).optional(),
});

/** A request that somebody makes at a counter. */
export const askRightsBody = z.object({ kind: z.enum(rightsKinds), words: z.string().max(2000) });
export const askRightsAnswer = z.object({ id: idValue, number: z.string() });
