import type { KeyObject } from 'node:crypto';
import { DerFields, type DerValue, oidOf } from '../der/decode.ts';
import { oids } from '../der/oids.ts';
import { tag } from '../der/tag.ts';
import { PadesError } from '../failure.ts';
import type { Certificate } from '../x509/certificate.ts';
import { publicKeyOf } from '../x509/public-key.ts';

/** Names of signature algorithms for readers, by object identifier. */
const names: Readonly<Record<string, string>> = {
  [oids.rsaEncryption]: 'RSA',
  [oids.sha256WithRsa]: 'RSA',
  [oids.sha384WithRsa]: 'RSA',
  [oids.sha512WithRsa]: 'RSA',
  [oids.rsassaPss]: 'RSA-PSS',
  [oids.ecdsaWithSha256]: 'ECDSA',
  [oids.ecdsaWithSha384]: 'ECDSA',
  [oids.ecdsaWithSha512]: 'ECDSA',
  [oids.ed25519]: 'Ed25519',
};

/** Name of the algorithm in an AlgorithmIdentifier; the dotted identifier of one that is unknown. */
export function algorithmName(identifier: DerValue): string {
  const dotted = oidOf(new DerFields(identifier).take(tag.oid));
  return names[dotted] ?? dotted;
}

/** Why a certificate’s key is too weak to prove anything; undefined when it is strong enough (ETSI TS 119 312 §6). */
export function weaknessOf(certificate: Certificate, minimumRsaBits: number): string | undefined {
  const key = keyOf(certificate);
  if (key === undefined) return undefined;
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  if (modulusLength !== undefined && modulusLength < minimumRsaBits) return `RSA of ${modulusLength} bits`;
  const strong = namedCurve === undefined || strongCurves.has(namedCurve);
  return strong ? undefined : `curve ${namedCurve}`;
}

const strongCurves = new Set(['prime256v1', 'secp384r1', 'secp521r1', 'brainpoolP256r1', 'brainpoolP384r1']);

function keyOf({ publicKeyInfo }: Certificate): KeyObject | undefined {
  try {
    return publicKeyOf(publicKeyInfo);
  } catch (error) {
    // Judged where the signature is checked: a key that cannot be read verifies nothing.
    if (error instanceof PadesError) return undefined;
    throw error;
  }
}
