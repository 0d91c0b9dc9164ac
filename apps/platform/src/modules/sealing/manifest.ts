import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  type ActId,
  type CommuneId,
  type CredentialId,
  type DelegationId,
  type Id,
  isId,
  type OfficeId,
  ok,
  refuse,
  type Result,
  type StaffId,
} from '../../kernel/index.ts';
import { actNatures, canonicalJson } from '../organisation/index.ts';

const id = <I extends Id<string>>() => z.custom<I>(isId);
const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.string().refine(text => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text);
const offset = z.number().int().nonnegative();

/** What a register can hold: a year of four digits, a number that fits its column. */
const numberBounds = {
  year: z.number().int().min(2000).max(2999),
  number: z.number().int().min(1).max(2_147_483_647),
};

/**
 * On what terms an officer lets their certification be issued again under the commune's seal: of which original (SHA-256 over the digests of
 * its pages), printed by which template, how many times in all, until when, and whether it stops with the officer's delegation.
 */
const reissueTerms = z.strictObject({
  original: sha256Hex,
  template: z.string().regex(/^[a-z0-9.-]{1,40}$/),
  most: z.number().int().min(1).max(10_000),
  until: instant,
  afterDelegation: z.enum(['stop', 'go-on']),
});
export type ReissueTerms = Readonly<z.infer<typeof reissueTerms>>;

const manifestAct = z.strictObject({
  act: id<ActId>(),
  /** EntryNumber as printed; the three fields below say the same to programs. */
  entry: z.string().max(40),
  office: id<OfficeId>(),
  ...numberBounds,
  nature: z.enum(actNatures),
  delegation: id<DelegationId>(),
  /** Of a certification that may be issued again. */
  reissues: reissueTerms.optional(),
  /** Where the final file is signed: [0, length, resume, rest], Contents blank between. */
  byteRange: z.tuple([z.literal(0), offset, offset, offset]),
  /** Digest of those ranges: what the CMS will carry as message-digest, and what a browser recomputes. */
  digest: z.strictObject({ algorithm: z.literal('sha256'), value: sha256Hex }),
});

/** The officer reads the printed number (year, code of the office, number), programs the others: they must say the same. */
function isNamedAsItIs({ entry, year, number }: z.infer<typeof manifestAct>): boolean {
  return new RegExp(`^${year}/(?:T-)?[A-Z]{3}[0-9]{2}/0*${number}$`).test(entry);
}

const manifest = z
  .strictObject({
    v: z.literal(1),
    purpose: z.literal('shubbak.act'),
    /** 32 random bytes, hexadecimal: no two confirmations answer the same challenge. */
    nonce: sha256Hex,
    commune: id<CommuneId>(),
    officer: id<StaffId>(),
    credential: id<CredentialId>(),
    /** Last instant at which the sealer makes a first signature. */
    expiry: instant,
    acts: z.array(manifestAct).min(1).max(200),
  })
  .refine(({ acts }) => acts.every(isNamedAsItIs))
  .refine(({ acts }) => new Set(acts.map(({ act }) => act)).size === acts.length)
  .refine(({ acts }) => new Set(acts.map(each => numberKey(each))).size === acts.length);

/** What an officer confirms with one gesture: up to 200 acts, each by its number, its delegation and its bytes' digest. */
export type Manifest = Readonly<z.infer<typeof manifest>>;
export type ManifestAct = Manifest['acts'][number];

/** The place in a register that one file only may ever fill. */
export interface NumberPlace {
  readonly office: OfficeId;
  readonly year: number;
  readonly number: number;
}

/** Whether a register could hold this year and number. */
export function isPossibleNumber({ year, number }: NumberPlace): boolean {
  return z.object(numberBounds).safeParse({ year, number }).success;
}

/** One spelling for the place of a number. Office ids are unique in the country, so the commune adds nothing. */
export function numberKey({ office, year, number }: NumberPlace): string {
  return `${office}/${year}/${number}`;
}

/** The exact bytes that are confirmed: canonical JSON (RFC 8785). Throws on a manifest that could not be read back. */
export function writeManifest(value: Manifest): Uint8Array {
  return canonicalJson(jsonOf(manifest.parse(value)));
}

/** Reads a manifest's bytes; anything but their one canonical spelling is refused (`sealing.manifest-malformed`). */
export function readManifest(bytes: Uint8Array): Result<Manifest> {
  const parsed = manifest.safeParse(readJson(bytes));
  if (!parsed.success) return refuse('sealing.manifest-malformed');
  const canonical = Buffer.compare(canonicalJson(jsonOf(parsed.data)), bytes) === 0;
  return canonical ? ok(parsed.data) : refuse('sealing.manifest-malformed');
}

/** The challenge that the officer's passkey signs: SHA-256 of the manifest's bytes. */
export function manifestChallenge(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** Terms that are absent are not written. */
function jsonOf({ acts, ...value }: Manifest) {
  return { ...value, acts: acts.map(({ reissues, ...act }) => (reissues ? { ...act, reissues } : act)) };
}

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}
