import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { Hono } from 'hono';

/** A file that never changes under its address: the address carries a digest of the bytes. */
export interface Asset {
  /** `/assets/NAME.DIGEST.EXT`. */
  readonly path: string;
  readonly type: string;
  readonly body: Buffer;
}

/** Names `body` by its content; `name` is such as `citizen.css`. */
export function hashedAsset(name: string, type: string, body: string | Buffer): Asset {
  const bytes = Buffer.from(body);
  const digest = createHash('sha256').update(bytes).digest('base64url').slice(0, 12);
  const dot = name.lastIndexOf('.');
  return { path: `/assets/${name.slice(0, dot)}.${digest}${name.slice(dot)}`, type, body: bytes };
}

const runBrotli = promisify(brotliCompress);
const runGzip = promisify(gzip);

// The last percent of a large script is not worth the seconds that its first reader would wait.
const large = 200_000;

const encoders = {
  br: (body: Buffer) => runBrotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: body.length > large ? 6 : 11 } }),
  gzip: (body: Buffer) => runGzip(body, { level: body.length > large ? 6 : 9 }),
} as const;
type Encoding = keyof typeof encoders;

/** The best of our encodings that an Accept-Encoding header allows (RFC 9110 §12.5.3). */
function encodingFor(asset: Asset, header: string | undefined): Encoding | 'identity' {
  if (!/^text\/|javascript|json|svg|wasm/.test(asset.type)) return 'identity';
  const accepted = (header ?? '').split(',').map(item => item.trim());
  const allows = (name: Encoding): boolean =>
    accepted.some(item => item.split(';')[0] === name && !/;\s*q=0(\.0*)?$/.test(item));
  if (allows('br')) return 'br';
  return allows('gzip') ? 'gzip' : 'identity';
}

/** Serves the given assets under `/assets/`, compressed once and kept, to be cached for ever. */
export function assetRoutes(assets: readonly Asset[]): Hono {
  const byPath = new Map(assets.map(asset => [asset.path, asset]));
  const compressed = new Map<string, Promise<Buffer>>();
  const routes = new Hono();

  function bodyOf(asset: Asset, encoding: Encoding | 'identity'): Promise<Buffer> {
    if (encoding === 'identity') return Promise.resolve(asset.body);
    const key = `${encoding} ${asset.path}`;
    const known = compressed.get(key) ?? encoders[encoding](asset.body);
    compressed.set(key, known);
    return known;
  }

  routes.get('/assets/*', async (c, next) => {
    const asset = byPath.get(c.req.path);
    if (!asset) return next();
    const encoding = encodingFor(asset, c.req.header('accept-encoding'));
    const etag = `"${asset.path.split('.').at(-2)}-${encoding}"`;
    c.header('cache-control', 'public, max-age=31536000, immutable');
    c.header('etag', etag);
    c.header('vary', 'Accept-Encoding');
    c.header('x-content-type-options', 'nosniff');
    if (c.req.header('if-none-match')?.includes(etag)) return c.body(null, 304);
    if (encoding !== 'identity') c.header('content-encoding', encoding);
    c.header('content-type', asset.type);
    return c.body(new Uint8Array(await bodyOf(asset, encoding)));
  });
  return routes;
}
