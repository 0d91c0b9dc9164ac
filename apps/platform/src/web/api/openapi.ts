import { z } from 'zod';
import { problemBody } from './contract/problem.ts';
import { type RouteContract, routes } from './contract/index.ts';
import type { Api } from './serve.ts';

/** Describes every route in OpenAPI 3.1, from the same declarations that serve it, at /api/v1/openapi.json. */
export function mountDescription(api: Api): void {
  for (const [name, route] of Object.entries(routes)) describe(api, name, route);
  api.app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-shubbak',
    description: 'Given by finishSignIn. Named `shubbak` where the public address is not https.',
  });
  api.app.doc31('/api/v1/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Shubbak staff API',
      version: '1',
      description:
        'The counter and the officer. Sign-in gives a session cookie. Every write carries Idempotency-Key (a UUID kept on retry) and, on a request, the version that was read. Errors are problem+json (RFC 9457) in the language of the cookie `language` or of Accept-Language.',
    },
    servers: [{ url: '/' }],
    security: [{ session: [] }],
  });
}

function describe(api: Api, name: string, route: RouteContract): void {
  const ids = [...route.path.matchAll(/\{(\w+)\}/g)].map(match => match[1] ?? '');
  const params = z.object(Object.fromEntries(ids.map(id => [id, z.uuid()])));
  const content =
    typeof route.answer === 'string'
      ? { [route.answer]: { schema: binary } }
      : { 'application/json': { schema: route.answer } };
  api.app.openAPIRegistry.registerPath({
    method: route.method,
    path: `/api/v1${route.path}`,
    operationId: name,
    tags: [route.tag],
    summary: route.summary,
    request: {
      ...(ids.length > 0 && { params }),
      ...(route.query && { query: route.query }),
      ...(route.kind === 'write' && { headers: z.object({ 'Idempotency-Key': z.uuid() }) }),
      ...bodyOf(route),
    },
    responses: {
      200: { description: 'Done', content },
      default: problemResponse,
    },
  });
}

type PathRequest = NonNullable<Parameters<Api['app']['openAPIRegistry']['registerPath']>[0]['request']>;

/** What every route answers when it refuses or fails. */
export const problemResponse = {
  description: 'Refused or failed',
  content: { 'application/problem+json': { schema: problemBody } },
};

const binary = { type: 'string', contentMediaType: 'application/octet-stream' } as const;

function bodyOf(route: RouteContract): Pick<PathRequest, 'body'> {
  if (route.body) return { body: { required: true, content: { 'application/json': { schema: route.body } } } };
  if (!route.form) return {};
  const properties = {
    version: { type: 'integer' as const },
    file: { type: 'array' as const, items: { type: 'string' as const, contentMediaType: 'application/octet-stream' } },
  };
  const schema = { type: 'object' as const, required: ['version', 'file'], properties };
  return { body: { required: true, content: { 'multipart/form-data': { schema } } } };
}
