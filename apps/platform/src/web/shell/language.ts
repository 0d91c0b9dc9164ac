import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { isLanguage, type Language } from '../../kernel/index.ts';

declare module 'hono' {
  interface ContextVariableMap {
    /** The language of this answer, set by `chooseLanguage`. */
    language: Language;
  }
}

/** Name of the cookie and of the query parameter that carry the choice. */
const choice = 'language';
const oneYear = 365 * 24 * 3600;

/** Where each language is named in itself, for the switch. */
export const languageNames: Readonly<Record<Language, string>> = {
  ar: 'العربية',
  fr: 'Français',
  zgh: 'ⵜⴰⵎⴰⵣⵉⵖⵜ',
  en: 'English',
};

// A browser may ask for a form of Tamazight that we do not write; the standard one is nearer than another language.
const tamazight = new Set(['zgh', 'tzm', 'shi', 'rif', 'ber']);

/** The first of our languages that an Accept-Language header (RFC 9110 §12.5.4) asks for, or Arabic. */
export function acceptedLanguage(header: string | undefined): Language {
  const ranges = (header ?? '').split(',').map(range => {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
    const weight = parameters.map(parameter => /^\s*q=([\d.]+)/.exec(parameter)?.[1]).find(Boolean);
    return { primary: tag.split('-')[0] ?? '', weight: weight === undefined ? 1 : Number(weight) };
  });
  for (const { primary, weight } of ranges.toSorted((a, b) => b.weight - a.weight)) {
    if (!(weight > 0)) continue;
    if (isLanguage(primary)) return primary;
    if (tamazight.has(primary)) return 'zgh';
  }
  return 'ar';
}

/**
 * Middleware that settles the language of the answer: `?language=`, which also sets the cookie; else the cookie; else
 * Accept-Language; else Arabic. Later handlers read `c.var.language`.
 */
export function chooseLanguage(): MiddlewareHandler {
  return async (c, next) => {
    const asked = c.req.query(choice);
    const kept = getCookie(c, choice);
    if (isLanguage(asked)) {
      setCookie(c, choice, asked, { path: '/', maxAge: oneYear, sameSite: 'Lax', httpOnly: true });
      c.set('language', asked);
    } else {
      c.set('language', isLanguage(kept) ? kept : acceptedLanguage(c.req.header('accept-language')));
    }
    await next();
    // A file under the digest of its content is the same in every language: caches must not split it.
    if (c.res.headers.get('cache-control')?.includes('immutable')) return;
    c.header('content-language', c.var.language);
    c.header('vary', 'Cookie, Accept-Language', { append: true });
  };
}

/**
 * Follows the language that a person chose at the counter, where nobody has chosen one in this browser: until the browser
 * closes, for a shared phone remembers nothing.
 */
export function followLanguage(c: Context, language: Language): void {
  if (!isLanguage(getCookie(c, choice))) setCookie(c, choice, language, { path: '/', sameSite: 'Lax', httpOnly: true });
}

/** The language of this answer, also where the middleware did not run (an error before it). */
export function languageOf(c: Context): Language {
  return c.get('language') ?? acceptedLanguage(c.req.header('accept-language'));
}

/** Address (path and query) of the page being answered, without the choice of language: what the switch links to. */
export function addressOf(c: Context): string {
  const { pathname, searchParams } = new URL(c.req.url);
  searchParams.delete(choice);
  const query = searchParams.toString();
  return query === '' ? pathname : `${pathname}?${query}`;
}

/** `address` in another language. */
export function inLanguage(address: string, language: Language): string {
  return `${address}${address.includes('?') ? '&' : '?'}${choice}=${language}`;
}
