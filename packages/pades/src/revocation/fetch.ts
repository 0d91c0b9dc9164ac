import { createHash } from 'node:crypto';
import { PadesError } from '../failure.ts';
import { exchange } from '../http/exchange.ts';
import type { Certificate } from '../x509/certificate.ts';
import { accessUrlsOf } from '../x509/general-name.ts';
import { ocspRequest } from './ocsp.ts';
import type { RevocationSource } from './source.ts';
import type { RevocationMaterial } from './status.ts';
import { useCrl, useOcsp } from './usable.ts';

/** Whom to ask, and within which bounds. */
export interface RevocationFetchOptions {
  /**
   * Origins that may be asked, exactly: `http://ocsp.authority.example`, `https://crl.example:8443`. A certificate is
   * anybody’s text: an address in it that is not on this list is never contacted.
   */
  readonly origins: readonly string[];
  readonly clock: () => Date;
  /** Each exchange; 5000 unless told. */
  readonly timeoutMilliseconds?: number;
  /** Largest OCSP response; 65536 octets unless told. */
  readonly maximumOcspBytes?: number;
  /** Largest CRL; 16 MiB unless told. */
  readonly maximumCrlBytes?: number;
}

/** Addresses of one kind that are tried for one certificate. */
const mostAddresses = 4;
/** Answers and lists that are remembered. */
const mostRemembered = 256;

/**
 * Fetches OCSP responses and, where none can be had, CRLs, from the addresses that certificates name and the allow-list
 * admits: http and https, without redirects, bounded in size and time. What comes is verified before it is given or
 * remembered, which it is until its nextUpdate. When nothing can be had it throws `revocation-unreachable`, whose cause
 * is an AggregateError of what went wrong at each address.
 */
export function fetchedRevocation(options: RevocationFetchOptions): RevocationSource {
  for (const origin of options.origins) assertOrigin(origin);
  const remembered = new Memory(options.clock);
  return {
    async find(certificate, issuer) {
      const inquiry = new Inquiry(options, remembered, certificate, issuer);
      return (await inquiry.askOcsp()) ?? (await inquiry.askCrls()) ?? inquiry.fail();
    },
  };
}

function assertOrigin(origin: string): void {
  const url = URL.canParse(origin) ? new URL(origin) : undefined;
  const isPlain = url?.origin === origin && (url.protocol === 'http:' || url.protocol === 'https:');
  if (!isPlain) throw new PadesError('option-invalid', `not an origin of http or https: ${origin}`);
}

/** Verified answers until they are due to be renewed; one without nextUpdate is not kept. */
class Memory {
  readonly #clock: () => Date;
  readonly #kept = new Map<string, { readonly der: Uint8Array; readonly until: Date }>();

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  recall(key: string): Uint8Array | undefined {
    const kept = this.#kept.get(key);
    return kept !== undefined && kept.until > this.#clock() ? kept.der : undefined;
  }

  keep(key: string, der: Uint8Array, until: Date | undefined): void {
    if (until === undefined) return;
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= mostRemembered && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.delete(key);
    this.#kept.set(key, { der, until });
  }
}

/** One certificate’s round of questions. */
class Inquiry {
  readonly #options: RevocationFetchOptions;
  readonly #memory: Memory;
  readonly #certificate: Certificate;
  readonly #issuer: Certificate;
  readonly #failures: PadesError[] = [];

  constructor(options: RevocationFetchOptions, memory: Memory, certificate: Certificate, issuer: Certificate) {
    this.#options = options;
    this.#memory = memory;
    this.#certificate = certificate;
    this.#issuer = issuer;
  }

  async askOcsp(): Promise<RevocationMaterial | undefined> {
    const subject = { certificate: this.#certificate, issuer: this.#issuer };
    const key = createHash('sha256').update(this.#certificate.der).update(this.#issuer.der).digest('hex');
    const der = await this.#first(accessUrlsOf(this.#certificate).ocsps, () => key, {
      ask: url =>
        exchange(url, {
          body: ocspRequest(this.#certificate, this.#issuer),
          headers: { 'content-type': 'application/ocsp-request', accept: 'application/ocsp-response' },
          replyType: 'application/ocsp-response',
          ...this.#limits(this.#options.maximumOcspBytes ?? 65_536),
        }),
      verify(response) {
        const { status, nextUpdate } = useOcsp(response, subject);
        if (status === 'unknown') throw new PadesError('revocation-unusable', 'the responder does not know');
        return nextUpdate;
      },
    });
    return der && { ocsps: [der], crls: [] };
  }

  async askCrls(): Promise<RevocationMaterial | undefined> {
    const subject = { certificate: this.#certificate, issuer: this.#issuer };
    const der = await this.#first(accessUrlsOf(this.#certificate).crls, url => url, {
      ask: url =>
        exchange(url, {
          headers: { accept: 'application/pkix-crl' },
          ...this.#limits(this.#options.maximumCrlBytes ?? 16 * 1024 * 1024),
        }),
      verify: list => useCrl(list, subject).crl.nextUpdate,
    });
    return der && { ocsps: [], crls: [der] };
  }

  fail(): never {
    const said = this.#failures.map(({ message }) => message).join('; ');
    throw new PadesError('revocation-unreachable', said || 'the certificate names no address', {
      cause: new AggregateError(this.#failures),
    });
  }

  #limits(maximumBytes: number) {
    const codes = { unreachable: 'revocation-unreachable', tooLarge: 'revocation-unreachable' } as const;
    return { timeoutMilliseconds: this.#options.timeoutMilliseconds ?? 5000, maximumBytes, codes };
  }

  /** The first address whose answer verifies. */
  async #first(
    urls: readonly string[],
    keyOf: (url: string) => string,
    { ask, verify }: { ask: (url: string) => Promise<Uint8Array>; verify: (der: Uint8Array) => Date | undefined },
  ): Promise<Uint8Array | undefined> {
    for (const url of urls.slice(0, mostAddresses)) {
      try {
        this.#assertAllowed(url);
        const known = this.#memory.recall(keyOf(url));
        const der = known ?? (await ask(url));
        const nextUpdate = verify(der);
        if (nextUpdate !== undefined && nextUpdate < this.#options.clock()) {
          throw new PadesError('revocation-unusable', `a new one was due at ${nextUpdate.toISOString()}`);
        }
        if (known === undefined) this.#memory.keep(keyOf(url), der, nextUpdate);
        return der;
      } catch (cause) {
        if (!(cause instanceof PadesError)) throw cause;
        this.#failures.push(new PadesError('revocation-unreachable', `${url}: ${cause.message}`, { cause }));
      }
    }
    return undefined;
  }

  #assertAllowed(address: string): void {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    const isAllowed = url !== undefined && this.#options.origins.includes(url.origin);
    if (!isAllowed || url.username !== '' || url.password !== '') {
      throw new PadesError('revocation-unreachable', 'the address is not on the allow-list');
    }
  }
}
