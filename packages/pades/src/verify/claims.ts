import { onlyValue, type SignerInfo } from '../cms/signed-data.ts';
import { childrenOf, DerFields, type DerValue, oidOf } from '../der/decode.ts';
import { oids } from '../der/oids.ts';
import { contextTag, tag } from '../der/tag.ts';
import { PadesError } from '../failure.ts';
import { PdfString } from '../pdf/model.ts';
import { decodeDate } from '../pdf/text-string.ts';
import type { SignerClaims } from './report.ts';
import { type SignedField, textOf } from '../pdf/signature-field.ts';

/** What the signer says of themselves and of the signature; attributes that cannot be read are not claimed. */
export function claimsOf(field: SignedField, signerInfo: SignerInfo | undefined): SignerClaims {
  const time = field.dictionary.get('M');
  return {
    name: textOf(field, 'Name'),
    reason: textOf(field, 'Reason'),
    location: textOf(field, 'Location'),
    time: time instanceof PdfString ? decodeDate(time.octets) : undefined,
    roles: readable(() => rolesIn(signerInfo)) ?? [],
    commitment: readable(() => firstOid(signerInfo, oids.commitmentTypeIndication)),
    policy: readable(() => firstOid(signerInfo, oids.signaturePolicyIdentifier)),
  };
}

function readable<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (error instanceof PadesError) return undefined;
    throw error;
  }
}

/** CommitmentTypeIndication and SignaturePolicyId both begin with their identifier (EN 319 122-1 §5.2.3, §5.2.9). */
function firstOid(signerInfo: SignerInfo | undefined, type: string): string | undefined {
  const value = signerInfo && onlyValue(signerInfo.attributes, type);
  return value && oidOf(new DerFields(value).take(tag.oid));
}

/** Names in the claimed attributes of signer-attributes-v2 (EN 319 122-1 §5.2.6.1): every text in them. */
function rolesIn(signerInfo: SignerInfo | undefined): string[] {
  const value = signerInfo && onlyValue(signerInfo.attributes, oids.signerAttributesV2);
  const claimed = value && new DerFields(value).optional(contextTag(0));
  return claimed === undefined ? [] : textsIn(claimed, 0);
}

const deepestRole = 12;

function textsIn(value: DerValue, depth: number): string[] {
  if (value.tag === tag.utf8String || value.tag === tag.printableString)
    return [new TextDecoder().decode(value.content)];
  if ((value.tag & 0x20) === 0 || depth > deepestRole) return [];
  return childrenOf(value).flatMap(child => textsIn(child, depth + 1));
}
