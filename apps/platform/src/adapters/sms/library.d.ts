// What we use of the library, which brings no types.
declare module 'smpp' {
  import type { EventEmitter } from 'node:events';

  export interface Pdu {
    readonly command: string;
    readonly command_status: number;
    readonly system_id?: string;
    readonly password?: string;
    readonly source_addr?: string;
    readonly destination_addr?: string;
    readonly data_coding?: number;
    readonly short_message?: { readonly message: string | Buffer; readonly udh?: readonly Buffer[] };
    response(fields?: Readonly<Record<string, unknown>>): Pdu;
  }

  export interface Session extends EventEmitter {
    send(pdu: Pdu): boolean;
    bind_transmitter(fields: Readonly<Record<string, unknown>>, answer: (pdu: Pdu) => void): boolean;
    submit_sm(fields: Readonly<Record<string, unknown>>, answer: (pdu: Pdu) => void): boolean;
    unbind(answer: (pdu: Pdu) => void): boolean;
    close(): void;
    destroy(): void;
  }

  export interface Server extends EventEmitter {
    listen(port: number, host: string, listening: () => void): Server;
    address(): { readonly port: number } | string | null;
    close(closed: () => void): void;
  }

  const smpp: {
    connect(options: { readonly host: string; readonly port: number; readonly tls: boolean }): Session;
    createServer(session: (session: Session) => void): Server;
  };
  export default smpp;
}
