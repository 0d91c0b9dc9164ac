import { PadesError } from '../failure.ts';
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
  const request = timestampRequest(options.imprint, nonce, options.policy);
  const { timeoutMilliseconds = 5000, maximumBytes = 65_536 } = options;
  const response = await post(url, request, AbortSignal.timeout(timeoutMilliseconds), maximumBytes);
  return checkTimestampResponse(response, { ...options, nonce, at: options.clock() });
}

async function post(url: string, request: Uint8Array, signal: AbortSignal, maximumBytes: number): Promise<Uint8Array> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      body: new Uint8Array(request),
      redirect: 'error',
      signal,
    });
    const type = response.headers.get('content-type')?.split(';')[0]?.trim();
    if (!response.ok || type !== 'application/timestamp-reply') {
      await response.body?.cancel();
      throw new PadesError('timestamp-unreachable', `HTTP ${response.status}, ${type ?? 'no type'}`);
    }
    return await readBounded(response, maximumBytes);
  } catch (cause) {
    if (cause instanceof PadesError) throw cause;
    throw new PadesError('timestamp-unreachable', 'no reply', { cause });
  }
}

async function readBounded(response: Response, maximumBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > maximumBytes) throw new PadesError('timestamp-too-large', `more than ${maximumBytes} octets`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
