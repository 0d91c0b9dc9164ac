import type { RequestListener } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serve } from '../fixtures/http.ts';
import { now, policy, root, timestampAuthority } from '../fixtures/officer.ts';
import { createTimestampResponder } from '../testing/timestamp-responder.ts';
import { serveTimestamps } from '../testing/timestamp-server.ts';
import { fetchTimestamp, fetchTimestampFrom, type TimestampFetchOptions } from './fetch.ts';
import { createNonce, timestampRequest } from './request.ts';

const options: TimestampFetchOptions = {
  imprint: { digest: new Uint8Array(32).fill(1) },
  trust: [root.certificate],
  policy,
  clock: () => now,
};
const { key, chain } = timestampAuthority;
const responder = createTimestampResponder({ key, chain, policy, clock: () => now });

const reply = { 'content-type': 'application/timestamp-reply' };

describe('fetchTimestamp', () => {
  it('asks an authority and checks what it says', async () => {
    const server = await serveTimestamps(responder);
    onTestFinished(() => server.close());
    expect(await fetchTimestamp(server.url, options)).toMatchObject({ genTime: now, policy, tsaName: 'Test TSA' });
  });

  it('asks with a new nonce each time', async () => {
    const seen: string[] = [];
    const recording = {
      respond: (request: Uint8Array) => (seen.push(Buffer.from(request).toString('hex')), responder.respond(request)),
    };
    const server = await serveTimestamps(recording);
    onTestFinished(() => server.close());
    await fetchTimestamp(server.url, options);
    await fetchTimestamp(server.url, options);
    expect(new Set(seen).size).toBe(2);
  });

  it.each<[string, RequestListener, string]>([
    ['fails', (_, response) => response.writeHead(500, reply).end(), 'timestamp-unreachable'],
    [
      'sends a page',
      (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
      'timestamp-unreachable',
    ],
    ['hangs up', request => request.socket.destroy(), 'timestamp-unreachable'],
    ['never answers', () => undefined, 'timestamp-unreachable'],
    ['answers drop by drop', (_, response) => response.writeHead(200, reply).write('0'), 'timestamp-unreachable'],
    [
      'sends too much',
      (_, response) => response.writeHead(200, reply).end(Buffer.alloc(70_000)),
      'timestamp-too-large',
    ],
    ['sends nothing', (_, response) => response.writeHead(200, reply).end(), 'timestamp-malformed'],
  ])('says so when the authority %s', async (_what, listener, code) => {
    const url = await serve(listener);
    await expect(fetchTimestamp(url, { ...options, timeoutMilliseconds: 300 })).rejects.toMatchObject({ code });
  });

  it('follows no redirect, not even to a right authority', async () => {
    const server = await serveTimestamps(responder);
    onTestFinished(() => server.close());
    const url = await serve((_, response) => response.writeHead(307, { location: server.url }).end());
    await expect(fetchTimestamp(url, options)).rejects.toMatchObject({ code: 'timestamp-unreachable' });
  });

  it.each(['http://127.0.0.1:1/', 'not an address', 'file:///etc/passwd'])(
    'says so when it cannot reach %s',
    async url => {
      await expect(fetchTimestamp(url, options)).rejects.toMatchObject({ code: 'timestamp-unreachable' });
    },
  );
});

describe('fetchTimestampFrom', () => {
  const { trust, ...shared } = options;
  const bounded = { imprint: shared.imprint, clock: shared.clock, timeoutMilliseconds: 300 };

  /** Answers for another question: signed rightly, over other data. */
  const liar: RequestListener = (request, response) => {
    request.resume().on('end', () => {
      const other = timestampRequest({ digest: new Uint8Array(32).fill(2) }, createNonce());
      response.writeHead(200, reply).end(responder.respond(other));
    });
  };

  it('asks the next when one is down, slow or lying', async () => {
    const server = await serveTimestamps(responder);
    onTestFinished(() => server.close());
    const others = ['http://127.0.0.1:1/', await serve(() => undefined), await serve(liar)];
    const authorities = [...others, server.url].map(url => ({ url, trust, policy }));
    expect(await fetchTimestampFrom(authorities, bounded)).toMatchObject({ genTime: now, tsaName: 'Test TSA' });
  });

  it('asks nobody else once one has answered', async () => {
    const server = await serveTimestamps(responder);
    onTestFinished(() => server.close());
    let asked = 0;
    const second = await serve(() => void asked++);
    await fetchTimestampFrom(
      [
        { url: server.url, trust },
        { url: second, trust },
      ],
      bounded,
    );
    expect(asked).toBe(0);
  });

  it('says what went wrong at each when none can be believed', async () => {
    const server = await serveTimestamps(responder);
    onTestFinished(() => server.close());
    const authorities = [
      { url: 'http://127.0.0.1:1/', trust },
      { url: await serve(liar), trust },
      { url: server.url, trust: [] },
      { url: server.url, trust, policy: '1.2.3' },
    ];
    const failure: unknown = await fetchTimestampFrom(authorities, bounded).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'timestamp-unavailable',
      cause: {
        errors: [
          { code: 'timestamp-unreachable' },
          { code: 'timestamp-imprint-mismatch' },
          { code: 'timestamp-untrusted' },
          { code: 'timestamp-rejected' },
        ],
      },
    });
    await expect(fetchTimestampFrom([], bounded)).rejects.toMatchObject({ code: 'timestamp-unavailable' });
  });

  it('does not ask around with a question that is wrong', async () => {
    const asking = fetchTimestampFrom([{ url: 'http://127.0.0.1:1/', trust }], {
      ...bounded,
      imprint: { digest: new Uint8Array(5) },
    });
    await expect(asking).rejects.toMatchObject({ code: 'option-invalid' });
  });
});

describe('serveTimestamps', () => {
  it.each([
    ['GET', undefined, undefined, 405],
    ['POST', 'text/plain', 'x', 415],
    ['POST', 'application/timestamp-query', 'x'.repeat(5000), 413],
    ['POST', 'application/timestamp-query', 'x', 200],
  ])('answers %s of %s', async (method, type, body, status) => {
    const server = await serveTimestamps(responder);
    onTestFinished(() => server.close());
    const response = await fetch(server.url, {
      method,
      ...(body && { body }),
      ...(type && { headers: { 'content-type': type } }),
    });
    expect(response.status).toBe(status);
  });
});
