import type { AnswerOf, BodyOf, ParamsOf, ProblemBody, QueryOf, RouteContract, routes } from '../contract/index.ts';

type Routes = typeof routes;
export type RouteName = keyof Routes;

type Needed<Name extends string, Value> = [Value] extends [undefined]
  ? { readonly [K in Name]?: undefined }
  : { readonly [K in Name]: Value };
type ParamsPart<R extends RouteContract> = keyof ParamsOf<R> extends never
  ? { readonly params?: undefined }
  : { readonly params: ParamsOf<R> };
type QueryPart<R extends RouteContract> = [QueryOf<R>] extends [undefined]
  ? { readonly query?: undefined }
  : { readonly query?: QueryOf<R> };

/** What one call takes: the names in the path, the query, the JSON body, or the form of an upload. */
export type CallOf<R extends RouteContract> = ParamsPart<R> &
  QueryPart<R> &
  Needed<'body', BodyOf<R>> &
  (R extends { readonly form: object } ? { readonly form: FormData } : { readonly form?: undefined }) & {
    /** The intention's key, when the caller repeats one that it made before; made anew otherwise. */
    readonly key?: string;
    readonly signal?: AbortSignal;
  };

/** The server said no: `problem` holds its sentences, in the person's language (RFC 9457). */
export class ApiProblem extends Error {
  readonly problem: ProblemBody;
  constructor(problem: ProblemBody) {
    super(problem.code);
    this.name = 'ApiProblem';
    this.problem = problem;
  }
}

/** The server could not be reached, or broke while answering: the same call may be made again, with the same key. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('the server cannot be reached', { cause });
    this.name = 'Unreachable';
  }
}

export interface ClientOptions {
  /** Scheme, host and port; empty in a browser. */
  readonly base?: string;
  readonly fetch?: typeof fetch;
  /** Further headers of each call: a session's cookie outside a browser. */
  readonly headers?: () => Readonly<Record<string, string>>;
  /** Milliseconds to wait before each repetition of a call that found nobody. */
  readonly patience?: readonly number[];
  /** Told when a call waits for the network, and when it goes again. */
  readonly onNetwork?: (reachable: boolean) => void;
  /** Told when the server no longer knows who is asking. The call fails all the same, and may be made again. */
  readonly onSessionEnded?: () => void;
}

export interface ApiClient {
  /** Calls a route. Throws ApiProblem for a refusal, Unreachable when the network stayed away. */
  call<N extends RouteName>(name: N, call: CallOf<Routes[N]>): Promise<AnswerOf<Routes[N]>>;
}

/** A typed client of the staff API, over its declared routes. Runs in browsers and in Node. */
export function createApiClient(contracts: Routes, options: ClientOptions = {}): ApiClient {
  return {
    call: async (name, call) => {
      const contract: RouteContract = contracts[name];
      const request = requestOf(contract, call as LooseCall, options);
      const response = await insist(() => (options.fetch ?? fetch)(request.url, request.init), options);
      if (response.status === 401) options.onSessionEnded?.();
      if (!response.ok) throw await problemOf(response);
      return (typeof contract.answer === 'string' ? await response.blob() : await response.json()) as never;
    },
  };
}

interface LooseCall {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly form?: FormData;
  readonly key?: string;
  readonly signal?: AbortSignal;
}

function requestOf(
  contract: RouteContract,
  call: LooseCall,
  options: ClientOptions,
): { url: string; init: RequestInit } {
  const path = contract.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(call.params?.[name] ?? ''));
  const query = new URLSearchParams(Object.entries(call.query ?? {}).map(([name, value]) => [name, String(value)]));
  const headers: Record<string, string> = { accept: 'application/json', ...options.headers?.() };
  // One key an intention, kept on every repetition: the server does the thing once however often it is asked.
  if (contract.kind === 'write') headers['idempotency-key'] = call.key ?? crypto.randomUUID();
  if (call.body !== undefined || (contract.kind !== 'read' && !call.form)) headers['content-type'] = 'application/json';
  const init: RequestInit = { method: contract.method.toUpperCase(), headers, credentials: 'same-origin' };
  if (call.form) init.body = call.form;
  else if (contract.kind !== 'read') init.body = JSON.stringify(call.body ?? {});
  if (call.signal) init.signal = call.signal;
  return { url: `${options.base ?? ''}/api/v1${path}${query.size > 0 ? `?${query}` : ''}`, init };
}

/** Gateway answers and lost connections are repeated; the server's own words never are. */
const passing = new Set([502, 503, 504]);

async function insist(
  send: () => Promise<Response>,
  { patience = [400, 1200, 3000, 6000], onNetwork }: ClientOptions,
): Promise<Response> {
  for (const [attempt, wait] of [...patience, undefined].entries()) {
    try {
      const response = await send();
      if (!passing.has(response.status) || isProblem(response) || wait === undefined) {
        if (attempt > 0) onNetwork?.(true);
        return response;
      }
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') throw error;
      if (wait === undefined) throw new Unreachable(error);
    }
    onNetwork?.(false);
    await new Promise(resolve => setTimeout(resolve, wait));
  }
  throw new Unreachable(undefined);
}

function isProblem(response: Response): boolean {
  return response.headers.get('content-type')?.includes('application/problem+json') ?? false;
}

async function problemOf(response: Response): Promise<ApiProblem | Unreachable> {
  if (!isProblem(response)) return new Unreachable(response.status);
  return new ApiProblem((await response.json()) as ProblemBody);
}
