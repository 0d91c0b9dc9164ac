import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { issueCertificate } from '@shubbak/pades/testing';
import type { Clock, PersonName } from '../../kernel/index.ts';
import type { Assertion, Passkey } from '../../modules/organisation/index.ts';
import type { CommuneSeals, OfficerKeys } from '../../modules/sealing/index.ts';
import { encodeCoseKey } from '../authenticator/index.ts';
import { makeSeals } from '../signers/index.ts';
import { keepSoftwareKey, openSoftwareKeys } from '../signers/software/index.ts';
import { accessAt, readDemoFiles, tenYears } from '../timestamps/index.ts';

/** What training stands on: keys and certificates of its own, on every machine, demonstration or not, that no real commune believes. */
export interface TrainingAuthority {
  /** DER certificates that officers in training chain to. */
  readonly trust: readonly Uint8Array[];
  /** Base64 SPKI of the key that names the administrators of shadow communes. */
  readonly ceremonyKey: string;
  readonly ceremony: { sign(bytes: Uint8Array): Promise<Uint8Array> };
  /** Two passkeys of software that sign what administrators of a shadow commune would. */
  readonly administrators: readonly [TrainingPasskey, TrainingPasskey];
  readonly keys: OfficerKeys;
  readonly seals: CommuneSeals;
  /** Makes a key and certificate for an officer in training; answers the DER certificate. */
  issueOfficerCertificate(name: PersonName): Promise<Uint8Array>;
}

/** A passkey that nobody holds: it answers for the administrators of shadow communes. */
export interface TrainingPasskey extends Passkey {
  readonly assert: (challenge: Uint8Array) => Promise<Assertion>;
}

/** Where the authority is kept, and of which site its passkeys are. */
export interface TrainingAuthorityOptions {
  readonly dataDir: string;
  readonly clock: Clock;
  /** The address that people type. */
  readonly publicUrl: string;
  /** Where its certificates say whether they were revoked, if anywhere. */
  readonly revocationUrl?: string | undefined;
}

const authorityName = {
  commonName: 'Shubbak TRAINING CA (no legal effect)',
  organization: 'Shubbak TRAINING',
  country: 'MA',
};

/**
 * Opens the authority of training in `DATA_DIR/training-authority`, made at first use. It runs in production too: what it signs bears TRAINING in
 * every certificate and on every page, and the sealer believes it for shadow communes alone.
 */
export function openTrainingAuthority(options: TrainingAuthorityOptions): TrainingAuthority {
  const folder = join(options.dataDir, 'training-authority');
  const { authority, ceremonyKey } = readDemoFiles(folder, options.clock(), authorityName);
  const officerKeys = join(folder, 'officers');
  const issue = async (commonName: string): Promise<Uint8Array> => {
    const subject = { commonName, organization: 'Shubbak TRAINING', country: 'MA' };
    const validity = tenYears(options.clock());
    const access = accessAt(options.revocationUrl);
    const issued = issueCertificate(authority, { subject, usage: 'signer', validity, ...access });
    await keepSoftwareKey(officerKeys, issued.key.export({ type: 'pkcs8', format: 'pem' }).toString(), issued.chain);
    return issued.certificate;
  };
  const passkey = (name: string): TrainingPasskey => passkeyAt(join(folder, `${name}.pem`), options.publicUrl);
  return {
    trust: [authority.certificate],
    ceremonyKey: createPublicKey(ceremonyKey).export({ format: 'der', type: 'spki' }).toString('base64'),
    ceremony: { sign: async bytes => sign('sha256', bytes, ceremonyKey) },
    administrators: [passkey('first-administrator'), passkey('second-administrator')],
    keys: openSoftwareKeys(officerKeys),
    seals: makeSeals(join(folder, 'seals'), openSoftwareKeys(officerKeys), use => issue(sealNames[use])),
    issueOfficerCertificate: name => issue(`${name.latin} (TRAINING)`),
  };
}

/** What the certificate of a seal of training calls it. */
const sealNames = {
  copies: 'Commune seal for copies (TRAINING)',
  register: 'Commune seal for registers (TRAINING)',
  withdrawals: 'Commune seal for lists of acts without effect (TRAINING)',
} as const;

function passkeyAt(path: string, publicUrl: string): TrainingPasskey {
  const key = keyAt(path);
  const { origin, hostname: rpId } = new URL(publicUrl);
  const { x = '', y = '' } = createPublicKey(key).export({ format: 'jwk' });
  const cose = encodeCoseKey(Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url'));
  const credentialId = createHash('sha256').update(cose).digest('base64url');
  return {
    credentialId,
    publicKey: Buffer.from(cose).toString('base64url'),
    rpId,
    assert: async challenge => assertionOf({ credentialId, rpId, key }, challenge, origin),
  };
}

/** What an authenticator would answer (WebAuthn Level 3 §6.3.3), the user verified. */
function assertionOf(
  { credentialId, rpId, key }: { readonly credentialId: string; readonly rpId: string; readonly key: KeyObject },
  challenge: Uint8Array,
  origin: string,
): Assertion {
  const asked = Buffer.from(challenge).toString('base64url');
  const clientData = Buffer.from(
    JSON.stringify({ type: 'webauthn.get', challenge: asked, origin, crossOrigin: false }),
  );
  const verified = Buffer.from([0x05, 0, 0, 0, 0]);
  const data = Buffer.concat([createHash('sha256').update(rpId).digest(), verified]);
  const signed = Buffer.concat([data, createHash('sha256').update(clientData).digest()]);
  return {
    credentialId,
    clientDataJSON: clientData.toString('base64url'),
    authenticatorData: data.toString('base64url'),
    signature: sign('sha256', signed, key).toString('base64url'),
  };
}

function keyAt(path: string): KeyObject {
  if (!existsSync(path)) {
    mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 });
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    writeFileSync(`${path}.new`, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flush: true });
    renameSync(`${path}.new`, path);
  }
  return createPrivateKey(readFileSync(path));
}
