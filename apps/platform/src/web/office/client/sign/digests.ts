import type { PreparationView, PreparedActView } from '../../../api/contract/index.ts';

/** What was found about one act's final bytes, as this browser received them. */
export interface FinalCheck {
  readonly actId: string;
  readonly bytes: Uint8Array;
  readonly matches: boolean;
}

/** What the manifest says of one act; its other fields are the sealer's concern. */
interface ManifestAct {
  readonly act: string;
  readonly entry: string;
  readonly byteRange: readonly number[];
  readonly digest: { readonly algorithm: string; readonly value: string };
}

/** SHA-256 in lower-case hex, by the browser itself. */
export async function sha256Hex(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The bytes that a signature will cover (ISO 32000-1 §12.8.1): two ranges around its own place. Throws a RangeError unless
 * they start at 0, end at the file's end, and leave out one place in between.
 */
export function coveredBytes(bytes: Uint8Array, byteRange: readonly number[]): Uint8Array {
  const [start = -1, first = -1, second = -1, length = -1] = byteRange;
  if (byteRange.length !== 4 || start !== 0 || first <= 0 || second < first || second + length !== bytes.length) {
    throw new RangeError('the byte ranges do not cover the file');
  }
  const covered = new Uint8Array(first + length);
  covered.set(bytes.subarray(0, first), 0);
  covered.set(bytes.subarray(second), first);
  return covered;
}

/** The acts that a manifest lists; none when it is not a manifest of acts. */
function actsOf(manifest: string): readonly ManifestAct[] {
  try {
    const { purpose, acts } = JSON.parse(manifest) as {
      readonly purpose: unknown;
      readonly acts: readonly ManifestAct[];
    };
    return purpose === 'shubbak.act' && Array.isArray(acts) ? acts : [];
  } catch {
    return [];
  }
}

/**
 * Whether the bytes of one act are those that the manifest lists for it, under the number that the screen shows. The manifest is what
 * the passkey signs: the server's answer beside it proves nothing. Malformed ranges are a mismatch, not an error.
 */
export async function checkFinal(act: PreparedActView, bytes: Uint8Array, manifest: string): Promise<FinalCheck> {
  const listed = actsOf(manifest).filter(each => each.act === act.actId);
  const [only] = listed;
  if (!only || listed.length > 1 || only.digest.algorithm !== 'sha256' || only.entry !== act.number)
    return { actId: act.actId, bytes, matches: false };
  try {
    const digest = await sha256Hex(coveredBytes(bytes, only.byteRange));
    return { actId: act.actId, bytes, matches: digest === only.digest.value };
  } catch (error) {
    if (error instanceof RangeError) return { actId: act.actId, bytes, matches: false };
    throw error;
  }
}

/** Whether the passkey would be asked to sign these acts and nothing else: the manifest lists them all, and its SHA-256 is the challenge. */
export async function challengeMatches({ acts, manifest, authentication }: PreparationView): Promise<boolean> {
  if (manifest === null || authentication === null) return false;
  const listed = actsOf(manifest).map(({ act }) => act);
  const prepared = new Set(acts.map(({ actId }) => actId));
  if (listed.length !== prepared.size || !listed.every(act => prepared.has(act))) return false;
  const hex = await sha256Hex(new TextEncoder().encode(manifest));
  return hex === hexOfBase64url(authentication.challenge);
}

function hexOfBase64url(text: string): string {
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), character =>
    character.charCodeAt(0),
  );
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}
