import { Hono } from 'hono';
import type { StatusCode } from 'hono/utils/http-status';
import { z } from 'zod';
import { asId, isId, type Refusal } from '../../../kernel/index.ts';
import { partLimit, type PendingUpload, type UploadId } from '../../../modules/legalisation/index.ts';
import { personOf, type SessionEnv } from '../../session/index.ts';
import { type AccountContext, speakerFor } from '../page.tsx';
import type { LegaliseDeps } from './deps.ts';
import { base } from './frame.tsx';
import { requestOf } from './steps.ts';

const version = '1.0.0';
const announced = z.object({ length: z.coerce.number().int().min(0), fingerprint: z.string().regex(/^[0-9a-f]{64}$/) });

/**
 * Files part by part, by the core protocol of tus 1.0.0 (tus.io) with its extensions `creation` and `termination`: a file is announced,
 * grows from where it stopped, and is taken in by a form of its own. `Upload-Metadata` holds one key, `fingerprint`, a digest in base64.
 */
export function uploadRoutes(deps: LegaliseDeps): Hono<SessionEnv> {
  const routes = new Hono<SessionEnv>();
  const path = `${base}/:requestId/uploads`;
  routes.use(`${path}/*`, async (c, next) => {
    c.header('tus-resumable', version);
    const asked = c.req.header('tus-resumable');
    if (c.req.method !== 'OPTIONS' && asked !== version) return c.body(null, 412, { 'tus-version': version });
    return next();
  });
  routes.options(path, c =>
    c.body(null, 204, { 'tus-version': version, 'tus-extension': 'creation,termination', 'tus-resumable': version }),
  );
  routes.post(path, c => announce(c, deps));
  routes.on('HEAD', `${path}/:uploadId`, c => find(c, deps));
  routes.get(`${path}/:uploadId`, c => find(c, deps));
  routes.patch(`${path}/:uploadId`, c => go(c, deps));
  routes.delete(`${path}/:uploadId`, c => drop(c, deps));
  return routes;
}

async function announce(c: AccountContext, deps: LegaliseDeps): Promise<Response> {
  const requestId = requestOf(c);
  const asked = announced.safeParse({
    length: c.req.header('upload-length'),
    fingerprint: fingerprintIn(c.req.header('upload-metadata') ?? ''),
  });
  if (requestId === undefined || !asked.success) return c.body(null, 400);
  const upload = await deps.distance.announceUpload(personOf(c), { requestId, ...asked.data });
  if (!upload.ok) return refused(c, upload.refusal);
  const location = `${base}/${requestId}/uploads/${upload.value.id}`;
  return c.body(null, 201, { location, ...progress(upload.value) });
}

/** The digest among the pairs of the header, each a key and base64. */
function fingerprintIn(metadata: string): string {
  const pair = metadata
    .split(',')
    .map(each => each.trim().split(' '))
    .find(([key]) => key === 'fingerprint');
  return Buffer.from(pair?.[1] ?? '', 'base64').toString('utf8');
}

async function find(c: AccountContext, deps: LegaliseDeps): Promise<Response> {
  const at = atOf(c);
  if (!at) return c.body(null, 404);
  const upload = await deps.distance.findUpload(personOf(c), at);
  return upload.ok ? c.body(null, 200, progress(upload.value)) : refused(c, upload.refusal);
}

async function go(c: AccountContext, deps: LegaliseDeps): Promise<Response> {
  const at = atOf(c);
  const startsAt = Number(c.req.header('upload-offset') ?? Number.NaN);
  if (!at || !Number.isSafeInteger(startsAt) || startsAt < 0) return c.body(null, 400);
  if (c.req.header('content-type') !== 'application/offset+octet-stream') return c.body(null, 415);
  if (Number(c.req.header('content-length') ?? 0) > partLimit) return c.body(null, 413);
  const bytes = new Uint8Array(await c.req.arrayBuffer());
  const upload = await deps.distance.continueUpload(personOf(c), { ...at, startsAt, bytes });
  return upload.ok ? c.body(null, 204, progress(upload.value)) : refused(c, upload.refusal);
}

async function drop(c: AccountContext, deps: LegaliseDeps): Promise<Response> {
  const at = atOf(c);
  if (!at) return c.body(null, 404);
  const done = await deps.distance.dropUpload(personOf(c), at);
  return done.ok ? c.body(null, 204) : refused(c, done.refusal);
}

function atOf(c: AccountContext) {
  const requestId = requestOf(c);
  const id = c.req.param('uploadId') ?? '';
  return requestId !== undefined && isId(id) ? { requestId, id: asId<UploadId>(id) } : undefined;
}

function progress({ received, length }: PendingUpload): Record<string, string> {
  return { 'upload-offset': String(received), 'upload-length': String(length), 'cache-control': 'no-store' };
}

const statuses: Readonly<Record<string, StatusCode>> = {
  'requests.not-found': 404,
  'distance.upload-unknown': 404,
  'distance.upload-elsewhere': 409,
  'distance.upload-overflows': 413,
  'documents.too-large': 413,
};

/** Scripts read the status, 409 being where a file goes on elsewhere, and show the sentence. */
function refused(c: AccountContext, refusal: Refusal): Response {
  c.status(statuses[refusal.code] ?? 422);
  return c.text(speakerFor(c).refusal(refusal));
}
