import { Agent, request } from 'node:http';
import type { z } from 'zod';
import {
  type CancelAnswer,
  cancelAnswer,
  type CancelRequest,
  type ExtractRequest,
  type HoldsAnswer,
  holdsAnswer,
  type ListRequest,
  type RefusedAnswer,
  type ReissueRequest,
  type SignAnswer,
  signAnswer,
  type SignRequest,
} from './protocol.ts';

/** How the rest of the platform reaches the process that holds the keys. */
export interface SealerClient {
  /** The CMS of one confirmed act, the same on every call; or why not, for ever (`final`) or for now. */
  sign(request: SignRequest): Promise<SignAnswer>;
  /** The commune's seal on a certification issued again, within what its officer authorised; the same on every call. */
  reissue(request: ReissueRequest): Promise<SignAnswer>;
  /** The register's seal on the extract of a day, the same on every call. */
  sealExtract(request: ExtractRequest): Promise<SignAnswer>;
  /** The commune's seal on the next list of its acts without effect, the same on every call. */
  sealList(request: ListRequest): Promise<SignAnswer>;
  /** Burns a number for ever; or answers the CMS of one that was already sealed, which must then be recorded. */
  cancel(request: CancelRequest): Promise<CancelAnswer>;
  /** Whether the key of this DER certificate is where the sealer signs; a refusal when the sealer is down. */
  holds(certificate: Uint8Array): Promise<HoldsAnswer | RefusedAnswer>;
  /** Whether the process answers: for /health. */
  ping(): Promise<boolean>;
  close(): void;
}

/** Long enough for a timestamp authority that needs its five seconds, and a queue before it. */
const timeoutMilliseconds = 30_000;

const unavailable: RefusedAnswer = { kind: 'refused', code: 'sealing.sealer-unavailable', params: {}, final: false };

/** A client of the sealer at `socketPath`. A sealer that is down or failing is the refusal `sealing.sealer-unavailable`. */
export function createSealerClient(socketPath: string): SealerClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const ask = async <T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<T | RefusedAnswer> => {
    const answer = await exchange(agent, socketPath, path, JSON.stringify(body));
    const parsed = schema.safeParse(answer);
    return parsed.success ? parsed.data : unavailable;
  };
  return {
    sign: body => ask('/sign', body, signAnswer),
    reissue: body => ask('/reissue', body, signAnswer),
    sealExtract: body => ask('/extract', body, signAnswer),
    sealList: body => ask('/list', body, signAnswer),
    cancel: body => ask('/cancel', body, cancelAnswer),
    holds: certificate => ask('/holds', { certificate: Buffer.from(certificate).toString('base64') }, holdsAnswer),
    ping: async () => (await exchange(agent, socketPath, '/health', undefined)) !== undefined,
    close: () => agent.destroy(),
  };
}

/** One exchange; undefined when there is no sealer, no answer in time, or no 200. */
function exchange(agent: Agent, socketPath: string, path: string, body: string | undefined): Promise<unknown> {
  return new Promise(resolve => {
    const method = body === undefined ? 'GET' : 'POST';
    const outgoing = request({ agent, socketPath, path, method, timeout: timeoutMilliseconds }, response => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => resolve(undefined));
      response.on('close', () => resolve(undefined));
      response.on('end', () => resolve(response.statusCode === 200 ? parse(Buffer.concat(chunks)) : undefined));
    });
    outgoing.on('timeout', () => outgoing.destroy());
    outgoing.on('error', () => resolve(undefined));
    outgoing.end(body);
  });
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
