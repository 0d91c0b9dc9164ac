import { judgeChanges } from '../changes/judge.ts';
import type { ChangeReport } from '../changes/model.ts';
import { permissionsOf } from '../changes/permissions.ts';
import { PadesError } from '../failure.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { ChangesAfter } from './changes-after.ts';
import { claimsOf } from './claims.ts';
import { conclude, Findings, worstIndication } from './conclude.ts';
import { createContext, type JudgingContext, withStoreOf } from './context.ts';
import { departuresAfter } from './departures.ts';
import { documentToken, judgeSignature, type OwnJudgement } from './judge-signature.ts';
import type { ValidationOptions } from './options.ts';
import { isBlankFrom, openForJudging, type Placement, placeSignature } from './place.ts';
import type { Finding, SignatureReport, SignerClaims, ValidationReport } from './report.ts';
import { type SignedField, signatureFields, type UnreadableSignature } from '../pdf/signature-field.ts';
import { isProof, type JudgedTimestamp, judgeTimestamp } from './timestamps.ts';

/** One field on its way to a report. */
interface Entry {
  readonly found: SignedField | UnreadableSignature;
  readonly findings: Findings;
  readonly placement: Placement | undefined;
}

type PlacedEntry = Entry & { readonly found: SignedField; readonly placement: Placement };

/** A document timestamp that was judged. */
interface Archived {
  readonly entry: PlacedEntry;
  readonly judged: JudgedTimestamp;
}

/**
 * Judges every signature and document timestamp of a PDF (EN 319 102-1, for PAdES EN 319 142-1): what each covers, its
 * cryptography, its signer’s path and revocation at the moment that timestamps prove, the level reached, and what was
 * changed after it. Never throws on a bad file; certificates of `trust` that cannot be read throw `certificate-malformed`.
 * Nothing is fetched: what the file does not carry may be handed in.
 */
export function validate(pdf: Uint8Array, options: ValidationOptions): ValidationReport {
  const context = createContext(options);
  const document = openForJudging(pdf);
  if (document instanceof PadesError) return unreadableReport(context, document);
  try {
    return judgeDocument(context, document);
  } catch (error) {
    if (error instanceof PadesError) return unreadableReport(context, error);
    throw error;
  }
}

function unreadableReport({ at }: JudgingContext, { message }: PadesError): ValidationReport {
  const findings: Finding[] = [{ code: 'file-unreadable', detail: message }];
  return { at, indication: conclude(findings).indication, findings, forgiven: [], signatures: [] };
}

function judgeDocument(empty: JudgingContext, document: PdfDocument): ValidationReport {
  const context = withStoreOf(empty, document);
  const entries = placeAll(document);
  const placed = entries.filter(isPlaced);
  findReuse(entries);
  const archive = judgeArchive(context, placed);
  const changes = new ChangesAfter(
    document,
    placed.map(({ placement }) => placement),
  );
  const reports = entries.map(entry =>
    isPlaced(entry) ? reportOf(context, document, { entry, archive, changes }) : unplacedReport(entry, document),
  );
  // Last, because departures show as objects are read.
  const findings = fileFindings(document, placed);
  const signatures = reports
    .map(report => withFileFindings(report, findings))
    .sort((left, right) => left.revision.end - right.revision.end);
  const indications = signatures.map(({ conclusion }) => conclusion.indication);
  const { forgiven } = document;
  return { at: context.at, indication: worstIndication(indications), findings, forgiven, signatures };
}

/** Each signed revision keeps its own table of objects: so many entries together are as much as memory should hold. */
const mostEntries = 4_000_000;

function placeAll(document: PdfDocument): Entry[] {
  let left = mostEntries;
  return signatureFields(document).map(found => {
    const entry = place(document, found);
    left -= entry.placement?.revision.crossReference.places.size ?? document.crossReference.places.size;
    if (left < 0) throw new PadesError('pdf-limit-exceeded', 'too many objects in too many signed revisions');
    return entry;
  });
}

function place(document: PdfDocument, found: SignedField | UnreadableSignature): Entry {
  const findings = new Findings();
  if ('problem' in found) {
    findings.add('contents-malformed', found.problem);
    return { found, findings, placement: undefined };
  }
  return { found, findings, placement: placeSignature(findings, document, found) };
}

function isPlaced(entry: Entry): entry is PlacedEntry {
  return entry.placement !== undefined;
}

/** What two readers could see differently, and what no signature covers although it is no update. */
function fileFindings(document: PdfDocument, placed: readonly PlacedEntry[]): Finding[] {
  const revisions = [document, ...placed.map(({ placement }) => placement.revision)];
  const ambiguities = new Set(revisions.flatMap(revision => revision.ambiguities));
  const findings = [...ambiguities].map((detail): Finding => ({ code: 'file-ambiguous', detail }));
  findings.push(...departuresAfter(document, newest(placed)?.placement.revision ?? document));
  const end = Math.max(0, ...placed.map(({ placement }) => placement.end));
  const isUpdate = document.crossReference.start >= end;
  if (placed.length > 0 && !isUpdate && !isBlankFrom(document.bytes, end)) {
    findings.push({ code: 'uncovered-tail', detail: `${document.bytes.length - end} octets after ${end}` });
  }
  return findings;
}

