import { createPublicKey, sign } from 'node:crypto';
import { join } from 'node:path';
import {
  createRevocationResponder,
  createTimestampResponder,
  issueCertificate,
  serveRevocations,
  serveTimestamps,
} from '@shubbak/pades/testing';
import type { Clock, PersonName } from '../../kernel/index.ts';
import { makeSeals } from '../signers/commune-seals.ts';
import type { CommuneSeals } from '../../modules/sealing/index.ts';
import { keepSoftwareKey, openSoftwareKeys } from '../signers/software/index.ts';
import { accessAt, type DemoFiles, readDemoFiles, readTimestampFiles, tenYears } from './demo-files.ts';

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
  /** The seals of every commune, each made when it is first asked for. */
  readonly seals: CommuneSeals;
}

/** A demo authority that also answers RFC 3161 requests. */
export interface RunningDemoAuthority extends DemoAuthority {
  /** Address of the timestamp server. */
  readonly url: string;
  /** Address of the server that says what was revoked. */
  readonly revocationUrl: string;
  stop(): Promise<void>;
}

/** Where the demo keeps its authorities, and in whose time. */
export interface DemoAuthorityOptions {
  readonly mode: 'demo' | 'production';
  readonly dataDir: string;
  readonly clock: Clock;
  /** Where this authority says what it revoked, as certificates made from now on will name it; none unless told. */
  readonly revocationUrl?: string | undefined;
}

/**
 * Opens the demo's authorities in `DATA_DIR/demo-authority`, made at first use. Throws in production: nobody may be led to rely
 * on a certificate that anyone can issue.
 */
export function openDemoAuthority(options: DemoAuthorityOptions): DemoAuthority {
  return authorityOver(options, readFiles(options));
}

/**
 * Opens the demo's authorities and serves timestamps, and word of revoked certificates (none ever is), on the loopback: on the
 * ports told, or any free ones.
 */
export async function startDemoAuthority(
  options: Omit<DemoAuthorityOptions, 'revocationUrl'> & { readonly port?: number; readonly revocationPort?: number },
): Promise<RunningDemoAuthority> {
  const { clock, port = 0, revocationPort = 0 } = options;
  const files = readFiles(options);
  const { authority } = files;
  const revocations = await serveRevocations(createRevocationResponder({ authority, clock }), { port: revocationPort });
  const { url: revocationUrl } = revocations;
  const own = readTimestampFiles(folderOf(options), authority, { now: clock(), revocations: revocationUrl });
  const server = await serveTimestamps(createTimestampResponder({ ...own, policy: demoPolicy, clock }), { port });
  return {
    ...authorityOver({ ...options, revocationUrl }, files),
    url: server.url,
    revocationUrl,
    stop: async () => {
      await server.close();
      await revocations.close();
    },
  };
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

/** What the certificate of a demo's seal calls it. */
const sealNames = {
  copies: 'Commune seal for copies (DEMO)',
  register: 'Commune seal for registers (DEMO)',
  withdrawals: 'Commune seal for lists of acts without effect (DEMO)',
} as const;

function authorityOver(options: DemoAuthorityOptions, { authority, ceremonyKey }: DemoFiles): DemoAuthority {
  const officerKeys = join(folderOf(options), 'officers');
  const issue = async (commonName: string): Promise<Uint8Array> => {
    const subject = { commonName, organization: 'Shubbak DEMO', country: 'MA' };
    const access = accessAt(options.revocationUrl);
    const validity = tenYears(options.clock());
    const issued = issueCertificate(authority, { subject, usage: 'signer', validity, ...access });
    await keepSoftwareKey(officerKeys, issued.key.export({ type: 'pkcs8', format: 'pem' }).toString(), issued.chain);
    return issued.certificate;
  };
  return {
    trust: [authority.certificate],
    ceremonyKey: createPublicKey(ceremonyKey).export({ format: 'der', type: 'spki' }).toString('base64'),
    ceremony: { sign: async bytes => sign('sha256', bytes, ceremonyKey) },
    officerKeys,
    issueOfficerCertificate: name => issue(`${name.latin} (DEMO)`),
    seals: makeSeals(join(folderOf(options), 'seals'), openSoftwareKeys(officerKeys), use => issue(sealNames[use])),
  };
}
