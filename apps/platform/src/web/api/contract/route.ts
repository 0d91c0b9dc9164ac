import { z } from 'zod';

/** Answers that are not JSON. */
export type BinaryAnswer = 'application/pdf' | 'image/jpeg' | 'image/svg+xml';

/**
 * One route of the API, declared once: the server mounts it, the OpenAPI description prints it, the client's types come from it.
 * `path` is under /api/v1. Writes need the header `Idempotency-Key` (a UUID made once per intention and kept on retry);
 * a `search` is a POST only to keep what is searched out of addresses, and needs none.
 */
export interface RouteContract {
  readonly method: 'get' | 'post' | 'put' | 'patch';
  readonly path: `/${string}`;
  readonly tag:
    | 'staff'
    | 'people'
    | 'visits'
    | 'files'
    | 'organisations'
    | 'requests'
    | 'pages'
    | 'officer'
    | 'acts'
    | 'administration'
    | 'statements'
    | 'queues'
    | 'certification'
    | 'register'
    | 'screening';
  readonly summary: string;
  readonly kind: 'read' | 'search' | 'write';
  /** Whether the caller's passkey must have answered in the last ten minutes; else the problem is `session.confirm-needed`. */
  readonly fresh?: true;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  /** Body of an upload (multipart/form-data). */
  readonly form?: z.ZodObject;
  readonly answer: z.ZodObject | BinaryAnswer;
}

/** Names in braces in a path: every one is an id. */
export type PathNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathNames<Rest>
  : never;

/** Values for the names in a route's path. */
export type ParamsOf<R extends RouteContract> = Readonly<Record<PathNames<R['path']>, string>>;

/** The JSON that a route accepts, before its defaults are filled in. */
export type BodyOf<R extends RouteContract> = R extends { readonly body: infer B extends z.ZodType }
  ? z.input<B>
  : undefined;

/** The query that a route accepts. */
export type QueryOf<R extends RouteContract> = R extends { readonly query: infer Q extends z.ZodType }
  ? z.input<Q>
  : undefined;

/** What a route answers: the JSON's type, or a Blob for a paper or a picture. */
export type AnswerOf<R extends RouteContract> = R extends { readonly answer: infer A extends z.ZodType }
  ? z.output<A>
  : Blob;

/** How a picture is asked for. */
export const pictureQuery = z.object({
  /** Content version: changes the address when the picture changes, so that it may be cached for good. */
  v: z.string().max(64).optional(),
  width: z.coerce.number().int().min(64).max(3000).optional(),
});
