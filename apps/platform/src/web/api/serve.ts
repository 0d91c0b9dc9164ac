import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { z } from 'zod';
import {
  type Clock,
  isId,
  type Language,
  ok,
  type Refusal,
  refuse,
  type Result,
  type StaffActor,
} from '../../kernel/index.ts';
import type { RequestOrigin } from '../../modules/identity/index.ts';
import type { Translator } from '../../platform/messages/index.ts';
import {
  confirmNeeded,
  isFresh,
  keepStation,
  originOf,
  type SessionEnv,
  type SessionOptions,
  staffOf,
} from '../session/index.ts';
import { languageOf } from '../shell/index.ts';
import type { PathNames, RouteContract } from './contract/index.ts';
import { answerRefusal, type ListedRefusal, speakerOf } from './problem.ts';
import { createRateLimit } from './rate-limit.ts';

/** The Hono application that routes are mounted on, with what every route shares. */
export interface Api {
  readonly app: OpenAPIHono<SessionEnv>;
  readonly clock: Clock;
  /** How addresses and registered computers are told. */
  readonly session: Pick<SessionOptions, 'publicUrl' | 'trustedProxies'>;
  readonly allow: Readonly<Record<RouteContract['kind'], ReturnType<typeof createRateLimit>>>;
}

/** An application without routes, counting calls by account. */
export function createApi(clock: Clock, session: Api['session']): Api {
  const allow = {
    read: createRateLimit({ perMinute: 1200, burst: 400 }),
    search: createRateLimit({ perMinute: 60, burst: 30 }),
    write: createRateLimit({ perMinute: 300, burst: 100 }),
  };
  return { app: new OpenAPIHono<SessionEnv>(), clock, session, allow };
}

type Parsed<R extends RouteContract, Part extends 'body' | 'query' | 'form'> = R extends {
  readonly [K in Part]: infer S extends z.ZodType;
}
  ? z.output<S>
  : undefined;

/** A call as a handler receives it: who asks, what was sent, already checked. */
export interface Call<R extends RouteContract> {
  readonly actor: StaffActor;
  readonly language: Language;
  readonly t: Translator;
  readonly params: Readonly<Record<PathNames<R['path']>, string>>;
  readonly query: Parsed<R, 'query'>;
  readonly body: Parsed<R, 'body'>;
  readonly form: Parsed<R, 'form'>;
  /** The idempotency key; empty for a reading. */
  readonly key: string;
  /** Where the call comes from. */
  readonly from: RequestOrigin;
  /** Makes the caller's browser a registered computer. */
  readonly keepStation: (token: string) => void;
}

/** What a handler answers: the JSON that the route declares, or the bytes of a paper or picture. */
export type Reply<R extends RouteContract> = R extends { readonly answer: infer A extends z.ZodType }
  ? z.input<A>
  : Uint8Array | string;

export type Handler<R extends RouteContract> = (call: Call<R>) => Promise<Result<Reply<R>, ListedRefusal | Refusal>>;

const mebibyte = 2 ** 20;
/** Bytes of a JSON body, and of an upload with all its files. */
const sizes = { json: 4 * mebibyte, upload: 160 * mebibyte } as const;
/** Mounts one declared route: checks who asks and what was sent, calls the handler, answers. */
export function serve<const R extends RouteContract>(api: Api, route: R, handler: Handler<R>): void {
  const { app, clock, allow } = api;
  const path = `/api/v1${route.path.replace(/\{(\w+)\}/g, ':$1')}`;
  const limit = route.form ? sizes.upload : sizes.json;
  const tooLarge = (c: Context) => answerRefusal(c, { code: 'api.too-large', params: { limit: limit / mebibyte } });
  app.on(route.method.toUpperCase(), path, bodyLimit({ maxSize: limit, onError: tooLarge }), async c => {
    const allowed = allow[route.kind](staffOf(c).accountId, clock());
    if (!allowed.ok) return answerRefusal(c, allowed.refusal);
    if (route.fresh && !isFresh(c.get('session'), clock())) return answerRefusal(c, confirmNeeded);
    const call = await readCall(c, route, api.session);
    if (!call.ok) return answerRefusal(c, call.refusal);
    // Checked above against the route's own schemas, which is what the type says.
    const reply = await handler(call.value as Call<R>);
    return reply.ok ? answer(c, route, reply.value) : answerRefusal(c, reply.refusal);
  });
}

type LooseCall = Omit<Call<RouteContract>, 'query' | 'body' | 'form' | 'params'> & {
  readonly params: Readonly<Record<string, string>>;
  readonly query: unknown;
  readonly body: unknown;
  readonly form: unknown;
};

async function readCall(
  c: Context<SessionEnv>,
  route: RouteContract,
  session: Api['session'],
): Promise<Result<LooseCall, ListedRefusal | Refusal>> {
  const key = c.req.header('idempotency-key') ?? '';
  if (route.kind === 'write' && !isKey(key)) return refuse('api.key-missing');
  const params = c.req.param();
  const wrongId = Object.entries(params).find(([, value]) => !isId(value));
  if (wrongId) return malformed([wrongId[0]]);
  const query = check(route.query, c.req.query());
  if (!query.ok) return query;
  const body = route.body ? check(route.body, await c.req.json().catch(() => undefined)) : ok(undefined);
  if (!body.ok) return body;
  const form = route.form ? check(route.form, await readForm(c)) : ok(undefined);
  if (!form.ok) return form;
  return ok({
    actor: staffOf(c),
    language: languageOf(c),
    t: speakerOf(c),
    key,
    from: originOf(c, session),
    keepStation: token => keepStation(c, session, token),
    params,
    query: query.value,
    body: body.value,
    form: form.value,
  });
}

/** RFC 9562 leaves the version open; a key is only ever compared. */
function isKey(key: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(key);
}

async function readForm(c: Context): Promise<unknown> {
  const form = await c.req.formData().catch(() => undefined);
  return form && { version: form.get('version'), file: form.getAll('file').filter(part => typeof part !== 'string') };
}

function check(schema: z.ZodType | undefined, value: unknown): Result<unknown, ListedRefusal> {
  const parsed = schema?.safeParse(value);
  if (!parsed) return ok(undefined);
  return parsed.success ? ok(parsed.data) : malformed(parsed.error.issues.map(issue => issue.path.join('.')));
}

function malformed(fields: readonly string[]): { readonly ok: false; readonly refusal: ListedRefusal } {
  const errors = fields.map(field => ({ field, code: 'api.field-wrong', params: {} }));
  return { ok: false, refusal: { code: 'api.malformed', params: {}, errors } };
}

/** Answers may hold personal data: they are never kept, except pictures whose address changes with their content. */
function answer(c: Context, route: RouteContract, value: unknown): Response {
  if (typeof route.answer !== 'string') return c.json(value, 200, { 'cache-control': 'no-store' });
  const cached = c.req.query('v') !== undefined && route.answer !== 'application/pdf';
  const headers = {
    'content-type': route.answer,
    'cache-control': cached ? 'private, max-age=86400, immutable' : 'no-store',
    'x-content-type-options': 'nosniff',
    // A drawing opened by itself may run nothing and fetch nothing; browsers show no PDF under such a policy.
    ...(route.answer === 'image/svg+xml' && { 'content-security-policy': "default-src 'none'; sandbox" }),
  };
  const body = typeof value === 'string' ? value : Buffer.from(value as Uint8Array);
  return new Response(body, { status: 200, headers });
}
