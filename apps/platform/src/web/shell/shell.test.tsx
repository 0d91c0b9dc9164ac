import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { homeRoutes } from '../home/index.ts';
import { assetRoutes, hashedAsset } from './assets.ts';
import { designAssets, sheetAddress } from './design-assets.ts';
import { answerError, pageFailure, pageNotFound } from './error-page.tsx';
import { contentSecurityPolicy, pageHeaders } from './headers.ts';
import { acceptedLanguage, chooseLanguage } from './language.ts';
import { renderPage } from './page.tsx';

const app = new Hono();
app.use(chooseLanguage(), pageHeaders());
app.route('/', assetRoutes(designAssets));
app.route('/', homeRoutes({ demo: true }));
app.get('/closed', c => answerError(c, 'unavailable'));
app.get('/broken', () => {
  throw new Error('a secret detail');
});
app.notFound(pageNotFound);
app.onError(pageFailure(() => '7F3K-22QD'));

async function get(path: string, headers: Record<string, string> = {}): Promise<{ response: Response; html: string }> {
  const response = await app.request(path, { headers });
  return { response, html: await response.text() };
}

describe('the language of a page', () => {
  test.each([
    ['fr-MA,fr;q=0.9,ar;q=0.8', 'fr'],
    ['de, en;q=0.4, ar-MA;q=0.7', 'ar'],
    ['shi-Tfng', 'zgh'],
    ['fr;q=0, en;q=0.1', 'en'],
    ['xx', 'ar'],
    [undefined, 'ar'],
  ])('Accept-Language %s gives %s', (header, language) => {
    expect(acceptedLanguage(header)).toBe(language);
  });

  test('the address wins over the cookie, the cookie over the browser, and the choice is kept', async () => {
    const asked = await get('/?language=zgh', { cookie: 'language=fr', 'accept-language': 'en' });
    expect(asked.html).toContain('<html lang="zgh" dir="ltr">');
    expect(asked.response.headers.get('set-cookie')).toMatch(/^language=zgh; .*Path=\/.*HttpOnly.*SameSite=Lax/);
    expect((await get('/', { cookie: 'language=ar', 'accept-language': 'en' })).html).toContain(
      '<html lang="ar" dir="rtl">',
    );
    const negotiated = await get('/', { 'accept-language': 'en' });
    expect(negotiated.response.headers.get('content-language')).toBe('en');
    expect(negotiated.response.headers.get('vary')).toContain('Accept-Language');
    expect((await get('/?language=de', { cookie: 'language=fr' })).html).toContain('<html lang="fr"');
  });

  test('the switch keeps the path and the rest of the query', async () => {
    const { html } = await get('/nowhere/at-all?page=2&language=fr');
    expect(html).toContain('href="/nowhere/at-all?page=2&amp;language=ar" lang="ar"');
  });
});

describe('a page', () => {
  test('has no script or style of its own, and keeps data inside its block', () => {
    const data = { sly: '</script><script>alert(1)</script>' };
    const html = renderPage({ language: 'en', title: 'T', address: '/', body: <p>x</p>, data, scripts: ['/a.js'] });
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html).toContain('\\u003c/script>');
    expect(html).not.toMatch(/ style=|<style| on[a-z]+="/);
    expect(html.startsWith('<!doctype html><html lang="en" dir="ltr">')).toBe(true);
  });

  test('may carry its sheet, which the policy then allows by digest alone', () => {
    const html = renderPage({ language: 'ar', title: 'T', address: '/', body: null, inlineStyle: 'a>b{color:red}' });
    expect(html).toContain('<style>a>b{color:red}</style>');
    expect(html).not.toContain('/assets/');
    expect(contentSecurityPolicy({ inlineStyles: ['a>b{color:red}'] })).toMatch(
      /style-src 'self' 'sha256-[\w+/]{43}='/,
    );
    expect(contentSecurityPolicy()).not.toContain('unsafe');
  });

  test('may be left wholly to a script', () => {
    const html = renderPage({
      language: 'fr',
      title: 'T',
      address: '/',
      look: 'office',
      frame: 'none',
      body: <div id="root" />,
    });
    expect(html).toContain('<body class="dense"><div id="root"></div></body>');
  });

  test('weighs less than 60 kB with its sheet, compressed, fonts apart', async () => {
    const { html } = await get('/?language=ar');
    const sheet = await get(sheetAddress('citizen'));
    expect(gzipSync(html).length + gzipSync(sheet.html).length).toBeLessThan(60_000);
    expect(html).toContain(sheetAddress('citizen'));
  });

  test('preloads the fonts of its own script only', async () => {
    const preloaded = async (language: string): Promise<readonly string[]> =>
      [...(await get(`/?language=${language}`)).html.matchAll(/rel="preload"[^>]*href="([^"]+)"/g)].map(
        m => m[1] ?? '',
      );
    expect((await preloaded('ar')).every(href => href.includes('arabic'))).toBe(true);
    expect((await preloaded('zgh')).map(href => href.split('.')[0])).toEqual([
      '/assets/noto-sans-tifinagh-tifinagh-400',
    ]);
  });
});

describe('assets', () => {
  test('are compressed as asked, cached for ever, and not sent twice', async () => {
    const path = sheetAddress('citizen');
    const plain = await app.request(path);
    const text = await plain.text();
    const brotli = await app.request(path, { headers: { 'accept-encoding': 'gzip, br' } });
    const gzip = await app.request(path, { headers: { 'accept-encoding': 'gzip, br;q=0' } });
    expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(brotliDecompressSync(Buffer.from(await brotli.arrayBuffer())).toString()).toBe(text);
    expect(gunzipSync(Buffer.from(await gzip.arrayBuffer())).toString()).toBe(text);
    expect(plain.headers.get('vary')).toBe('Accept-Encoding');
    const etag = brotli.headers.get('etag') ?? '';
    const again = await app.request(path, { headers: { 'accept-encoding': 'br', 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  test('fonts that the sheet names are served as they are', async () => {
    const sheet = (await get(sheetAddress('office'))).html;
    for (const [, path = ''] of sheet.matchAll(/url\((\/assets\/[^)]+)\)/g)) {
      const font = await app.request(path, { headers: { 'accept-encoding': 'br' } });
      expect([font.status, font.headers.get('content-type'), font.headers.get('content-encoding')]).toEqual([
        200,
        'font/woff2',
        null,
      ]);
    }
  });

  test('change address with their content, and unknown ones are not found', async () => {
    expect(hashedAsset('a.css', 'text/css', 'x').path).not.toBe(hashedAsset('a.css', 'text/css', 'y').path);
    expect((await app.request('/assets/citizen.000000000000.css')).status).toBe(404);
  });
});

describe('an error', () => {
  test('says what happened, what is safe and what to do, with its status', async () => {
    const { response, html } = await get('/nowhere?language=fr');
    expect(response.status).toBe(404);
    expect(html).toContain('Page introuvable');
    expect(html).toContain('Ce qui est préservé');
    expect(html).toContain('Que faire maintenant');
    expect((await get('/closed')).response.headers.get('retry-after')).toBe('120');
  });

  test('of ours shows its reference and nothing of itself', async () => {
    const { response, html } = await get('/broken?language=en');
    expect([response.status, response.headers.get('cache-control')]).toEqual([500, 'no-store']);
    expect(html).toContain('<bdi class="num">7F3K-22QD</bdi>');
    expect(html).not.toContain('a secret detail');
  });

  test('carries the headers of a page', async () => {
    const { response } = await get('/nowhere');
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });
});
