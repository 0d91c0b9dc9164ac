import type { z } from 'zod';
import {
  type BridgeError,
  bridgeError,
  type CaptureBody,
  type CaptureFailure,
  type CaptureHint,
  type CaptureReply,
  captureBegun,
  captureReply,
  type CaptureResult,
  pairingReply,
  type StatusReply,
  statusReply,
} from '../../../../../modules/enrolment/ui/station-protocol.ts';

/** Why the bridge gave nothing: it said so, it is not there, or what it said is not of the protocol. */
export type BridgeTrouble = BridgeError | CaptureFailure | 'unreachable' | 'not-understood';
export type BridgeAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly trouble: BridgeTrouble };

/** The bridge on the clerk's machine, as the screen uses it. Nothing here throws for what a device or a network does. */
export interface Bridge {
  status(): Promise<BridgeAnswer<StatusReply>>;
  /** Exchanges the code that the bridge shows for a token, which this browser keeps for the station. */
  pair(code: string): Promise<BridgeAnswer<null>>;
  /** Runs one capture to its end; cancelled by `signal`. */
  capture<Device extends CaptureBody['device']>(asked: CaptureAsked<Device>): Promise<BridgeAnswer<ResultOf<Device>>>;
}

export type ResultOf<Device> = Extract<CaptureResult, { readonly device: Device }>;

export interface CaptureAsked<Device> extends Omit<CaptureBody, 'nonce' | 'device'> {
  readonly device: Device;
  readonly signal: AbortSignal;
  readonly onHint: (hint: CaptureHint | null) => void;
}

export interface BridgeOptions {
  readonly origin: string;
  readonly fetch: typeof fetch;
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
}

/** Milliseconds after which a bridge that says nothing is taken for gone. */
const patience = 10_000;
const pollSeconds = 5;

/** Speaks to the bridge at `origin`. */
export function createBridge({ origin, fetch, storage }: BridgeOptions): Bridge {
  const place = `shubbak.bridge.${origin}`;
  const ask = async <S extends z.ZodType>(
    method: string,
    path: string,
    schema: S,
    body?: unknown,
  ): Promise<BridgeAnswer<z.output<S>>> => {
    try {
      const token = storage.getItem(place);
      const response = await fetch(`${origin}/v1${path}`, {
        method,
        headers: {
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(token !== null && { authorization: `Bearer ${token}` }),
        },
        credentials: 'omit',
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(patience),
      });
      const said: unknown = await response.json();
      const parsed = response.ok ? schema.safeParse(said) : undefined;
      if (parsed?.success) return { ok: true, value: parsed.data };
      const refused = bridgeError.safeParse(said);
      return { ok: false, trouble: !response.ok && refused.success ? refused.data.error : 'not-understood' };
    } catch (error) {
      // A reply that is no JSON came from something else on that port.
      return { ok: false, trouble: error instanceof SyntaxError ? 'not-understood' : 'unreachable' };
    }
  };
  return {
    status: () => ask('GET', '/status', statusReply),
    pair: async code => {
      const paired = await ask('POST', '/pairing', pairingReply, { code });
      if (!paired.ok) return paired;
      storage.setItem(place, paired.value.token);
      return { ok: true, value: null };
    },
    capture: asked => capture(ask, asked),
  };
}

type Ask = <S extends z.ZodType>(
  method: string,
  path: string,
  schema: S,
  body?: unknown,
) => Promise<BridgeAnswer<z.output<S>>>;

async function capture<Device extends CaptureBody['device']>(
  ask: Ask,
  { signal, onHint, ...asked }: CaptureAsked<Device>,
): Promise<BridgeAnswer<ResultOf<Device>>> {
  const nonce = crypto.randomUUID();
  const begun = await ask('POST', '/captures', captureBegun, { ...asked, nonce });
  if (!begun.ok) return begun;
  const path = `/captures/${encodeURIComponent(begun.value.id)}`;
  const deadline = Date.now() + (asked.timeoutSeconds + pollSeconds) * 1000;
  for (;;) {
    if (signal.aborted || Date.now() > deadline) {
      await ask('DELETE', path, captureReply);
      return { ok: false, trouble: signal.aborted ? 'cancelled' : 'timeout' };
    }
    const reply = await ask('GET', `${path}?wait=${pollSeconds}`, captureReply);
    if (!reply.ok) return reply;
    // An answer to somebody else's capture is none to this one.
    if (reply.value.nonce !== nonce) return { ok: false, trouble: 'not-understood' };
    if (reply.value.state !== 'running') return outcomeOf(reply.value, asked.device);
    onHint(reply.value.hint);
  }
}

function outcomeOf<Device extends CaptureBody['device']>(
  reply: Exclude<CaptureReply, { state: 'running' }>,
  device: Device,
): BridgeAnswer<ResultOf<Device>> {
  if (reply.state === 'failed') return { ok: false, trouble: reply.failure };
  return isOf(reply.result, device) ? { ok: true, value: reply.result } : { ok: false, trouble: 'not-understood' };
}

function isOf<Device>(result: CaptureResult, device: Device): result is ResultOf<Device> {
  return result.device === device;
}
