import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import smpp, { type Pdu, type Session } from 'smpp';
import { afterAll, describe, expect, test } from 'vitest';
import { septetsOf, simplify } from './alphabet.ts';
import { createSmppMessenger, openSimulatedPhones, startSimulatedSmsc } from './index.ts';
import { cutIntoParts } from './parts.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'sms-'));
const running = await startSimulatedSmsc({ mode: 'demo', dataDir, port: 0 });
const phones = openSimulatedPhones(dataDir);
afterAll(async () => {
  await running.stop();
  rmSync(dataDir, { recursive: true });
});
const messenger = createSmppMessenger({ url: running.url, sender: 'Shubbak' });
const to = '+212612345678';
const arabic = 'رمزكم في شباك هو 123456، صالح لمدة 15 دقيقة. لن يطلبه منكم أحد من الجماعة. ';

describe('a text', () => {
  test('fits 160 characters of GSM’s alphabet or 70 of another, and is cut beyond', () => {
    const shape = (text: string) => {
      const { coding, parts } = cutIntoParts(text, 7);
      return [coding, parts.map(({ body }) => body.length)];
    };
    expect(shape('é'.repeat(160))).toEqual([0x00, [160]]);
    expect(shape('é'.repeat(161))).toEqual([0x00, [153, 8]]);
    expect(shape('€'.repeat(80))).toEqual([0x00, [160]]);
    // An escaped character is not cut: 76 of two septets, and one septet is left over.
    expect(shape('€'.repeat(81))).toEqual([0x00, [152, 10]]);
    expect(shape('ش'.repeat(70))).toEqual([0x08, [140]]);
    expect(shape('ش'.repeat(71))).toEqual([0x08, [134, 8]]);
    // A surrogate pair is not cut either: 67 units hold 33 pairs.
    expect(shape('😀'.repeat(36))).toEqual([0x08, [132, 12]]);
    expect(cutIntoParts('ش'.repeat(71), 0x1ff).parts.map(({ header }) => [...header])).toEqual([
      [5, 0, 3, 0xff, 2, 1],
      [5, 0, 3, 0xff, 2, 2],
    ]);
    expect(() => cutIntoParts('ش'.repeat(67 * 255 + 1), 1)).toThrow(/255/);
  });

  test('loses typography when nothing else keeps it out of GSM’s alphabet, and marks of direction always', () => {
    expect(simplify('L’année\u00a0: «\u202foui\u202f» …')).toBe('L\'année : " oui " ...');
    expect(simplify('ça n’est pas\u00a0là')).toBe('ça n’est pas\u00a0là');
    expect(simplify('رمزكم \u2066123456\u2069')).toBe('رمزكم 123456');
  });

  test('keeps every character in the alphabet where the standard has it', () => {
    expect(Array.from('@$_ 09AZaz').map(each => septetsOf(each)?.[0])).toEqual([
      0x00, 0x02, 0x11, 0x20, 0x30, 0x39, 0x41, 0x5a, 0x61, 0x7a,
    ]);
    expect(Array.from('éèàÉ').map(each => septetsOf(each)?.[0])).toEqual([0x05, 0x04, 0x7f, 0x1f]);
    expect(septetsOf('€')).toEqual([0x1b, 0x65]);
    expect(septetsOf('\u001b')).toBeUndefined();
  });
});

