import { z } from 'zod';
import { asId } from '../../../kernel/index.ts';
import { type Json, canonicalJson } from '../../organisation/index.ts';
import type { SignedFor } from '../model.ts';

/** What a consent says, exactly: ids, digests and words of ours, no name. Its SHA-256 is what a passkey signs. */
const shape = z.strictObject({
  v: z.literal([1, 2]),
  purpose: z.literal('shubbak.consent'),
  commune: z.uuid(),
  request: z.uuid(),
  party: z.uuid(),
  person: z.uuid(),
  /** Digest of the paper as it is shown: its pages in their order, and who signs where. */
  documentSha256: z.hash('sha256'),
  /** Digest of the places where this party signs. */
  fieldsSha256: z.hash('sha256'),
  /** Digest of the strokes of the handwritten signature; null for who signs without. */
  signatureSha256: z.hash('sha256').nullable(),
  nature: z.string(),
  /** For which organisation, under which mandate, and what the paper is worth in centimes; null for oneself, as version 1 leaves it unsaid. */
  signedFor: z
    .strictObject({ organisation: z.uuid(), mandate: z.uuid(), worth: z.int().nonnegative().nullable() })
    .nullable()
    .default(null),
  /** Version of the sentence that was read, and in which language. */
  sentence: z.string(),
  language: z.enum(['ar', 'fr', 'zgh', 'en']),
  nonce: z.string().length(22),
  /** Until when it may be answered, ISO 8601. */
  expiry: z.iso.datetime(),
});

/** A consent's statement. */
export type ConsentStatement = z.infer<typeof shape>;

/** The exact bytes: canonical JSON (RFC 8785). Throws on a statement that could not be read back. */
export function writeStatement(statement: ConsentStatement): Buffer {
  const read: Json = shape.parse(statement);
  return Buffer.from(canonicalJson(read));
}

/** Reads a statement's bytes back. Throws on anything but their one canonical spelling: they come from our own rows. */
export function readStatement(bytes: Buffer): ConsentStatement {
  const spelled: Json = JSON.parse(bytes.toString());
  if (!bytes.equals(canonicalJson(spelled))) throw new Error('a statement of consent is not in its canonical spelling');
  return shape.parse(spelled);
}

/** For whom somebody signs, as a statement says it. */
export function statedCapacity(signedFor: SignedFor | null): ConsentStatement['signedFor'] {
  if (!signedFor) return null;
  const { organisationId: organisation, mandateId: mandate, worth } = signedFor;
  return { organisation, mandate, worth };
}

/** For whom a statement says that somebody signs. */
export function capacityOf(stated: ConsentStatement['signedFor']): SignedFor | null {
  if (!stated) return null;
  const { organisation, mandate, worth } = stated;
  return { organisationId: asId(organisation), mandateId: asId(mandate), worth };
}
