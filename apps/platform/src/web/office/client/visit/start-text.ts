/** What was typed, scanned or pasted at the start of a visit. */
export type Start =
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'zone'; readonly text: string }
  | { readonly kind: 'number'; readonly number: string }
  | { readonly kind: 'unfinished' };

/** Whether a reader has sent the last character of a zone (a passport’s begins with P and has two fewer): then nobody need press a key. */
export function isWholeZone(text: string): boolean {
  const zone = text.replace(/[^A-Za-z0-9<]/g, '');
  return zone.includes('<') && zone.length === (/^p/i.test(zone) ? 88 : 90);
}

/**
 * Tells what a text is: a zone has fillers, a pre-enrolment's code has twelve characters (alone or at the end of a QR's address), anything
 * else is a document's number. Nothing and half a zone are unfinished.
 */
export function readStart(text: string): Start {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'unfinished' };
  if (trimmed.includes('<')) return isWholeZone(trimmed) ? { kind: 'zone', text: trimmed } : { kind: 'unfinished' };
  const code = /(?:^|[/=#?])([0-9a-z]{4}[- ]?[0-9a-z]{4}[- ]?[0-9a-z]{4})$/i.exec(trimmed)?.[1];
  return code === undefined ? { kind: 'number', number: trimmed } : { kind: 'code', code };
}
