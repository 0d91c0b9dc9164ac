import { sameBytes } from '../bytes.ts';
import { oids } from '../der/oids.ts';
import { PadesError } from '../failure.ts';
import type { RevocationSource } from '../revocation/source.ts';
import { type RevocationMaterial, type RevocationStatus, revocationOf } from '../revocation/status.ts';
import { useOcsp } from '../revocation/usable.ts';
import { isNeverRevoked } from '../verify/revocation.ts';
import type { Certificate } from '../x509/certificate.ts';
import { findPath } from '../x509/path.ts';
import type { Question } from './questions.ts';
import type { ValidationData } from './store.ts';

/** Whom paths may lead to, and where what is missing comes from. */
export interface GatherOptions {
  readonly trust: readonly Certificate[];
  readonly timestampTrust: readonly Certificate[];
  /** Certificates that may stand in a path. */
  readonly pool: readonly Certificate[];
  /** OCSP responses and CRLs that the file holds already. */
  readonly held: RevocationMaterial;
  readonly source: RevocationSource;
  readonly now: Date;
}

/** A certificate, its issuer, and when its key was used. */
interface Link {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  readonly usedAt: Date;
}

/**
 * Finds a path for every question, and for each certificate of it but the anchor verified material which says that it
 * was not revoked when its key was used. What the file holds is used before anything is asked for. Throws
 * `augment-untrusted`, `certificate-revoked`, and `revocation-incomplete` when any of it cannot be had.
 */
export async function gather(questions: readonly Question[], options: GatherOptions): Promise<ValidationData> {
  const gathering = new Gathering(options);
  for (const question of questions) {
    const anchors = question.kind === 'signer' ? options.trust : options.timestampTrust;
    const pool = [...question.carried, ...options.pool];
    const path = findPath(question.certificate, pool, anchors, question.usedAt);
    if (path === undefined) throw new PadesError('augment-untrusted', `no path for ${nameOf(question.certificate)}`);
    for (const [index, certificate] of path.entries()) {
      gathering.certificates.add(certificate.der);
      const issuer = path[index + 1];
      if (issuer !== undefined) await gathering.settle({ certificate, issuer, usedAt: question.usedAt });
    }
  }
  return gathering.data();
}

function nameOf({ commonName, serialNumber }: Certificate): string {
  return `“${commonName ?? 'unnamed'}” (serial number ${Buffer.from(serialNumber).toString('hex')})`;
}

type Known = Exclude<RevocationStatus, { readonly kind: 'unknown' }>;

class Gathering {
  readonly certificates = new Set<Uint8Array>();
  readonly #options: GatherOptions;
  readonly #ocsps: Uint8Array[];
  readonly #crls: Uint8Array[];
  readonly #used = { ocsp: new Set<Uint8Array>(), crl: new Set<Uint8Array>() };
  /** Certificates asked for, so that each is asked for once. */
  readonly #asked: Certificate[] = [];

  constructor(options: GatherOptions) {
    this.#options = options;
    this.#ocsps = [...options.held.ocsps];
    this.#crls = [...options.held.crls];
  }

  data(): ValidationData {
    return { certificates: [...this.certificates], ocsps: [...this.#used.ocsp], crls: [...this.#used.crl] };
  }

  /** Makes sure that something says the certificate was good, and keeps what says so. */
  async settle(link: Link): Promise<void> {
    if (isNeverRevoked(link.certificate)) return;
    const evidence = this.#evidence(link) ?? (await this.#fetch(link)) ?? this.#incomplete(link);
    if (evidence.kind === 'revoked' && evidence.revokedAt <= link.usedAt) {
      const since = evidence.revokedAt.toISOString();
      throw new PadesError('certificate-revoked', `${nameOf(link.certificate)}, since ${since}`);
    }
    this.#used[evidence.type].add(evidence.source);
    const [responder, above] = evidence.responderPath;
    if (responder === undefined || above === undefined || responder.extensions.has(oids.ocspNoCheck)) return;
    await this.settle({ certificate: responder, issuer: above, usedAt: evidence.producedAt });
  }

  #status({ certificate, issuer }: Link): RevocationStatus {
    const { now, pool } = this.#options;
    return revocationOf(certificate, issuer, { ocsps: this.#ocsps, crls: this.#crls }, now, pool);
  }

  /** What is at hand, if it speaks of the time when the key was used: it was current then, or is of later. */
  #evidence(link: Link): Known | undefined {
    const status = this.#status(link);
    if (status.kind === 'unknown') return undefined;
    const isCurrent = status.thisUpdate >= link.usedAt || (status.nextUpdate ?? status.thisUpdate) >= link.usedAt;
    return isCurrent || status.kind === 'revoked' ? status : undefined;
  }

  async #fetch(link: Link): Promise<Known | undefined> {
    await this.#ask(link.certificate, link.issuer);
    const responders = this.#ocsps.flatMap(source => responderToCheck(source, link) ?? []);
    for (const responder of responders) await this.#ask(responder, link.issuer);
    return this.#evidence(link);
  }

  async #ask(certificate: Certificate, issuer: Certificate): Promise<void> {
    if (this.#asked.some(({ der }) => sameBytes(der, certificate.der))) return;
    this.#asked.push(certificate);
    try {
      const { ocsps, crls } = await this.#options.source.find(certificate, issuer);
      this.#ocsps.push(...ocsps);
      this.#crls.push(...crls);
    } catch (cause) {
      if (!(cause instanceof PadesError)) throw cause;
      const message = `nothing to be had for ${nameOf(certificate)}: ${cause.message}`;
      throw new PadesError('revocation-incomplete', message, { cause });
    }
  }

  #incomplete(link: Link): never {
    const { refused } = this.#status(link);
    const reasons = refused.map(({ reason }) => reason).join('; ');
    throw new PadesError('revocation-incomplete', `nothing usable says of ${nameOf(link.certificate)}: ${reasons}`);
  }
}

/** The delegated responder of a response about this link whose own status must be known, if there is one. */
function responderToCheck(source: Uint8Array, link: Link): Certificate | undefined {
  try {
    const { responder, responderNeedsStatus } = useOcsp(source, link);
    return responderNeedsStatus ? responder : undefined;
  } catch (error) {
    if (error instanceof PadesError) return undefined;
    throw error;
  }
}
