import { PadesError } from '../failure.ts';
import { exchange } from '../http/exchange.ts';
import { createNonce, timestampRequest } from './request.ts';
import { checkTimestampResponse, type ExpectedTimestamp } from './response.ts';
import type { VerifiedTimestamp } from './verify.ts';

/** How to ask an authority. */
export interface TimestampFetchOptions extends Omit<ExpectedTimestamp, 'nonce' | 'at'> {
  /** Our time, read when the reply has come. */
  readonly clock: () => Date;
  /** Whole exchange; 5000 unless told. */
  readonly timeoutMilliseconds?: number;
  /** Largest reply; 65536 octets unless told. */
  readonly maximumBytes?: number;
}

/**
 * Asks an RFC 3161 authority over HTTP and checks its reply. No reply in time, a redirect, an error status or another
 * media type throw `timestamp-unreachable`; a long reply `timestamp-too-large`; else as `checkTimestampResponse`.
 */
export async function fetchTimestamp(url: string, options: TimestampFetchOptions): Promise<VerifiedTimestamp> {
  const nonce = createNonce();
  const response = await exchange(url, {
    body: timestampRequest(options.imprint, nonce, options.policy),
    headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
    replyType: 'application/timestamp-reply',
    timeoutMilliseconds: options.timeoutMilliseconds ?? 5000,
    maximumBytes: options.maximumBytes ?? 65_536,
    codes: { unreachable: 'timestamp-unreachable', tooLarge: 'timestamp-too-large' },
  });
  return checkTimestampResponse(response, { ...options, nonce, at: options.clock() });
}

/** A timestamp authority that may be asked. */
export interface TimestampAuthority {
  readonly url: string;
  /** DER certificates trusted for this authority’s timestamps. */
  readonly trust: readonly Uint8Array[];
  /** Policy that must be followed, dotted. */
  readonly policy?: string;
}

/**
 * Asks authorities one after the other, each within its own time, until one gives a timestamp that holds. A wrong reply
 * counts like none. When nobody gives one it throws `timestamp-unavailable`, whose cause is an AggregateError with what
 * went wrong at each, in their order.
 */
export async function fetchTimestampFrom(
  authorities: readonly TimestampAuthority[],
  options: Omit<TimestampFetchOptions, 'trust' | 'policy'>,
): Promise<VerifiedTimestamp> {
  const failures: PadesError[] = [];
  for (const { url, ...authority } of authorities) {
    try {
      return await fetchTimestamp(url, { ...options, ...authority });
    } catch (error) {
      // Our own mistake would be the same everywhere.
      if (!(error instanceof PadesError) || error.code === 'option-invalid') throw error;
      failures.push(error);
    }
  }
  const said = failures.map(({ message }, index) => `${authorities[index]?.url}: ${message}`).join('; ');
  throw new PadesError('timestamp-unavailable', said || 'there is no authority to ask', {
    cause: new AggregateError(failures),
  });
}
