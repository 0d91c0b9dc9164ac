import { createPublicKey, sign } from 'node:crypto';
import { join } from 'node:path';
import { createTimestampResponder, issueCertificate, serveTimestamps } from '@shubbak/pades/testing';
import type { Clock, PersonName } from '../../kernel/index.ts';
import { keepSoftwareKey } from '../signers/software/index.ts';
import { type DemoFiles, readDemoFiles, tenYears } from './demo-files.ts';

/** Policy that the demo's timestamps state: an identifier of the private arc, so that none takes them for real ones. */
const demoPolicy = '1.3.6.1.4.1.99999.1.1';

/** A ceremony key and a certificate authority of the demo's own. */
export interface DemoAuthority {
  /** DER certificates that officers' certificates and timestamps chain to. */
  readonly trust: readonly Uint8Array[];
  /** Base64 SPKI of the ceremony key, as `readCeremonyKey` takes it. */
  readonly ceremonyKey: string;
  /** Signs an administrator's statement, as the ceremony would. */
  readonly ceremony: { sign(bytes: Uint8Array): Promise<Uint8Array> };
  /** Folder of the officers' keys, for `openOfficerKeys`. */
  readonly officerKeys: string;
  /** Makes an officer's key and certificate; answers the DER certificate for the officer's credential statement. */
  issueOfficerCertificate(name: PersonName): Promise<Uint8Array>;
}

/** A demo authority that also answers RFC 3161 requests. */
export interface RunningDemoAuthority extends DemoAuthority {
  /** Address of the timestamp server. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Where the demo keeps its authorities, and in whose time. */
export interface DemoAuthorityOptions {
  readonly mode: 'demo' | 'production';
  readonly dataDir: string;
  readonly clock: Clock;
}

/**
 * Opens the demo's authorities in `DATA_DIR/demo-authority`, made at first use. Throws in production: nobody may be led to rely
 * on a certificate that anyone can issue.
 */
export function openDemoAuthority(options: DemoAuthorityOptions): DemoAuthority {
  return authorityOver(folderOf(options), readFiles(options), options.clock);
}

/** Opens the demo's authorities and serves timestamps on the loopback: on `port`, or any free one. */
export async function startDemoAuthority(
  options: DemoAuthorityOptions & { readonly port?: number },
): Promise<RunningDemoAuthority> {
  const files = readFiles(options);
  const { timestampKey: key, timestampChain: chain } = files;
  const responder = createTimestampResponder({ key, chain, policy: demoPolicy, clock: options.clock });
  const server = await serveTimestamps(responder, { port: options.port ?? 0 });
  return { ...authorityOver(folderOf(options), files, options.clock), url: server.url, stop: () => server.close() };
}

function folderOf({ dataDir }: DemoAuthorityOptions): string {
  return join(dataDir, 'demo-authority');
}

function readFiles(options: DemoAuthorityOptions): DemoFiles {
  if (options.mode === 'production') {
    throw new Error('The demo authority does not run in production: set TSA_URL, TSA_TRUST and CEREMONY_KEY.');
  }
  return readDemoFiles(folderOf(options), options.clock());
}

function authorityOver(folder: string, { authority, ceremonyKey }: DemoFiles, clock: Clock): DemoAuthority {
  const officerKeys = join(folder, 'officers');
  return {
    trust: [authority.certificate],
    ceremonyKey: createPublicKey(ceremonyKey).export({ format: 'der', type: 'spki' }).toString('base64'),
    ceremony: { sign: async bytes => sign('sha256', bytes, ceremonyKey) },
    officerKeys,
    issueOfficerCertificate: async name => {
      const subject = { commonName: `${name.latin} (DEMO)`, organization: 'Shubbak DEMO', country: 'MA' };
      const issued = issueCertificate(authority, { subject, usage: 'signer', validity: tenYears(clock()) });
      await keepSoftwareKey(officerKeys, issued.key.export({ type: 'pkcs8', format: 'pem' }).toString(), issued.chain);
      return issued.certificate;
    },
  };
}
