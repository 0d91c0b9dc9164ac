import { randomInt } from 'node:crypto';
import smpp, { type Pdu, type Session } from 'smpp';
import type { TextMessage, TextMessenger } from '../../modules/notifications/index.ts';
import { cutIntoParts } from './parts.ts';

/** How text messages leave: `url` as `ssmpp://system-id:password@host:port`, `sender` up to eleven letters and digits, or a number. */
export interface SmppOptions {
  readonly url: string;
  readonly sender: string;
}

const patience = 15_000;
/** SMPP 3.4 §5.1.3: the address is wrong, or will never take messages from us. */
const refusals: ReadonlySet<number> = new Set([0x0b, 0x34, 0x50, 0x51]);

/**
 * Text messages over SMPP 3.4, one session a message; `ssmpp://` over TLS. Errors say the kind of failure only: neither number nor text.
 */
export function createSmppMessenger({ url, sender }: SmppOptions): TextMessenger {
  const { protocol, hostname, port, username, password } = new URL(url);
  const tls = protocol === 'ssmpp:';
  const centre = {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (tls ? 3550 : 2775) : Number(port),
    tls,
  };
  const login = { system_id: decodeURIComponent(username), password: decodeURIComponent(password) };
  return {
    send: message =>
      withSession(centre, async exchange => {
        const bound = await exchange(session => answer => session.bind_transmitter(login, answer));
        if (bound !== 0) throw failed(`bind ${bound}`);
        return submit(exchange, message, sender);
      }),
  };
}

/** Asks something of the centre and answers its status, 0 for done. */
type Exchange = (ask: (session: Session) => (answer: (pdu: Pdu) => void) => boolean) => Promise<number>;

async function submit(exchange: Exchange, { to, text }: TextMessage, sender: string): Promise<'accepted' | 'refused'> {
  const { coding, parts } = cutIntoParts(text, randomInt(256));
  for (const { header, body } of parts) {
    const fields = {
      ...sourceOf(sender),
      // International, ISDN numbering plan (SMPP 3.4 §5.2.5, §5.2.6).
      dest_addr_ton: 1,
      dest_addr_npi: 1,
      destination_addr: to.replace(/^\+/, ''),
      data_coding: coding,
      // A code is of no use after a quarter of an hour, and says so (relative time, SMPP 3.4 §7.1.1.2).
      validity_period: '000000001500000R',
      short_message: header.length === 0 ? { message: body } : { udh: header, message: body },
    };
    const status = await exchange(session => answer => session.submit_sm(fields, answer));
    if (refusals.has(status)) return 'refused';
    if (status !== 0) throw failed(`submit ${status}`);
  }
  return 'accepted';
}

function sourceOf(sender: string): Readonly<Record<string, unknown>> {
  const alphanumeric = /[^\d+]/.test(sender);
  return {
    source_addr_ton: alphanumeric ? 5 : 1,
    source_addr_npi: alphanumeric ? 0 : 1,
    source_addr: sender.replace(/^\+/, ''),
  };
}

function failed(how: string): Error {
  return new Error(`the message centre did not take the message (${how})`);
}

/** Opens a session, and closes it whatever happens in it. A line that breaks or stays silent ends every question put to it. */
async function withSession<T>(
  centre: { readonly host: string; readonly port: number; readonly tls: boolean },
  work: (exchange: Exchange) => Promise<T>,
): Promise<T> {
  const session = smpp.connect(centre);
  const { promise: broken, reject } = Promise.withResolvers<never>();
  session.on('error', ({ code = 'broken' }: { readonly code?: string }) => reject(failed(code)));
  session.on('close', () => reject(failed('closed')));
  const timer = setTimeout(() => reject(failed('silent')), patience);
  const ready = new Promise<void>(resolve => session.once(centre.tls ? 'secureConnect' : 'connect', resolve));
  const exchange: Exchange = ask =>
    Promise.race([
      broken,
      new Promise<number>((resolve, refuse) => {
        if (!ask(session)(pdu => resolve(pdu.command_status))) refuse(failed('closed'));
      }),
    ]);
  try {
    await Promise.race([broken, ready]);
    const result = await work(exchange);
    await exchange(each => answer => each.unbind(answer)).catch(() => undefined);
    return result;
  } finally {
    clearTimeout(timer);
    session.destroy();
  }
}
