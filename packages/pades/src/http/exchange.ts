import { PadesError, type PadesErrorCode } from '../failure.ts';

/** One request over HTTP, and what may come back. */
export interface Exchange {
  /** POST with this body, or GET without one. */
  readonly body?: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  /** Media type that the reply must have; any unless told. */
  readonly replyType?: string;
  /** Whole exchange, the reply’s body included. */
  readonly timeoutMilliseconds: number;
  readonly maximumBytes: number;
  /** Code of the error when no proper reply comes, and when it is too long. */
  readonly codes: { readonly unreachable: PadesErrorCode; readonly tooLarge: PadesErrorCode };
}

/**
 * The body of a reply within limits of time and size. No reply in time, a redirect, an error status and another media
 * type are all `unreachable`.
 */
export async function exchange(url: string, options: Exchange): Promise<Uint8Array> {
  const { body, headers, replyType, codes } = options;
  try {
    const response = await fetch(url, {
      ...(body === undefined ? { method: 'GET' } : { method: 'POST', body: new Uint8Array(body) }),
      headers,
      redirect: 'error',
      signal: AbortSignal.timeout(options.timeoutMilliseconds),
    });
    const type = response.headers.get('content-type')?.split(';')[0]?.trim();
    if (!response.ok || (replyType !== undefined && type !== replyType)) {
      await response.body?.cancel();
      throw new PadesError(codes.unreachable, `HTTP ${response.status}, ${type ?? 'no type'}`);
    }
    return await readBounded(response, options);
  } catch (cause) {
    if (cause instanceof PadesError) throw cause;
    throw new PadesError(codes.unreachable, 'no reply', { cause });
  }
}

async function readBounded(response: Response, { maximumBytes, codes }: Exchange): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > maximumBytes) throw new PadesError(codes.tooLarge, `more than ${maximumBytes} octets`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
