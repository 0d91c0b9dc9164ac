import { oids } from '../der/oids.ts';
import { PadesError } from '../failure.ts';
import { type JudgedPath, judgePath } from './certificates.ts';
import { claimsOf } from './claims.ts';
import type { Findings } from './conclude.ts';
import type { JudgingContext } from './context.ts';
import { algorithmOf, notBaselineOf, judgeCryptography, type ReadCms, readCms } from './cryptography.ts';
import { levelOf } from './level.ts';
import type { Placement } from './place.ts';
import type { BaselineLevel, SignatureReport } from './report.ts';
import { cmsOf, type SignedField } from '../pdf/signature-field.ts';
import { isProof, type JudgedTimestamp, judgeTimestamp } from './timestamps.ts';

/** More than any signer asks for, and a bound on a hostile one. */
const mostTimestamps = 16;

/** What a signature says by itself, before anybody asks what was changed after it. */
export type OwnJudgement = Pick<
  SignatureReport,
  'level' | 'notBaseline' | 'signer' | 'algorithm' | 'claims' | 'provenAt' | 'path' | 'timestamps'
>;

/** A signature where it stands. */
interface Placed {
  readonly field: SignedField;
  readonly placement: Placement;
  /** Document timestamps after it that passed, oldest first. */
  readonly archive: readonly { readonly end: number; readonly judged: JudgedTimestamp }[];
}

/** Judges an approval or certification signature (EN 319 102-1 §5.3, §5.5, §5.6), but for changes after it. */
export function judgeSignature(
  context: JudgingContext,
  findings: Findings,
  { field, placement, archive }: Placed,
): OwnJudgement {
  const cms = readCms(findings, field, context.pool);
  if (cms === undefined) return unread(field);
  judgeCryptography(findings, cms, field, { covered: placement.covered, policy: context.policy });
  const holds = findings.list.length === 0;
  const stamps = judgeOwnTimestamps(context, findings, cms, field);
  const all = [...stamps, ...archive.map(({ judged }) => judged)];
  const proofs = all.filter(isProof);
  judgeOrder(findings, stamps, archive);
  const provenAt = oldest(proofs);
  const path =
    cms.signer &&
    judgePath(findings, context, cms.signer, {
      carried: cms.certificates,
      trust: context.trust,
      moments: [provenAt ?? context.at],
    });
  const notBaseline = notBaselineOf(cms, field);
  return {
    level: levelReached({ isBaseline: holds && notBaseline.length === 0, proofs, path, archive }),
    notBaseline,
    signer: cms.signer && { commonName: cms.signer.commonName, certificate: cms.signer.der },
    algorithm: algorithmOf(cms),
    claims: claimsOf(field, cms.signerInfo),
    provenAt,
    path: path?.certificates ?? [],
    timestamps: all.map(({ report }) => report),
  };
}

function unread(field: SignedField): OwnJudgement {
  const claims = claimsOf(field, undefined);
  const nothing = { level: undefined, signer: undefined, algorithm: undefined, provenAt: undefined };
  return { ...nothing, notBaseline: ['unreadable CMS'], claims, path: [], timestamps: [] };
}

/** The signature’s own timestamps, as many as it carries; one that is not over this signature is held against it. */
function judgeOwnTimestamps(
  context: JudgingContext,
  findings: Findings,
  { signerInfo }: ReadCms,
  field: SignedField,
): JudgedTimestamp[] {
  const tokens = signerInfo.unsignedAttributes.get(oids.signatureTimeStampToken) ?? [];
  // Proven as early as whatever proves the place where they stand: inside /Contents.
  const provenAt = context.proofs.provenAt(field.contents.end);
  return tokens.slice(0, mostTimestamps).map(({ bytes }) => {
    const judged = judgeTimestamp(context, 'signature', bytes, { stamped: [signerInfo.signature], provenAt });
    const { conclusion } = judged.report;
    if (conclusion.indication === 'TOTAL-FAILED') {
      findings.add('timestamp-invalid', conclusion.findings.map(({ code, detail }) => `${code}: ${detail}`).join('; '));
    }
    return judged;
  });
}

/** A timestamp of the signature that is later than the document timestamp over it: one of them lies (§5.5.4, step 4c). */
function judgeOrder(findings: Findings, stamps: readonly JudgedTimestamp[], archive: Placed['archive']): void {
  const first = archive.find(({ judged }) => isProof(judged))?.judged.report.genTime;
  for (const { report } of stamps.filter(isProof)) {
    if (first === undefined || report.genTime === undefined || report.genTime <= first) continue;
    findings.add('timestamp-order', `${first.toISOString()} comes after ${report.genTime.toISOString()}`);
  }
}

function oldest(proofs: readonly JudgedTimestamp[]): Date | undefined {
  const times = proofs.flatMap(({ report: { genTime } }) => (genTime === undefined ? [] : [genTime]));
  return times.reduce<Date | undefined>(
    (first, time) => (first === undefined || time < first ? time : first),
    undefined,
  );
}

function levelReached(facts: {
  readonly isBaseline: boolean;
  readonly proofs: readonly JudgedTimestamp[];
  readonly path: JudgedPath | undefined;
  readonly archive: Placed['archive'];
}): BaselineLevel | undefined {
  const { isBaseline, proofs, path, archive } = facts;
  const dataEnd = Math.max(path?.dataEnd ?? Infinity, proofs[0]?.path?.dataEnd ?? Infinity);
  return levelOf({
    isBaseline,
    isTimestamped: proofs.length > 0,
    hasValidationData: dataEnd < Infinity,
    isArchived: archive.some(({ judged, end }) => isProof(judged) && end > dataEnd),
  });
}

/** A document timestamp’s token and what it is over; undefined, and a finding, when there is none. */
export function documentToken(findings: Findings, field: SignedField): Uint8Array | undefined {
  if (field.subFilter !== 'ETSI.RFC3161') findings.add('format-not-pades', `/SubFilter ${field.subFilter ?? 'none'}`);
  try {
    return cmsOf(field);
  } catch (error) {
    if (!(error instanceof PadesError)) throw error;
    findings.add('timestamp-malformed', error.message);
    return undefined;
  }
}
