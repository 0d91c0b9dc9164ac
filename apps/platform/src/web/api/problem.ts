import type { Context } from 'hono';
import type { Refusal } from '../../kernel/index.ts';
import type { Translator } from '../../platform/messages/index.ts';
import { translator } from '../../platform/messages/index.ts';
import { catalogue } from '../catalogue.ts';
import { languageOf } from '../shell/index.ts';
import type { ProblemBody, RefusalView } from './contract/index.ts';
import { statusOf } from './status.ts';

/** A refusal with everything that is wrong at once. */
export interface ListedRefusal extends Refusal {
  readonly errors?: readonly { readonly field: string; readonly code: string; readonly params: Refusal['params'] }[];
}

/** The speaker of the caller's language. */
export function speakerOf(c: Context): Translator {
  return translator<string>(catalogue, languageOf(c));
}

/** A refusal under a field, with its sentence. */
export function viewRefusal(t: Translator, field: string, refusal: Refusal): RefusalView {
  return { field, code: refusal.code, params: { ...refusal.params }, detail: say(t, refusal) };
}

/** The sentence of a refusal. The platform's own codes have theirs among the API's. */
export function say(t: Translator, refusal: Refusal): string {
  const code = refusal.code.replace(/^platform\./, 'api.');
  return t.has(code) ? t.refusal({ code, params: refusal.params }) : t.refusal({ code: 'api.broken', params: {} });
}

/** Answers a refusal as problem+json (RFC 9457) in the caller's language, never to be cached. */
export function answerRefusal(c: Context, refusal: ListedRefusal): Response {
  return answerProblem(c, statusOf(refusal), refusal);
}

/** Answers a refusal under a status of its own. */
export function answerProblem(c: Context, status: number, refusal: ListedRefusal): Response {
  c.set('refusal', refusal.code);
  const t = speakerOf(c);
  const detail = say(t, refusal);
  const body: ProblemBody = {
    type: 'about:blank',
    title: detail,
    status,
    detail,
    code: refusal.code,
    params: { ...refusal.params },
    errors: (refusal.errors ?? []).map(error => viewRefusal(t, error.field, error)),
  };
  const headers: Record<string, string> = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' };
  // How long to wait is said to programs too (RFC 9110 §10.2.3).
  const { seconds } = refusal.params;
  if (status === 429 && typeof seconds === 'number') headers['retry-after'] = String(seconds);
  return new Response(JSON.stringify(body), { status, headers });
}
