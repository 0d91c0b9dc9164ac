import type { Context } from 'hono';

/** Browsers show no PDF in a sandbox, nor where objects are forbidden; everything else is. */
const pdfPolicy =
  "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/**
 * Answers with a PDF that nobody may keep but who asked: `inline` to be seen, `attachment` to be saved under `name`, an
 * entry number such as 2026/MAA03/000127.
 */
export function answerPdf(
  c: Context,
  bytes: Uint8Array,
  { disposition, name }: { readonly disposition: 'inline' | 'attachment'; readonly name: string },
): Response {
  c.header('content-type', 'application/pdf');
  c.header('content-disposition', `${disposition}; filename="${name.replaceAll(/[^\w.-]+/g, '-')}.pdf"`);
  c.header('content-security-policy', pdfPolicy);
  c.header('x-content-type-options', 'nosniff');
  c.header('cache-control', 'no-store');
  return c.body(new Uint8Array(bytes));
}
