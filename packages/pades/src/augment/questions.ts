import { sameBytes } from '../bytes.ts';
import { onlyValue } from '../cms/signed-data.ts';
import { oids } from '../der/oids.ts';
import { PadesError } from '../failure.ts';
import type { PdfDocument } from '../pdf/document.ts';
import type { TimestampInfo } from '../tsp/token.ts';
import { readTimestampToken } from '../tsp/verify.ts';
import { Findings } from '../verify/conclude.ts';
import { judgeCryptography, readCms } from '../verify/cryptography.ts';
import { defaultPolicy } from '../verify/options.ts';
import { type Placement, placeSignature } from '../verify/place.ts';
import { cmsOf, type SignedField, signatureFields, signedFields } from '../pdf/signature-field.ts';
import { hash } from '../x509/algorithm.ts';
import type { Certificate } from '../x509/certificate.ts';

/** A certificate whose path and status must be known, and for when. */
export interface Question {
  readonly kind: 'signer' | 'timestamp';
  readonly certificate: Certificate;
  /** Certificates that came with it. */
  readonly carried: readonly Certificate[];
  /** When its key was used: the time of the first timestamp over it, or its own. */
  readonly usedAt: Date;
}

/** What a file asks for. */
export interface Questions {
  readonly list: readonly Question[];
  /** Names of the fields whose signatures no timestamp covers yet: they must be dated first. */
  readonly undated: readonly string[];
}

interface Placed {
  readonly field: SignedField;
  readonly placement: Placement;
}

/**
 * Finds every signature and timestamp of the file and checks its cryptography: data is kept for nothing that does not
 * hold. With `names`, only the signatures of these fields count, and the document timestamps that came after the first of
 * them. Throws `augment-unsigned` and `augment-unverified`.
 */
export function questionsOf(
  document: PdfDocument,
  pool: readonly Certificate[],
  names: readonly string[] | undefined,
): Questions {
  const placed = chosenFields(document, names).map(field => placeOrRefuse(document, field));
  const documentStamps = placed
    .filter(({ field }) => field.kind === 'document-timestamp')
    .map(({ field, placement }) => ({
      end: placement.end,
      question: timestampQuestion(field, cmsOf(field), placement.covered, pool),
    }))
    .sort((left, right) => left.end - right.end);
  const list: Question[] = [];
  const undated: string[] = [];
  for (const { field, placement } of placed) {
    if (field.kind === 'document-timestamp') continue;
    const covering = documentStamps.find(({ end }) => end > placement.end)?.question.usedAt;
    const { stamp, signer, carried } = readSignature(field, placement, pool);
    if (stamp !== undefined) list.push(stamp);
    const usedAt = stamp?.usedAt ?? covering;
    if (usedAt === undefined) undated.push(field.field.name);
    else list.push({ kind: 'signer', certificate: signer, carried, usedAt });
  }
  return { list: [...list, ...documentStamps.map(({ question }) => question)], undated };
}

function chosenFields(document: PdfDocument, names: readonly string[] | undefined): SignedField[] {
  if (names === undefined) {
    const all = signedFields(document);
    if (all.length === 0) throw new PadesError('augment-unsigned', 'the file has no signature');
    return all;
  }
  const readable = signatureFields(document).flatMap(found => ('problem' in found ? [] : [found]));
  const chosen = names.map(name => {
    const found = readable.find(({ field, kind }) => kind === 'signature' && field.name === name);
    return found ?? missing(name);
  });
  const first = Math.min(...chosen.map(({ contents }) => contents.start));
  const stamps = readable.filter(({ kind, contents }) => kind === 'document-timestamp' && contents.start > first);
  return [...chosen, ...stamps];
}

function missing(name: string): never {
  throw new PadesError('augment-unsigned', `no readable signature in field "${name}"`);
}

function refuse(field: SignedField, findings: Findings): never {
  const said = findings.list.map(({ code, detail }) => `${code}: ${detail}`).join('; ');
  throw new PadesError('augment-unverified', `field "${field.field.name}": ${said}`);
}

function placeOrRefuse(document: PdfDocument, field: SignedField): Placed {
  const findings = new Findings();
  const placement = placeSignature(findings, document, field);
  return placement === undefined ? refuse(field, findings) : { field, placement };
}

function readSignature(field: SignedField, { covered }: Placement, pool: readonly Certificate[]) {
  const findings = new Findings();
  const cms = readCms(findings, field, pool);
  if (cms?.signer === undefined) return refuse(field, findings);
  judgeCryptography(findings, cms, field, { covered, policy: defaultPolicy });
  if (findings.list.length > 0) return refuse(field, findings);
  const token = onlyValue(cms.signerInfo.unsignedAttributes, oids.signatureTimeStampToken);
  const { signature } = cms.signerInfo;
  const stamp = token && timestampQuestion(field, token.bytes, [signature], pool);
  return { stamp, signer: cms.signer, carried: cms.certificates };
}

function timestampQuestion(
  { field }: SignedField,
  token: Uint8Array,
  stamped: readonly Uint8Array[],
  pool: readonly Certificate[],
): Question {
  try {
    const matches = ({ algorithm, digest }: TimestampInfo['imprint']) => sameBytes(digest, hash(algorithm, ...stamped));
    const { signer, carried, info } = readTimestampToken(token, matches, { pool, oldReferences: true });
    return { kind: 'timestamp', certificate: signer, carried, usedAt: info.genTime };
  } catch (cause) {
    if (!(cause instanceof PadesError)) throw cause;
    throw new PadesError('augment-unverified', `field "${field.name}": ${cause.message}`, { cause });
  }
}
