import { sameBytes } from '../bytes.ts';
import { childrenOf, DerFields, integerOctetsOf, integerOf, readOnly } from '../der/decode.ts';
import { integer } from '../der/encode.ts';
import { tag } from '../der/tag.ts';
import { PadesError, renamingErrors } from '../failure.ts';
import type { Imprint } from './request.ts';
import { refuseUnless, type VerifiedTimestamp, verifyTimestampToken } from './verify.ts';

/** What was asked of the authority, and whom we trust. */
export interface ExpectedTimestamp {
  readonly imprint: Imprint;
  readonly nonce: Uint8Array;
  /** DER certificates of trusted authorities. */
  readonly trust: readonly Uint8Array[];
  /** Our time, against which genTime is compared. */
  readonly at: Date;
  /** How many seconds genTime may differ from `at`, beyond the authority's own accuracy; 300 unless told. */
  readonly driftSeconds?: number;
  /** Policy that must be followed, dotted. */
  readonly policy?: string;
}

/** An hour of wrong clock would date an act to another delegation; five minutes are a slow network and no more. */
const usualDriftSeconds = 300;

/**
 * Checks a TimeStampResp (RFC 3161 §2.4.2) against what was asked: granted, for this imprint, nonce and policy, near our
 * own time, and everything that `verifyTimestampToken` verifies. Each check has its own `timestamp-…` code.
 */
export function checkTimestampResponse(response: Uint8Array, expected: ExpectedTimestamp): VerifiedTimestamp {
  const token = grantedToken(response);
  const { info, ...verified } = verifyTimestampToken(token, expected);
  const asked = integerOctetsOf(readOnly(integer(expected.nonce)));
  const sameNonce = info.nonce !== undefined && sameBytes(info.nonce, asked);
  refuseUnless(sameNonce, 'timestamp-nonce-mismatch', 'the nonce is not ours: the reply may be an old one');
  const samePolicy = expected.policy === undefined || expected.policy === info.policy;
  refuseUnless(samePolicy, 'timestamp-policy-mismatch', `made under ${info.policy}`);
  const allowed = (expected.driftSeconds ?? usualDriftSeconds) * 1000 + (info.accuracyMilliseconds ?? 0);
  const drift = Math.abs(info.genTime.getTime() - expected.at.getTime());
  refuseUnless(drift <= allowed, 'timestamp-drift', `genTime is ${drift} ms away from our clock`);
  return verified;
}

function grantedToken(response: Uint8Array): Uint8Array {
  return renamingTimestampErrors(() => {
    const fields = new DerFields(readOnly(response, tag.sequence));
    const status = new DerFields(fields.take(tag.sequence));
    const value = integerOf(status.take(tag.integer));
    // 0 granted, 1 granted with modifications (RFC 3161 §2.4.2).
    if (value !== 0n && value !== 1n) throw new PadesError('timestamp-rejected', rejection(value, status));
    const token = fields.take(tag.sequence).bytes;
    fields.end();
    return token;
  });
}

function rejection(value: bigint, status: DerFields): string {
  const words = status.optional(tag.sequence);
  const said = words === undefined ? [] : childrenOf(words).map(text => new TextDecoder().decode(text.content));
  return [`status ${value}`, ...said].join('; ');
}

/** Keeps `timestamp-rejected` apart from bytes that are no reply at all. */
function renamingTimestampErrors<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof PadesError && error.code === 'timestamp-rejected') throw error;
    return renamingErrors('timestamp-malformed', () => {
      throw error;
    });
  }
}