function newest(placed: readonly PlacedEntry[]): PlacedEntry | undefined {
  return placed.reduce<PlacedEntry | undefined>(
    (last, entry) => (last === undefined || entry.placement.end > last.placement.end ? entry : last),
    undefined,
  );
}

/** One signature shown in two fields, or two over the same octets: one of the fields was never signed. */
function findReuse(entries: readonly Entry[]): void {
  const seen = new Map<number, Entry>();
  for (const entry of entries) {
    if ('problem' in entry.found) continue;
    const { start } = entry.found.contents;
    const first = seen.get(start);
    if (first === undefined) seen.set(start, entry);
    else
      for (const one of [first, entry])
        one.findings.add('signature-reused', `the signature at ${start} is in two fields`);
  }
}

/** Document timestamps from the newest to the oldest: each that passes proves when all before it existed (§5.6.2.3). */
function judgeArchive(context: JudgingContext, placed: readonly PlacedEntry[]): Archived[] {
  const stamps = placed
    .filter(({ found }) => found.kind === 'document-timestamp')
    .sort((left, right) => right.placement.end - left.placement.end);
  return stamps.flatMap(entry => {
    const { found, findings, placement } = entry;
    const token = documentToken(findings, found);
    if (token === undefined) return [];
    const provenAt = context.proofs.provenAt(placement.end);
    const judged = judgeTimestamp(context, 'document', token, { stamped: placement.covered, provenAt });
    const { genTime } = judged.report;
    if (genTime !== undefined && genTime > provenAt) {
      findings.add('timestamp-order', `${genTime.toISOString()}, but proven at ${provenAt.toISOString()}`);
    }
    if (findings.list.length === 0 && isProof(judged) && genTime !== undefined)
      context.proofs.add(placement.end, genTime);
    return [{ entry, judged }];
  });
}

function reportOf(
  context: JudgingContext,
  document: PdfDocument,
  { entry, archive, changes }: { entry: PlacedEntry; archive: readonly Archived[]; changes: ChangesAfter },
): SignatureReport {
  const { found, placement } = entry;
  const own = found.kind === 'signature' ? judgeOwn(context, entry, archive) : timestampJudgement(entry, archive);
  const after = changes.after(placement.end);
  const permissions = permissionsOf(placement.revision, found.dictionary, found.field.dictionary);
  return {
    kind: found.kind,
    fieldName: found.field.name,
    ...own,
    conclusion: conclude([...entry.findings.list, ...judgeChanges(after, permissions)]),
    revision: { end: placement.end, coversWholeFile: placement.end === document.bytes.length },
    changes: after,
    certification: permissions.certification,
  };
}

function judgeOwn(context: JudgingContext, { found, findings, placement }: PlacedEntry, archive: readonly Archived[]) {
  const later = archive
    .filter(({ entry }) => entry.placement.end > placement.end && entry.findings.list.length === 0)
    .map(({ entry, judged }) => ({ end: entry.placement.end, judged }))
    .reverse();
  return judgeSignature(context, findings, { field: found, placement, archive: later });
}

function timestampJudgement({ found, findings }: PlacedEntry, archive: readonly Archived[]): OwnJudgement {
  const report = archive.find(({ entry }) => entry.found === found)?.judged.report;
  findings.list.push(...(report?.conclusion.findings ?? []));
  const [signer] = report?.path ?? [];
  return {
    ...emptyJudgement(claimsOf(found, undefined)),
    signer: signer && { commonName: signer.commonName, certificate: signer.certificate },
    provenAt: report?.genTime,
    path: report?.path ?? [],
    timestamps: report === undefined ? [] : [report],
  };
}

function emptyJudgement(claims: SignerClaims): OwnJudgement {
  const nothing = { level: undefined, signer: undefined, algorithm: undefined, provenAt: undefined };
  return { ...nothing, notBaseline: [], claims, path: [], timestamps: [] };
}

const noClaims: SignerClaims = {
  name: undefined,
  reason: undefined,
  location: undefined,
  time: undefined,
  roles: [],
  commitment: undefined,
  policy: undefined,
};

/** A signature that covers nothing that can be relied on: the whole file may be anything. */
function unplacedReport({ found, findings }: Entry, { bytes }: PdfDocument): SignatureReport {
  const isSigned = !('problem' in found);
  const nothing: ChangeReport = { class: 'none', changes: [] };
  return {
    kind: isSigned ? found.kind : 'signature',
    fieldName: found.field.name,
    ...emptyJudgement(isSigned ? claimsOf(found, undefined) : noClaims),
    conclusion: conclude(findings.list),
    revision: { end: bytes.length, coversWholeFile: false },
    changes: nothing,
    certification: undefined,
  };
}

function withFileFindings(report: SignatureReport, findings: readonly Finding[]): SignatureReport {
  if (findings.length === 0) return report;
  return { ...report, conclusion: conclude([...findings, ...report.conclusion.findings]) };
}
