import { z } from 'zod';
import { cancellationReason } from './protocol.ts';

const instant = z.iso.datetime();
const common = {
  /** Place of the number: see `numberKey`. */
  number: z.string(),
  act: z.string(),
  at: instant,
};

const signed = z.strictObject({
  ...common,
  kind: z.literal('signed'),
  digest: z.string(),
  /** SHA-256 of the certificate whose key signed, hexadecimal. */
  certificate: z.string(),
  /** Raw signature, base64. */
  signature: z.base64(),
  /** What was confirmed, and by which assertion: SHA-256, hexadecimal. */
  manifest: z.string(),
  assertion: z.string(),
  /** Of a certification issued again: the act whose officer authorised it. */
  under: z.string().optional(),
});
const sealed = z.strictObject({
  ...common,
  kind: z.literal('sealed'),
  digest: z.string(),
  /** The timestamped CMS, base64. */
  cms: z.base64(),
  genTime: instant,
});
const burned = z.strictObject({ ...common, kind: z.literal('burned'), reason: cancellationReason });

export const journalEntry = z.discriminatedUnion('kind', [signed, sealed, burned]);
/** A line of the sealer's journal: a raw signature was made, a CMS may be released, or a number is burned for ever. */
export type JournalEntry = Readonly<z.infer<typeof journalEntry>>;
export type SignedEntry = Extract<JournalEntry, { kind: 'signed' }>;
export type SealedEntry = Extract<JournalEntry, { kind: 'sealed' }>;
