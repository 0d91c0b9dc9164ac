import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { decodeSample, readMachineReadable } from '../../modules/enrolment/index.ts';
import { readTemplate } from '../../modules/identity/index.ts';
import { createBridge } from '../../web/office/client/visit/station/bridge.ts';
import { zoneOf } from './demo-card.ts';
import { type SimulatedBridge, startSimulatedBridge } from './simulated-bridge.ts';

const page = 'http://guichet.example.ma';
let simulated: SimulatedBridge;
beforeAll(async () => {
  simulated = await startSimulatedBridge({ mode: 'demo', port: 0, allowedOrigin: page });
});
afterAll(() => simulated.stop());

/** A browser's fetch on a page of `site`: it says so, whatever the script wishes. */
function fetchFrom(site: string): typeof fetch {
  return (address, init) => {
    const headers = new Headers(init?.headers);
    headers.set('origin', site);
    return fetch(address, { ...init, headers });
  };
}

/** A browser's storage and its fetch, which says from which site it asks. */
function browser(origin = simulated.origin, from = page) {
  const kept = new Map<string, string>();
  return createBridge({
    origin,
    fetch: fetchFrom(from),
    storage: { getItem: key => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) },
  });
}

async function paired(origin?: string) {
  const bridge = browser(origin);
  const status = await bridge.status();
  const code = status.ok ? (status.value.shownCode ?? '') : '';
  expect(await bridge.pair(code)).toEqual({ ok: true, value: null });
  return bridge;
}

const asked = {
  language: 'fr',
  timeoutSeconds: 5,
  signal: new AbortController().signal,
  onHint: () => undefined,
} as const;

describe('the simulated bridge', () => {
  test('does not run in production', async () => {
    await expect(startSimulatedBridge({ mode: 'production', port: 0, allowedOrigin: page })).rejects.toThrow(
      /production/,
    );
  });

  test('says that it is simulated, and what is plugged in', async () => {
    const status = await browser().status();
    expect(status).toMatchObject({ ok: true, value: { simulated: true, paired: false } });
    expect(status.ok && status.value.devices.map(({ kind }) => kind)).toEqual([
      'fingerprint',
      'card-reader',
      'signature-pad',
    ]);
  });

  test('tells a page of another site nothing, paired or not', async () => {
    for (const from of ['https://evil.example', 'null', `${page}.evil.example`])
      expect(await browser(simulated.origin, from).status()).toEqual({ ok: false, trouble: 'foreign-origin' });
  });

  test('captures nothing for a browser that is not paired', async () => {
    expect(await browser().capture({ device: 'fingerprint', ...asked })).toEqual({ ok: false, trouble: 'not-paired' });
  });

  test('changes its code after five wrong ones, and each code pairs once', async () => {
    const bridge = browser();
    const first = await bridge.status();
    const code = first.ok ? (first.value.shownCode ?? '') : '';
    const wrong = code === '000000' ? '000001' : '000000';
    const troubles: unknown[] = [];
    for (let time = 0; time < 5; time += 1) troubles.push(await bridge.pair(wrong));
    expect(troubles.at(0)).toEqual({ ok: false, trouble: 'wrong-code' });
    expect(troubles.at(-1)).toEqual({ ok: false, trouble: 'too-many-codes' });
    expect(await bridge.pair(code)).toEqual({ ok: false, trouble: 'wrong-code' });
    const second = await bridge.status();
    const fresh = second.ok ? (second.value.shownCode ?? '') : '';
    expect(await bridge.pair(fresh)).toEqual({ ok: true, value: null });
    expect(await browser().pair(fresh)).toMatchObject({ ok: false });
  });
});

describe('a paired browser', () => {
  test('is given a template, a zone and a signature that the platform reads', async () => {
    const bridge = await paired();
    const hints: unknown[] = [];
    const onHint = (hint: unknown) => void hints.push(hint);
    const print = await bridge.capture({ device: 'fingerprint', ...asked, onHint, finger: 7 });
    expect(print.ok && readTemplate(Buffer.from(print.value.template, 'base64'))).toMatchObject({
      ok: true,
      value: { finger: 7 },
    });
    expect(hints).toEqual(['place']);
    const card = await bridge.capture({ device: 'card-reader', ...asked });
    expect(card.ok && readMachineReadable(card.value.lines.join('\n'), '2026-11-10')).toMatchObject({
      ok: true,
      value: { type: 'cnie', number: 'BE654321' },
    });
    const pad = await bridge.capture({ device: 'signature-pad', ...asked });
    expect(pad.ok && decodeSample(Buffer.from(pad.value.sample, 'base64'))).toMatchObject({ ok: true });
  });

  test.each(['timeout', 'poor-quality', 'device-fault'] as const)('hears that a capture failed: %s', async failure => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    const bridge = createBridge({ origin: simulated.origin, fetch: fetchFrom(page), storage });
    const status = await bridge.status();
    await bridge.pair(status.ok ? (status.value.shownCode ?? '') : '');
    const [token = ''] = kept.values();
    const headers = { authorization: `Bearer ${token}`, origin: page };
    await fetch(`${simulated.origin}/simulated/next`, { method: 'PUT', headers, body: JSON.stringify({ failure }) });
    expect(await bridge.capture({ device: 'fingerprint', ...asked })).toEqual({ ok: false, trouble: failure });
    expect(await bridge.capture({ device: 'fingerprint', ...asked })).toMatchObject({ ok: true });
  });

  test('can stop a capture, and the device is free again', async () => {
    const bridge = await paired();
    const stopped = new AbortController();
    const cancelled = bridge.capture({
      device: 'fingerprint',
      ...asked,
      signal: stopped.signal,
      onHint: () => stopped.abort(),
    });
    expect(await cancelled).toEqual({ ok: false, trouble: 'cancelled' });
    expect(await bridge.capture({ device: 'fingerprint', ...asked })).toMatchObject({ ok: true });
  });
});

