import {
  type Actor,
  type CommuneId,
  ok,
  type OrganisationId,
  type PersonId,
  type Place,
  refuse,
  type RequestId,
  type Result,
  type StaffActor,
} from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { Judgement, RequestDocument } from '../documents/index.ts';
import { getOffice, placeOf } from '../organisation/index.ts';
import { sayUnread } from './language.ts';
import { draftFaceOf, loadFile, readFileFor, stampLanguagesOf } from './file.ts';
import type { LegalisationFile, StampPlace } from './model.ts';
import { judge } from './overview.ts';
import { type DraftFace, inCommune, type LegalisationDeps } from './ports.ts';
import { isReadyToSign } from './submission.ts';

/** Where the pages of an act come from, where its stamp goes, and what the officer was shown of earlier signatures: frozen with the act. */
export type LegalisationPaper = {
  readonly kind: RequestDocument['kind'];
  /** The PDF whose pages are stamped: the clean one, or the signed one as it arrived; empty for a scan. */
  readonly pdf: string;
  /** Millimetres, as displayed; `image` is empty for a PDF. */
  readonly pages: readonly { readonly image: string; readonly width: number; readonly height: number }[];
  readonly languages: string;
  /** Page index, and millimetres from the top left of the page as it came in. */
  readonly stamp: { readonly page: number; readonly x: number; readonly y: number };
  /** Of a signed PDF. */
  readonly judgement?: Judgement;
  /** What was signed by hand and where: a page index, a field in millimetres, the blob of strokes. Never on a signed PDF. */
  readonly signatures?: readonly PlacedSignature[];
};

/** A drawn signature in its field of a page, millimetres from the top left of the page as it came in. */
export type PlacedSignature = {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly drawn: string;
};

/** Everything that an act freezes of a request. */
export interface LegalisationFacts {
  readonly requestId: RequestId;
  readonly nature: 'legalisation';
  readonly place: Place;
  readonly officeCode: string;
  readonly face: DraftFace & { readonly kind: 'legalisation'; readonly wording: string };
  readonly paper: LegalisationPaper;
  readonly holders: readonly PersonId[];
  readonly organisations: readonly OrganisationId[];
}

/**
 * The facts of a queued request, which stays locked until the transaction ends. Refusals: those of `requests.holdForSigning`,
 * `distance.not-agreed` and `distance.not-checked` for one made at a distance, `legalisation.document-expired` for a card that ran out in the queue, `.nature-refused` for a nature and
 * `.language-refused` for a language that the commune refuses since, `.not-ready`, and what ended a mandate under which somebody signed (`mandates.…`): asked again here, when the act is prepared and when it
 * is confirmed.
 */
export async function actFacts(
  deps: LegalisationDeps,
  tx: Tx,
  actor: Actor,
  asked: { readonly communeId: CommuneId; readonly requestId: RequestId; readonly version: number | null },
): Promise<Result<LegalisationFacts>> {
  const request = await deps.requests.holdForSigning(tx, actor, asked);
  if (!request.ok) return request;
  const { state } = request.value;
  if (state !== 'queued') return refuse('requests.not-in-this-state', { state });
  const loaded = await loadFile(deps, tx, request.value);
  if (!loaded.ok) return loaded;
  const file = loaded.value;
  if (file.ruling?.rule === 'refuse') return refuse('legalisation.nature-refused');
  if (file.unread?.rule === 'refuse') return { ok: false, refusal: sayUnread(file.unread) };
  const expired = file.signatories.find(({ person }) => person.document.expired);
  if (expired) return refuse('legalisation.document-expired', { date: expired.person.document.expiresOn });
  const fault = file.signatories.map(({ capacity }) => capacity?.fault).find(each => each);
  if (fault) return { ok: false, refusal: fault };
  // Again at each asking: a party may have been replaced, or the paper returned, since the officer looked.
  if (file.distance?.fault) return { ok: false, refusal: file.distance.fault };
  if (request.value.channel === 'distance' && !file.distance?.checked) return refuse('distance.not-checked');
  const { stampPlace } = file.legalisation;
  if (!isReadyToSign(file) || !stampPlace || !file.document) return refuse('legalisation.not-ready');
  const office = await getOffice(tx, asked.communeId, request.value.officeId);
  return ok({
    requestId: asked.requestId,
    nature: 'legalisation',
    place: placeOf(office),
    officeCode: office.code,
    face: { ...(await draftFaceOf(tx, file)), kind: 'legalisation', wording: deps.stamps.wording },
    paper: paperOf(file, file.document, stampPlace),
    holders: file.signatories.map(signatory => signatory.personId),
    organisations: [...new Set(file.signatories.flatMap(({ signedFor }) => signedFor?.organisationId ?? []))],
  });
}

/** What a draft's pages show, as the act would have them. Refusals: `requests.not-found`, `requests.not-allowed`, `legalisation.no-document`. */
export async function draftFacts(
  deps: LegalisationDeps,
  actor: StaffActor,
  requestId: RequestId,
): Promise<Result<{ readonly face: DraftFace; readonly paper: LegalisationPaper }>> {
  const read = await inCommune(deps, actor.communeId, async tx => {
    const file = await readFileFor(deps, tx, actor, { requestId, needed: 'documents.read' });
    return file.ok ? ok({ file: file.value, face: await draftFaceOf(tx, file.value) }) : file;
  });
  if (!read.ok) return read;
  const { file, face } = read.value;
  const { stamp } = await judge(deps, file, face);
  if (!file.document || !stamp.place) return refuse('legalisation.no-document');
  return ok({ face, paper: paperOf(file, file.document, stamp.place) });
}

/** What the paper maker needs of a file. */
function paperOf(file: LegalisationFile, document: RequestDocument, stamp: StampPlace): LegalisationPaper {
  // Nothing is ever drawn on a file that carries signatures.
  const placed = document.kind === 'signed-pdf' ? [] : (file.distance?.placed ?? []);
  const signatures = placed.flatMap(({ drawn, ...field }) => (drawn === null ? [] : [{ ...field, drawn }]));
  return {
    kind: document.kind,
    pdf: document.kind === 'scan' ? '' : (document.clean ?? ''),
    pages: document.pages.map(({ image, mm }) => ({ image: image ?? '', width: mm.width, height: mm.height })),
    languages: stampLanguagesOf(file),
    stamp: { page: stamp.page, x: stamp.x, y: stamp.y },
    ...(document.judgement && { judgement: document.judgement }),
    ...(signatures.length > 0 && { signatures }),
  };
}
