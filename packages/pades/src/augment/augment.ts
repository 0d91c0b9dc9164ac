import { sameBytes, sliceSegments } from '../bytes.ts';
import { PadesError } from '../failure.ts';
import { PdfDocument } from '../pdf/document.ts';
import { IncrementalUpdate } from '../pdf/increment.ts';
import { catalogOf } from '../pdf/page.ts';
import { readSecurityStore } from '../pdf/security-store.ts';
import type { RevocationSource } from '../revocation/source.ts';
import { fillContents } from '../sign/embed.ts';
import type { TimestampSource } from '../tsp/source.ts';
import { type VerifiedTimestamp, verifyTimestampToken } from '../tsp/verify.ts';
import { parseCertificate, readableCertificates } from '../x509/certificate.ts';
import { prepareTimestamp } from './document-timestamp.ts';
import { gather } from './gather.ts';
import { questionsOf } from './questions.ts';
import { isEmpty, missingFrom, type ValidationData, writeStore } from './store.ts';

/** Up to where a file is to be brought, and by whom. */
export interface AugmentOptions {
  /** `B-LT` adds validation data; `B-LTA` a document timestamp over it as well, each time anew. */
  readonly to: 'B-LT' | 'B-LTA';
  /** DER certificates trusted for signers. */
  readonly trust: readonly Uint8Array[];
  /** DER certificates trusted for timestamps; those of `trust` unless told. */
  readonly timestampTrust?: readonly Uint8Array[];
  readonly clock: () => Date;
  readonly timestamps: TimestampSource;
  readonly revocation: RevocationSource;
  /** DER certificates that may stand in paths, beside those of the file. */
  readonly certificates?: readonly Uint8Array[];
  /**
   * Fields whose signatures are to be brought up; every one unless told. Those of others, who may be trusted by nobody here,
   * then stand in nobody’s way.
   */
  readonly fields?: readonly string[];
  /** Octets reserved for each token; 16384 unless told. */
  readonly contentsSize?: number;
}

/** A file brought up, in segments of which the first is the input itself. */
export interface AugmentedFile {
  readonly segments: readonly Uint8Array[];
  /** What was added to the security store, DER; all empty when the file held everything. */
  readonly added: ValidationData;
  /** Document timestamps that were added, in order. */
  readonly timestamps: readonly VerifiedTimestamp[];
  /** All in one piece. */
  toBytes(): Uint8Array;
}

const usualContentsSize = 16_384;

/**
 * Brings every signature of a file to B-LT or B-LTA (EN 319 142-1 §6), or renews a B-LTA file: certificates, OCSP
 * responses and CRLs for each signature and timestamp, verified before they are kept, and a document timestamp, in one
 * update. A signature that no timestamp covers is first dated by a document timestamp in an update of its own. The
 * input stays an exact prefix. Throws `augment-unsigned`, `augment-unverified` (what does not hold, by field),
 * `augment-untrusted` (no path), `certificate-revoked`, `revocation-incomplete` (naming the certificate), and what
 * `timestamps` throws.
 */
export async function augment(pdf: Uint8Array, options: AugmentOptions): Promise<AugmentedFile> {
  const first = new PdfDocument(pdf);
  const dated =
    questionsOf(first, poolOf(first, options), options.fields).undated.length === 0
      ? undefined
      : await date(first, options);
  const document = dated === undefined ? first : new PdfDocument(Buffer.concat(dated.segments));
  const data = missingFrom(document, await gatherFor(document, options));
  const archived = options.to === 'B-LTA' ? await date(document, options, data) : undefined;
  const written = archived?.segments ?? withStore(document, data);
  const segments = [pdf, ...sliceSegments(written, pdf.length)];
  assertHolds(pdf, segments, options);
  const timestamps = [dated, archived].flatMap(step => (step === undefined ? [] : [step.timestamp]));
  return { segments, added: data, timestamps, toBytes: () => Buffer.concat(segments) };
}

function poolOf(document: PdfDocument, { certificates = [] }: AugmentOptions) {
  const stored = readSecurityStore(document).certificates.map(({ der }) => der);
  return readableCertificates([...certificates, ...stored]);
}

function gatherFor(document: PdfDocument, options: AugmentOptions): Promise<ValidationData> {
  const { ocsps, crls } = readSecurityStore(document);
  const pool = poolOf(document, options);
  const trust = options.trust.map(parseCertificate);
  return gather(questionsOf(document, pool, options.fields).list, {
    trust,
    timestampTrust: options.timestampTrust?.map(parseCertificate) ?? trust,
    pool,
    held: { ocsps: ocsps.map(({ der }) => der), crls: crls.map(({ der }) => der) },
    source: options.revocation,
    now: options.clock(),
  });
}

/** The file with a document timestamp, and with validation data where some is given. */
async function date(document: PdfDocument, options: AugmentOptions, data?: ValidationData) {
  const { contentsSize = usualContentsSize, timestampTrust = options.trust } = options;
  const added = data === undefined || isEmpty(data) ? undefined : data;
  const prepared = prepareTimestamp(document, added, contentsSize);
  const imprint = { digest: prepared.digest() };
  const { token } = await options.timestamps(imprint);
  const { info: _info, ...timestamp } = verifyTimestampToken(token, { imprint, trust: timestampTrust });
  return { segments: fillContents(prepared, token), timestamp };
}

function withStore(document: PdfDocument, data: ValidationData): Uint8Array[] {
  if (isEmpty(data)) return [document.bytes];
  const update = new IncrementalUpdate(document);
  const entries = writeStore(update, document, data);
  const { reference, dictionary } = catalogOf(document);
  if (entries.size > 0) update.write(reference, new Map([...dictionary, ...entries]));
  update.finish();
  return [document.bytes, update.bytes()];
}

/** Reads the written file again: the input is its beginning, every signature and timestamp holds, nothing is missing. */
function assertHolds(pdf: Uint8Array, segments: readonly Uint8Array[], options: AugmentOptions): void {
  const bytes = Buffer.concat(segments);
  if (!sameBytes(bytes.subarray(0, pdf.length), pdf)) throw new Error('the input is not the beginning of the output');
  const document = new PdfDocument(bytes);
  const { undated } = questionsOf(document, poolOf(document, options), options.fields);
  if (undated.length > 0) throw new PadesError('augment-unverified', `no timestamp covers ${undated.join(', ')}`);
}
