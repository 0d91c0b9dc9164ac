import { randomBytes, randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { encodeSample } from '../../modules/enrolment/index.ts';
import {
  type BridgeError,
  type CaptureBody,
  captureBody,
  captureFailure,
  type CaptureReply,
  type CaptureResult,
  pairingBody,
  protocolVersion,
  type StatusReply,
} from '../../modules/enrolment/ui/station-protocol.ts';
import { z } from 'zod';
import { writeTemplate } from '../../modules/identity/index.ts';
import { zoneOf } from './demo-card.ts';

/** SIMULATED: what the devices do next; each is used once, then they work as ever. */
const nextBody = z.object({
  /** Lines of the card that lies on the reader from now on. */
  card: z.array(z.string().max(44)).min(2).max(3).optional(),
  failure: captureFailure.optional(),
});

export interface SimulatedBridgeOptions {
  readonly mode: 'demo' | 'production';
  /** Loopback port. */
  readonly port: number;
  /** The only origin that may ask. */
  readonly allowedOrigin: string;
}

export interface SimulatedBridge {
  readonly origin: string;
  stop(): Promise<void>;
}

interface Running {
  readonly asked: CaptureBody;
  reply: CaptureReply;
}

/** What the simulated station remembers. */
interface State {
  code: string;
  wrong: number;
  readonly tokens: Set<string>;
  readonly captures: Map<string, Running>;
  card: readonly string[];
  failure: z.infer<typeof captureFailure> | undefined;
}

const wrongCodesBeforeNew = 5;
const mostBytes = 64 * 1024;

/**
 * SIMULATED: a station's bridge that speaks the protocol of docs/devices.md without any device behind it: the finger and the card are made
 * up. Throws in production.
 */
export async function startSimulatedBridge(options: SimulatedBridgeOptions): Promise<SimulatedBridge> {
  if (options.mode === 'production') throw new Error('The simulated station bridge does not run in production.');
  const state: State = {
    code: newCode(),
    wrong: 0,
    tokens: new Set(),
    captures: new Map(),
    card: zoneOf({
      number: 'BE654321',
      birthDate: '1988-09-14',
      expiresOn: '2033-02-28',
      family: 'Demo Bennani',
      given: 'Zineb',
    }),
    failure: undefined,
  };
  const server = createServer((request, response) => {
    answer(state, options, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return { origin: originOf(server), stop: () => stop(server) };
}

function originOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the bridge listens on no port');
  return `http://127.0.0.1:${address.port}`;
}

function stop(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
}
const refused = (status: number, error: BridgeError): Reply => ({ status, body: { error } });

async function answer(
  state: State,
  { allowedOrigin, port }: SimulatedBridgeOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { origin, host = '' } = request.headers;
  // A page of another site, or a name that somebody pointed at this machine (DNS rebinding), is told nothing.
  const isOurs = origin === allowedOrigin && /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(host);
  const headers = {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    ...(isOurs && {
      'access-control-allow-origin': allowedOrigin,
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-allow-methods': 'GET, POST, PUT, DELETE',
      'access-control-allow-private-network': 'true',
      vary: 'origin',
    }),
  };
  if (isOurs && request.method === 'OPTIONS') {
    response.writeHead(204, headers).end();
    return;
  }
  const { pathname } = new URL(request.url ?? '/', `http://127.0.0.1:${port}`);
  const body = await readBody(request);
  const { status, body: said } = isOurs ? route(state, request, pathname, body) : refused(403, 'foreign-origin');
  response.writeHead(status, headers).end(JSON.stringify(said));
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > mostBytes) return undefined;
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    return undefined;
  }
}

function route(state: State, request: IncomingMessage, path: string, body: unknown): Reply {
  const paired = isPaired(state, request.headers.authorization);
  const at = `${request.method} ${path.replace(/^\/v1\/captures\/.+$/, '/v1/captures/id')}`;
  if (at === 'GET /v1/status') return { status: 200, body: statusOf(state, paired) };
  if (at === 'POST /v1/pairing') return pair(state, body);
  if (!paired) return refused(401, 'not-paired');
  const id = path.slice('/v1/captures/'.length);
  switch (at) {
    case 'POST /v1/captures':
      return begin(state, body);
    case 'GET /v1/captures/id':
      return look(state, id);
    case 'DELETE /v1/captures/id':
      return cancel(state, id);
    case 'PUT /simulated/next':
      return prepare(state, body);
    default:
      return refused(404, 'malformed');
  }
}

function isPaired({ tokens }: State, authorization: string | undefined): boolean {
  const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
  return token !== undefined && tokens.has(token);
}

function statusOf({ code }: State, paired: boolean): StatusReply {
  return {
    protocol: protocolVersion,
    name: 'SIMULATED station',
    simulated: true,
    paired,
    shownCode: paired ? null : code,
    devices: [
      { kind: 'fingerprint', name: 'SIMULATED reader', ready: true },
      { kind: 'card-reader', name: 'SIMULATED reader', ready: true },
      { kind: 'signature-pad', name: 'SIMULATED pad', ready: true },
    ],
  };
}

/** A code works once; after five wrong ones there is another. */
function pair(state: State, body: unknown): Reply {
  const asked = pairingBody.safeParse(body);
  if (!asked.success) return refused(400, 'malformed');
  const typed = Buffer.from(asked.data.code.replace(/\D/g, '').padEnd(6, ' ').slice(0, 6));
  if (!timingSafeEqual(typed, Buffer.from(state.code))) {
    state.wrong += 1;
    if (state.wrong < wrongCodesBeforeNew) return refused(403, 'wrong-code');
    state.wrong = 0;
    state.code = newCode();
    return refused(403, 'too-many-codes');
  }
  const token = randomBytes(32).toString('base64url');
  state.tokens.add(token);
  state.code = newCode();
  state.wrong = 0;
  return { status: 200, body: { token } };
}

function begin(state: State, body: unknown): Reply {
  const asked = captureBody.safeParse(body);
  if (!asked.success) return refused(400, 'malformed');
  const busy = [...state.captures.values()].some(
    ({ asked: { device }, reply }) => device === asked.data.device && reply.state === 'running',
  );
  if (busy) return refused(409, 'busy');
  const { nonce, device } = asked.data;
  const id = randomUUID();
  const hint = device === 'card-reader' ? 'insert-card' : 'place';
  state.captures.set(id, { asked: asked.data, reply: { state: 'running', nonce, hint } });
  return { status: 201, body: { id } };
}

/** The first look tells what to do, the second what came of it. */
function look(state: State, id: string): Reply {
  const capture = state.captures.get(id);
  if (!capture) return refused(404, 'unknown-capture');
  const before = capture.reply;
  if (before.state === 'running') capture.reply = finish(state, capture.asked);
  return { status: 200, body: before };
}

function finish(state: State, asked: CaptureBody): CaptureReply {
  const { nonce } = asked;
  const { failure } = state;
  state.failure = undefined;
  if (failure !== undefined) return { state: 'failed', nonce, failure };
  return { state: 'done', nonce, result: makeUp(state, asked) };
}

function makeUp({ card }: State, { device, finger = 2 }: CaptureBody): CaptureResult {
  switch (device) {
    case 'card-reader':
      return { device, lines: [...card] };
    case 'fingerprint':
      return { device, template: templateOf(finger).toString('base64'), quality: 72 };
    case 'signature-pad':
      return { device, sample: signature().toString('base64') };
  }
}

/** The same made-up finger each time. */
function templateOf(finger: number): Buffer {
  const minutiae = Array.from({ length: 24 }, (_, at) => ({
    type: (at % 2) + 1,
    x: 30 + ((at * 67 + finger * 13) % 240),
    y: 40 + ((at * 41 + finger * 29) % 300),
    angle: (at * 37 + finger * 11) % 256,
    quality: 72,
  }));
  return writeTemplate({ finger, width: 300, height: 400, resolution: 197, quality: 72, minutiae });
}

function signature(): Buffer {
  const stroke = Array.from({ length: 60 }, (_, at) => ({
    x: 400 + at * 80,
    y: 1200 + Math.round(500 * Math.sin(at / 4)),
    t: at * 12,
    pressure: 0.5,
  }));
  return encodeSample({ strokes: [stroke] });
}

function cancel(state: State, id: string): Reply {
  const capture = state.captures.get(id);
  if (!capture) return refused(404, 'unknown-capture');
  if (capture.reply.state === 'running')
    capture.reply = { state: 'failed', nonce: capture.asked.nonce, failure: 'cancelled' };
  return { status: 200, body: capture.reply };
}

function prepare(state: State, body: unknown): Reply {
  const next = nextBody.safeParse(body);
  if (!next.success) return refused(400, 'malformed');
  if (next.data.card) state.card = next.data.card;
  if (next.data.failure) state.failure = next.data.failure;
  return { status: 200, body: {} };
}
