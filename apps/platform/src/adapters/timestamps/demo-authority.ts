import { createPublicKey, sign } from 'node:crypto';
import { join } from 'node:path';
import { createKey, createTimestampResponder, issueCertificate, serveTimestamps } from '@shubbak/pades/testing';
import type { Clock, PersonName } from '../../kernel/index.ts';
import { keepSoftwareKey } from '../signers/software/index.ts';
import { readDemoFiles, tenYears } from './demo-files.ts';

/** Policy that the demo's timestamps state: an identifier of the private arc, so that none takes them for real ones. */
const demoPolicy = '1.3.6.1.4.1.99999.1.1';

/** A ceremony key, a certificate authority and a timestamp authority of the demo's own. */
export interface DemoAuthority {
  /** Address of the RFC 3161 server. */
  readonly url: string;
  /** DER certificates that its tokens, and the officers' certificates, chain to. */
  readonly trust: readonly Uint8Array[];
  /** Base64 SPKI of the ceremony key, as `readCeremonyKey` takes it. */
  readonly ceremonyKey: string;
  /** Signs an administrator's statement, as the ceremony would. */
  readonly ceremony: { sign(bytes: Uint8Array): Promise<Uint8Array> };
  /** Folder of the officers' keys, for `openSoftwareKeys`. */
  readonly officerKeys: string;
  /** Makes an officer's key and certificate; answers the DER certificate for the officer's credential statement. */
  issueOfficerCertificate(name: PersonName): Promise<Uint8Array>;
  stop(): Promise<void>;
}

/**
 * Starts the demo's authorities from `DATA_DIR/demo-authority`, made at first start. Throws in production: nobody may be led
 * to rely on a certificate that anyone can issue.
 */
export async function startDemoAuthority(options: {
  readonly mode: 'demo' | 'production';
  readonly dataDir: string;
  readonly clock: Clock;
  /** Port of the timestamp server on the loopback; any free one unless told. */
  readonly port?: number;
}): Promise<DemoAuthority> {
  const { mode, dataDir, clock } = options;
  if (mode === 'production')
    throw new Error('The demo authority does not run in production: set TSA_URL, TSA_TRUST and CEREMONY_KEY.');
  const folder = join(dataDir, 'demo-authority');
  const officerKeys = join(folder, 'officers');
  const files = readDemoFiles(folder, clock());
  const responder = createTimestampResponder({
    key: files.timestampKey,
    chain: files.timestampChain,
    policy: demoPolicy,
    clock,
  });
  const server = await serveTimestamps(responder, { port: options.port ?? 0 });
  return {
    url: server.url,
    trust: [files.authority.certificate],
    ceremonyKey: createPublicKey(files.ceremonyKey).export({ format: 'der', type: 'spki' }).toString('base64'),
    ceremony: { sign: async bytes => sign('sha256', bytes, files.ceremonyKey) },
    officerKeys,
    issueOfficerCertificate: async name => {
      const subject = { commonName: `${name.latin} (DEMO)`, organization: 'Shubbak DEMO', country: 'MA' };
      const { key, chain, certificate } = issueCertificate(files.authority, {
        subject,
        usage: 'signer',
        validity: tenYears(clock()),
        key: createKey(),
      });
      await keepSoftwareKey(officerKeys, key.export({ type: 'pkcs8', format: 'pem' }).toString(), chain);
      return certificate;
    },
    stop: () => server.close(),
  };
}
