import { X509Certificate } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { certificatesIn } from '@shubbak/pades';
import type { SignerTrust } from '../modules/documents/index.ts';
import type { Config } from '../platform/config/index.ts';

/** What the sealer and the rooms pin: the root of statements, and whom timestamps and officers' certificates must come from. */
export interface PinnedTrust {
  /** Base64 SPKI of the ceremony key. */
  readonly ceremonyKey: string;
  /** DER certificates that timestamps must chain to. */
  readonly timestamps: readonly Uint8Array[];
  /** DER certificates that officers' certificates must chain to. A timestamp authority vouches for no officer. */
  readonly officers: readonly Uint8Array[];
  /** DER certificates that officers' certificates of training must chain to; they prove nothing for a real commune. */
  readonly training: readonly Uint8Array[];
  /** Whom the signatures of PDFs that arrive are held against: strangers’ authorities, and our own, whose acts people bring back. */
  readonly received: SignerTrust;
}

/** Where the demo's own authority leaves what it would have been configured with. */
export function demoTrustFiles(config: Pick<Config, 'dataDir'>): {
  readonly ceremony: string;
  /** The demo's one authority issues timestamps and officers' certificates. */
  readonly authority: string;
} {
  const folder = join(config.dataDir, 'demo-authority');
  return { ceremony: join(folder, 'ceremony.spki'), authority: join(folder, 'trust.pem') };
}

/**
 * Reads the pinned trust from the files that CEREMONY_KEY, TSA_TRUST and OFFICER_TRUST name, and from the folder SIGNER_TRUST. Throws,
 * naming the variable that lacks.
 */
export function readPinnedTrust(config: Config): PinnedTrust {
  const demo = config.mode === 'demo' ? demoTrustFiles(config) : undefined;
  const ceremony = config.ceremonyKey ?? demo?.ceremony;
  const timestamps = config.tsaTrust ?? demo?.authority;
  const officers = config.officerTrust ?? demo?.authority;
  const strangers = config.signerTrust === undefined ? [] : readFolder(config.signerTrust);
  if (!ceremony)
    throw new Error('CEREMONY_KEY must name a file with the ceremony key (base64 of its SPKI): see docs/operate.md.');
  if (!timestamps) throw new Error('TSA_TRUST must name a PEM file with the timestamp authority’s root certificates.');
  if (!officers)
    throw new Error('OFFICER_TRUST must name a PEM file with the root certificates of officers’ certificates.');
  const own = { timestamps: readCertificates(timestamps), officers: readCertificates(officers) };
  return {
    ceremonyKey: readFileSync(ceremony, 'utf8').trim(),
    ...own,
    training: readTrainingRoot(config),
    received: { signers: [...own.officers, ...strangers], timestamps: [...own.timestamps, ...strangers] },
  };
}

/** Writes what `readPinnedTrust` reads in the demo, where one authority does everything: `authority` holds its DER certificates. */
export function writeDemoTrust(
  config: Pick<Config, 'dataDir'>,
  trust: Pick<PinnedTrust, 'ceremonyKey'> & { readonly authority: readonly Uint8Array[] },
): void {
  const files = demoTrustFiles(config);
  const pem = trust.authority.map(der => new X509Certificate(der).toString()).join('');
  writeWhole(files.ceremony, `${trust.ceremonyKey}\n`);
  writeWhole(files.authority, pem);
}

/** The root that training made for itself on this machine; none where nobody has trained yet. */
function readTrainingRoot({ dataDir }: Pick<Config, 'dataDir'>): Uint8Array[] {
  const path = join(dataDir, 'training-authority', 'ca.pem');
  return existsSync(path) ? readCertificates(path) : [];
}

/** Every certificate of a folder, one or several a file; an empty folder trusts nobody. */
function readFolder(path: string): Uint8Array[] {
  const names = readdirSync(path).filter(name => /\.(?:pem|crt|cer|der)$/i.test(name));
  return names.sort().flatMap(name => readCertificates(join(path, name)));
}

function readCertificates(path: string): Uint8Array[] {
  const bytes = readFileSync(path);
  try {
    return certificatesIn(bytes);
  } catch (error) {
    throw new Error(`${path} holds no certificate.`, { cause: error });
  }
}

function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { flush: true });
  renameSync(`${path}.new`, path);
}