describe('SMPP', () => {
  test.each([
    ['French in one part', 'Code 123456 à saisir, s’il vous plaît\u00a0: merci'],
    ['signs that are escaped', '[12] {34} ~€^|\\ fin'],
    ['Arabic in one part', 'رمزكم 123456'],
    ['Arabic in three parts', arabic.repeat(2)],
    ['GSM in two parts', 'Un code pour votre visite. '.repeat(8)],
    ['Tifinagh', 'ⴰⵏⴳⴰⵍ ⵏⵏⴽ 123456'],
  ])('carries %s, put together as a phone does', async (_name, text) => {
    expect(await messenger.send({ to, text })).toBe('accepted');
    const [latest] = await phones.list();
    expect(latest).toMatchObject({ channel: 'sms', to, subject: 'Shubbak', text: simplify(text) });
  });

  test('carries any text whole', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), async text => {
        fc.pre(!text.includes('\u0000'));
        const { coding, parts } = cutIntoParts(text, 1);
        const whole = Buffer.concat(parts.map(({ body }) => body));
        if (coding === 0x08) expect(Buffer.from(whole).swap16().toString('utf16le')).toBe(simplify(text));
        for (const { header, body } of parts) expect(header.length + body.length).toBeLessThanOrEqual(160);
      }),
    );
  });

  test('tells refusals for good from those for now, without number or text', async () => {
    for (const [status, expected] of [
      [0x0b, 'refused'],
      [0x58, 'later'],
      [0x14, 'later'],
    ] as const) {
      const centre = await rogueCentre(session => {
        session.on('bind_transmitter', (pdu: Pdu) => session.send(pdu.response()));
        session.on('submit_sm', (pdu: Pdu) => session.send(pdu.response({ command_status: status })));
        session.on('unbind', (pdu: Pdu) => session.send(pdu.response()));
      });
      const answer = await createSmppMessenger({ url: centre.url, sender: 'Shubbak' })
        .send({ to, text: 'secret 123456' })
        .catch((error: unknown) => String(error));
      if (expected === 'refused') expect(answer).toBe('refused');
      else expect(answer).toBe(`Error: the message centre did not take the message (submit ${status})`);
      await centre.stop();
    }
  });

  test('is tried again when a login fails, the line breaks or nobody answers', async () => {
    const closed = await rogueCentre(session => session.on('bind_transmitter', () => session.destroy()));
    const denied = await rogueCentre(session =>
      session.on('bind_transmitter', (pdu: Pdu) => session.send(pdu.response({ command_status: 0x0d }))),
    );
    for (const [url, how] of [
      [closed.url, /closed|ECONNRESET/],
      [denied.url, /bind 13/],
      ['smpp://127.0.0.1:1', /ECONNREFUSED/],
    ] as const)
      await expect(createSmppMessenger({ url, sender: 'Shubbak' }).send({ to, text: 'x' })).rejects.toThrow(how);
    await closed.stop();
    await denied.stop();
  });

  test('sends its login and a sender that is a number as one', async () => {
    const seen: Pdu[] = [];
    const centre = await rogueCentre(session => {
      session.on('bind_transmitter', (pdu: Pdu) => {
        seen.push(pdu);
        session.send(pdu.response());
      });
      session.on('submit_sm', (pdu: Pdu) => {
        seen.push(pdu);
        session.send(pdu.response());
      });
      session.on('unbind', (pdu: Pdu) => session.send(pdu.response()));
    });
    const url = centre.url.replace('smpp://', 'smpp://commune:s%40crt@');
    await createSmppMessenger({ url, sender: '+212520000000' }).send({ to, text: 'x' });
    expect(seen).toMatchObject([
      { system_id: 'commune', password: 's@crt' },
      { source_addr: '212520000000', source_addr_ton: 1, destination_addr: '212612345678', dest_addr_ton: 1 },
    ]);
    await centre.stop();
  });
});

describe('the simulated message centre', () => {
  test('refuses production, keeps files to itself, and finds only its own', async () => {
    await expect(startSimulatedSmsc({ mode: 'production', dataDir, port: 0 })).rejects.toThrow(/production/);
    await messenger.send({ to, text: 'kept' });
    for (const name of readdirSync(join(dataDir, 'phones')))
      expect(statSync(join(dataDir, 'phones', name)).mode & 0o777).toBe(0o600);
    expect(await phones.find('../secrets/envelope-key')).toBeUndefined();
    expect(await phones.find('0'.repeat(32))).toBeUndefined();
    expect(await openSimulatedPhones(join(dataDir, 'nowhere')).list()).toEqual([]);
  });

  test('survives what is no SMPP, and takes nothing from who did not bind', async () => {
    const port = Number(new URL(running.url).port);
    const noise = connect(port, '127.0.0.1', () => noise.write('GET / HTTP/1.1\r\n\r\n'));
    await new Promise(resolve => noise.once('close', resolve));
    const socket = smpp.connect({ host: '127.0.0.1', port, tls: false });
    const status = await new Promise<number>(resolve => {
      socket.once('connect', () =>
        socket.submit_sm({ destination_addr: '212', short_message: 'x' }, pdu => resolve(pdu.command_status)),
      );
    });
    expect(status).toBe(0x04);
    socket.destroy();
    expect(await messenger.send({ to, text: 'still there' })).toBe('accepted');
  });
});

/** A message centre that misbehaves as told. */
async function rogueCentre(serve: (session: Session) => void): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = smpp.createServer(session => {
    session.on('error', () => undefined);
    serve(session);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `smpp://127.0.0.1:${port}`, stop: () => new Promise(resolve => server.close(resolve)) };
}
