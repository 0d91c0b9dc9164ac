import { createHash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';

/** What a page needs beyond the ordinary. */
export interface PagePolicy {
  /** Sheets written into the page itself: each is allowed by its digest, none other. */
  readonly inlineStyles?: readonly string[];
  /** WebAssembly and workers made from blobs (page viewer, barcode reader): staff screens only. */
  readonly wasm?: boolean;
  /** Another origin that the page's script may call: the bridge on the clerk's own machine. */
  readonly connect?: string | undefined;
  /** Origins that a form's answer may lead to, besides ours. */
  readonly formsLeadTo?: readonly string[];
}

function styleSource(css: string): string {
  return `'sha256-${createHash('sha256').update(css).digest('base64')}'`;
}

/** The Content-Security-Policy of our pages: our own files only, no inline script, no frame around us (CSP level 3). */
export function contentSecurityPolicy({
  inlineStyles = [],
  wasm = false,
  connect,
  formsLeadTo = [],
}: PagePolicy = {}): string {
  return [
    "default-src 'none'",
    `script-src 'self'${wasm ? " 'wasm-unsafe-eval'" : ''}`,
    ["style-src 'self'", ...inlineStyles.map(styleSource)].join(' '),
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${connect === undefined ? '' : ` ${connect}`}`,
    `worker-src 'self'${wasm ? ' blob:' : ''}`,
    "manifest-src 'self'",
    "media-src 'self' blob:",
    ["form-action 'self'", ...formsLeadTo].join(' '),
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}

/** Middleware that puts the security headers of a page on every answer that does not bring its own. */
export function pageHeaders(policy: PagePolicy = {}): MiddlewareHandler {
  const headers: Readonly<Record<string, string>> = {
    'content-security-policy': contentSecurityPolicy(policy),
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(self), geolocation=(), microphone=(), payment=()',
    // Addresses of papers carry their key: no other site may see them. Our own forms still send their origin.
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  };
  return async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) if (!c.res.headers.has(name)) c.header(name, value);
  };
}
