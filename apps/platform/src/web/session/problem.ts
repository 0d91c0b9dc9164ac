import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Refusal } from '../../kernel/index.ts';
import { translator } from '../../platform/messages/index.ts';
import type { ProblemBody } from '../api/contract/index.ts';
import { catalogue } from '../catalogue.ts';
import { languageOf } from '../shell/index.ts';

/** Answers a refusal as problem+json (RFC 9457) in the caller's language, never to be cached. */
export function answerProblem(c: Context, status: ContentfulStatusCode, refusal: Refusal): Response {
  const detail = translator(catalogue, languageOf(c)).refusal(refusal);
  const { code, params } = refusal;
  const body: ProblemBody = {
    type: 'about:blank',
    title: detail,
    status,
    detail,
    code,
    params: { ...params },
    errors: [],
  };
  const headers: Record<string, string> = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' };
  // How long to wait is said to programs too (RFC 9110 §10.2.3).
  if (status === 429 && typeof params['seconds'] === 'number') headers['retry-after'] = String(params['seconds']);
  return c.body(JSON.stringify(body), status, headers);
}