describe('something else on the bridge’s port', () => {
  let server: Server;
  let origin = '';
  let say: (path: string, body: { readonly nonce?: string }) => { readonly status?: number; readonly text: string };
  let nonce = '';
  beforeAll(async () => {
    server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const sent = Buffer.concat(parts).toString();
        const body = sent === '' ? {} : (JSON.parse(sent) as { readonly nonce?: string });
        nonce = body.nonce ?? nonce;
        const { status = 200, text } = say(request.url ?? '', body);
        response.writeHead(status, { 'content-type': 'application/json' }).end(text);
      });
    });
    await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    origin = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '';
  });
  afterAll(() => new Promise(resolve => server.close(resolve)));
  beforeEach(() => {
    nonce = '';
  });
  const template = Buffer.from('FMR').toString('base64');
  const done = (given: string) =>
    JSON.stringify({ state: 'done', nonce: given, result: { device: 'fingerprint', template, quality: 50 } });

  test.each([
    ['a page', '<html></html>'],
    ['JSON of another kind', '{"ok":true}'],
    ['an error as a success', '{"error":"busy"}'],
    ['nothing', ''],
  ])('that answers %s is not understood', async (_what, text) => {
    say = () => ({ text });
    expect(await browser(origin).status()).toEqual({ ok: false, trouble: 'not-understood' });
    expect(await browser(origin).capture({ device: 'fingerprint', ...asked })).toEqual({
      ok: false,
      trouble: 'not-understood',
    });
  });

  test.each([
    ['another capture', () => done('0'.repeat(16))],
    [
      'another device',
      () => JSON.stringify({ state: 'done', nonce, result: { device: 'card-reader', lines: ['A', 'B'] } }),
    ],
    [
      'a picture of the finger',
      () => JSON.stringify({ state: 'done', nonce, result: { device: 'fingerprint', image: 'AAAA', quality: 50 } }),
    ],
  ])('that answers with %s is not believed', async (_what, text) => {
    say = path => ({ text: path === '/v1/captures' ? '{"id":"12345678"}' : text() });
    expect(await browser(origin).capture({ device: 'fingerprint', ...asked })).toEqual({
      ok: false,
      trouble: 'not-understood',
    });
  });

  test('that says busy is heard, and the right answer is taken', async () => {
    say = () => ({ status: 409, text: '{"error":"busy"}' });
    expect(await browser(origin).capture({ device: 'fingerprint', ...asked })).toEqual({ ok: false, trouble: 'busy' });
    say = path => ({ text: path === '/v1/captures' ? '{"id":"12345678"}' : done(nonce) });
    expect(await browser(origin).capture({ device: 'fingerprint', ...asked })).toMatchObject({ ok: true });
  });

  test('that runs for ever is left at the end of its time', async () => {
    say = path => ({
      text: path === '/v1/captures' ? '{"id":"12345678"}' : JSON.stringify({ state: 'running', nonce, hint: null }),
    });
    const expired = { ...asked, timeoutSeconds: -10 };
    expect(await browser(origin).capture({ device: 'fingerprint', ...expired })).toEqual({
      ok: false,
      trouble: 'timeout',
    });
  });

  test('or nothing at all is unreachable', async () => {
    expect(await browser('http://127.0.0.1:9').status()).toEqual({ ok: false, trouble: 'unreachable' });
  });
});

test('the zone of a demonstration’s card is read back', () => {
  const card = {
    number: 'JY123456',
    birthDate: '1985-04-17',
    expiresOn: '2034-05-31',
    family: 'El Fassi',
    given: 'Amal',
  };
  expect(readMachineReadable(zoneOf(card).join(''), '2026-11-10')).toMatchObject({
    ok: true,
    value: { number: 'JY123456', birthDate: '1985-04-17', expiresOn: '2034-05-31', latinName: 'AMAL EL FASSI' },
  });
});
