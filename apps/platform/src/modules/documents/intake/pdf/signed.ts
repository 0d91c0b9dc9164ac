import {
  type FindingCode,
  PadesError,
  type PadesErrorCode,
  prepareSignature,
  type ValidationReport,
  validate,
} from '@shubbak/pades';
import { ok, type Result } from '../../../../kernel/index.ts';
import { type Dropped, droppable, type Found } from './hazards.ts';
import { type Judgement, type JudgedSignature, type SignerTrust, summarise } from './judgement.ts';
import { type RebuiltPdf, type SeenPlace, walkPdf } from './rebuild.ts';
import { guard } from './refuse.ts';
import { Stop } from './value.ts';

/** A PDF that arrived signed, and whom its signatures are held against. */
export interface SignedInput {
  readonly bytes: Uint8Array;
  readonly trust: SignerTrust;
  /** Moment for which the signatures are judged. */
  readonly at: Date;
}

/** A PDF that arrived signed and is kept as it is. */
export interface SignedPdf extends Pick<RebuiltPdf, 'pages' | 'letters' | 'languages'> {
  readonly judgement: Judgement;
}

/** More signatures than this are no paper of a counter; each costs a hash of the file. */
const mostSignatures = 64;

/**
 * What may stay in a file that cannot be cleaned: fields, whose drawings are fixed and covered by the signatures, and links, which
 * show nothing and act only when they are clicked. All else that a rebuilt file would lose can change what is seen.
 */
const harmless: ReadonlySet<Dropped> = new Set(['form', 'link']);

/**
 * Judges a PDF that carries signatures: whether they hold, whether nothing in it can change what is seen, and whether one more may be
 * added without breaking any. The bytes are never changed. Refusals: the limits of a rebuild; `documents.signed-holds` (what it holds),
 * `.signed-malformed`, `.signed-changed`, `.signed-broken` (which signature), `.signed-certified`, `.signed-locked`.
 */
export function judgeSigned({ bytes, trust, at }: SignedInput): Promise<Result<SignedPdf>> {
  return guard(async () => {
    // Walked and rebuilt like any other, for the limits and for what it holds; the rebuilt file is thrown away.
    const { pages, letters, languages, signed } = await walkPdf(bytes, refuseHazards);
    const judge = (pdf: Uint8Array): ValidationReport =>
      validate(pdf, {
        trust: trust.signers,
        timestampTrust: trust.timestamps,
        at,
        // Nothing is fetched while somebody waits; whether it was known is shown.
        policy: { revocation: 'if-available' },
      });
    const report = judge(bytes);
    const signatures = signaturesOf(report);
    refuseUnsignable(report, judgeOneMore(bytes, judge));
    const places = signed.map(inMillimetres);
    return ok({ pages, letters, languages, judgement: { at: at.toISOString(), signatures, places } });
  });
}

const millimetresPerPoint = 25.4 / 72;

function inMillimetres({ page, x, y, width, height }: SeenPlace): SeenPlace {
  const [left, top, wide, high] = [x, y, width, height].map(points => points * millimetresPerPoint);
  return { page, x: left ?? 0, y: top ?? 0, width: wide ?? 0, height: high ?? 0 };
}

function refuseHazards(found: Found): void {
  const held = droppable.find(name => found.has(name) && !harmless.has(name));
  if (held !== undefined) throw new Stop('documents.signed-holds', { what: held.replaceAll('-', '_') });
  if (found.has('redrawn-form')) throw new Stop('documents.signed-holds', { what: 'redrawn_form' });
}

function signaturesOf({ findings, signatures }: ValidationReport): readonly JudgedSignature[] {
  // What the walk took for a signature the strict reader must see too, or the two read different files.
  const readable = !findings.some(({ code }) => code === 'file-unreadable' || code === 'file-ambiguous');
  if (!readable || signatures.length === 0) throw new Stop('documents.signed-malformed');
  if (signatures.length > mostSignatures) throw new Stop('documents.too-complex');
  return signatures.map((report, index) => {
    const judged = summarise(report);
    if (judged) return judged;
    const place = { place: index + 1, count: signatures.length };
    const changed = report.conclusion.findings.some(({ code }) => changes.has(code));
    throw changed ? new Stop('documents.signed-changed', place) : new Stop('documents.signed-broken', place);
  });
}

/** Findings that say: what is shown is not what was signed. */
const changes: ReadonlySet<FindingCode> = new Set([
  'message-digest',
  'changed-after',
  'changed-against-certification',
  'changed-locked-field',
  'uncovered-tail',
]);

/** The file judged with one more signature field, as the stamp will be: strict reading, certification and locks speak here. */
function judgeOneMore(bytes: Uint8Array, judge: (pdf: Uint8Array) => ValidationReport): ValidationReport {
  try {
    const box = { left: 0, top: 0, width: 20, height: 20 };
    return judge(prepareSignature(bytes, { contentsSize: 1, box }).toBytes());
  } catch (error) {
    if (!(error instanceof PadesError)) throw error;
    throw new Stop(unsignable[error.code] ?? 'documents.signed-malformed');
  }
}

const unsignable: Readonly<Partial<Record<PadesErrorCode, string>>> = {
  'pdf-encrypted': 'documents.encrypted',
  'pdf-limit-exceeded': 'documents.too-complex',
  'pdf-certified': 'documents.signed-certified',
  'field-locked': 'documents.signed-locked',
};

/** Refuses when one more field would break an earlier signature, by the class of change and not by what one viewer says. */
function refuseUnsignable(before: ValidationReport, after: ValidationReport): void {
  for (const { fieldName, revision, conclusion, certification } of before.signatures) {
    if (certification === 1) throw new Stop('documents.signed-certified');
    const then = after.signatures.find(each => each.fieldName === fieldName && each.revision.end === revision.end);
    const known = new Set(conclusion.findings.map(({ code }) => code));
    const added = then?.conclusion.findings.find(({ code }) => !known.has(code));
    if (then && !added) continue;
    throw added?.code === 'changed-against-certification'
      ? new Stop('documents.signed-certified')
      : new Stop('documents.signed-locked');
  }
}
