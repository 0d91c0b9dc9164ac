import {
  type Actor,
  type CommuneId,
  civilDate,
  civilInstant,
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
import { type GivenFace, paperOffice, paperTypes, type ReissueTerms } from '../acts/index.ts';
import type { RequestDocument } from '../documents/index.ts';
import { getCommune, getOffice, placeOf, type StampLanguages } from '../organisation/index.ts';
import type { ServiceRequest } from '../requests/index.ts';
import { termsOf } from './decide.ts';
import { loadFile, readFileWithPages, rulingOf, stampLanguagesOf } from './file.ts';
import type { CertificationFile, ChosenTerms } from './model.ts';
import { originalHash } from './original-hash.ts';
import { type CertificationDeps, inCommune, type KindRuled } from './ports.ts';
import { checkRenewal } from './renewal.ts';

/** Where the pages of a copy come from: pictures, never the vectors of a PDF; frozen with the act. */
export type CopyPaper = {
  readonly kind: 'copy';
  /** Sizes in millimetres, as displayed. */
  readonly pages: readonly { readonly image: string; readonly width: number; readonly height: number }[];
  readonly languages: string;
};

/** Everything that an act freezes of a request. */
export interface CertificationFacts {
  readonly requestId: RequestId;
  readonly nature: 'certification';
  readonly place: Place;
  readonly officeCode: string;
  readonly face: GivenFace;
  readonly paper: CopyPaper;
  readonly holders: readonly PersonId[];
  readonly organisations: readonly OrganisationId[];
  readonly reissues?: ReissueTerms;
}

/**
 * The facts of a queued request, which stays locked until the transaction ends. Refusals: those of `requests.holdForSigning`,
 * `certification.not-ready`, `.kind-refused` for a kind that the commune refuses since, `.document-expired` and `.original-expired` for what
 * ran out in the queue, what ended a mandate under which somebody showed it (`mandates.…`), and for a renewal those of `checkRenewal`.
 */
export async function actFacts(
  deps: CertificationDeps,
  tx: Tx,
  actor: Actor,
  asked: { readonly communeId: CommuneId; readonly requestId: RequestId; readonly version: number | null },
): Promise<Result<CertificationFacts>> {
  const request = await deps.requests.holdForSigning(tx, actor, asked);
  if (!request.ok) return request;
  const loaded = await loadFile(deps, tx, request.value);
  if (!loaded.ok) return loaded;
  const file = loaded.value;
  const ruling = await rulingOf(deps, tx, file);
  const ready = checkReady(file, ruling, deps.clock());
  if (!ready.ok) return ready;
  const checked = await checkRenewal(deps, tx, file);
  if (!checked.ok) return checked;
  const office = await getOffice(tx, asked.communeId, request.value.officeId);
  const { document, kind } = ready.value;
  const terms = termsOf(deps.terms, file.certification, deps.clock());
  const organisations = [...new Set(file.holders.flatMap(({ signedFor }) => signedFor?.organisationId ?? []))];
  return ok({
    requestId: asked.requestId,
    nature: 'certification',
    place: placeOf(office),
    officeCode: office.code,
    face: await faceOf(deps, tx, file, kind),
    paper: paperOf(document, stampLanguagesOf(file)),
    // What is an organisation's lies in its vault, and not in that of whoever showed it.
    holders: organisations.length > 0 ? [] : file.holders.map(({ personId }) => personId),
    organisations,
    ...(terms && { reissues: reissueTerms(deps, document, terms) }),
  });
}

interface Ready {
  readonly document: RequestDocument;
  readonly kind: KindRuled;
}

function checkReady(
  { certification, holders, document }: CertificationFile,
  kind: KindRuled | undefined,
  now: Date,
): Result<Ready> {
  const { issuer, expiresOn } = certification.particulars;
  const pictures = document?.kind === 'scan' && document.pages.every(({ image }) => image !== null);
  if (!kind || !document || document.pages.length === 0 || !pictures || holders.length === 0 || issuer === null)
    return refuse('certification.not-ready');
  if (kind.rule === 'refuse') return refuse('certification.kind-refused');
  if (expiresOn !== null && expiresOn < civilDate(now))
    return refuse('certification.original-expired', { date: expiresOn });
  const expired = holders.find(({ person }) => person.document.expired);
  if (expired) return refuse('certification.document-expired', { date: expired.person.document.expiresOn });
  const fault = holders.map(({ capacity }) => capacity?.fault).find(each => each);
  return fault ? { ok: false, refusal: fault } : ok({ document, kind });
}

/** What the officer signs of the terms: the end is the last moment of its day in Morocco. */
function reissueTerms(
  { papers, afterDelegation }: CertificationDeps,
  document: RequestDocument,
  { most, until }: ChosenTerms,
): ReissueTerms {
  const original = originalHash(document.pages.map(({ image }) => image ?? ''));
  return { original, template: papers.template, most, until: endOf(until).toISOString(), afterDelegation };
}

/** The last moment of a civil day. */
function endOf(day: string): Date {
  return new Date(civilInstant(day, '23:59').getTime() + 59_999);
}

async function faceOf(
  { papers }: CertificationDeps,
  tx: Tx,
  { request, certification, holders, document }: CertificationFile,
  kind: KindRuled,
): Promise<GivenFace> {
  const { communeId, officeId } = request;
  return {
    kind: 'certified-copy',
    wording: papers.wording,
    office: await paperOffice(tx, communeId, officeId),
    signatories: holders.map(({ person, identifiedBy, capacity }) => ({
      name: person.name,
      document: { type: paperTypes[person.document.type], number: person.document.number },
      mode: identifiedBy === null ? 'distance' : 'presence',
      ...(capacity && {
        capacity: {
          role: capacity.role,
          roleWords: capacity.roleWords,
          kind: capacity.kind,
          organisation: capacity.organisation,
          register: capacity.register,
        },
      }),
    })),
    copy: { document: kind.label, ...certification.particulars, certification: null },
    fee: kind.fee,
    pages: document?.pages.length ?? 0,
    mark: (await getCommune(tx, communeId)).mark,
  };
}

/** What the paper maker needs of a document. */
export function paperOf(document: RequestDocument, languages: StampLanguages): CopyPaper {
  return {
    kind: 'copy',
    pages: document.pages.map(({ image, mm }) => ({ image: image ?? '', width: mm.width, height: mm.height })),
    languages,
  };
}

/** What a kind says while none is chosen. */
const noKind: KindRuled = {
  code: '',
  rule: 'allow',
  ruleVersion: '',
  fee: 0,
  label: { ar: '…', fr: '…', zgh: '…', en: '…' },
};

/** What a draft's pages show, as the act would have them. Refusals: `requests.not-found`, `requests.not-allowed`, `certification.no-document`. */
export function draftFacts(
  deps: CertificationDeps,
  actor: StaffActor,
  requestId: RequestId,
): Promise<Result<{ readonly face: GivenFace; readonly paper: CopyPaper }>> {
  return inCommune(deps, actor.communeId, async tx => {
    const read = await readFileWithPages(deps, tx, actor, requestId);
    if (!read.ok) return read;
    const file = read.value;
    if (!file.document || file.document.pages.length === 0) return refuse('certification.no-document');
    const face = await faceOf(deps, tx, file, (await rulingOf(deps, tx, file)) ?? noKind);
    return ok({ face, paper: paperOf(file.document, stampLanguagesOf(file)) });
  });
}

/** What is known of a request when it is refused: who showed what, and in which languages they are told. */
export interface RefusedCopy {
  readonly face: Omit<GivenFace, 'kind' | 'wording' | 'copy'>;
  readonly nature: string | null;
  readonly languages: 'ar' | 'fr' | 'ar+fr';
  readonly holders: readonly PersonId[];
  readonly organisations: readonly OrganisationId[];
}

/** To whom the refusal of a request is given, and about what. Refused: `certification.no-holder`. */
export async function readRefused(
  deps: CertificationDeps,
  tx: Tx,
  request: ServiceRequest,
): Promise<Result<RefusedCopy>> {
  const loaded = await loadFile(deps, tx, request);
  if (!loaded.ok) return loaded;
  const file = loaded.value;
  if (file.holders.length === 0) return refuse('certification.no-holder');
  const {
    kind: _,
    wording: __,
    copy: ___,
    ...face
  } = await faceOf(deps, tx, file, (await rulingOf(deps, tx, file)) ?? noKind);
  const read = new Set<string>([
    ...stampLanguagesOf(file).split('+'),
    ...file.holders.map(({ person }) => person.language),
  ]);
  return ok({
    face: { ...face, signatories: face.signatories.map(signatory => ({ ...signatory, mode: 'presence' })) },
    nature: file.certification.kind,
    languages: read.has('ar') === read.has('fr') ? 'ar+fr' : read.has('ar') ? 'ar' : 'fr',
    holders: file.holders.map(({ personId }) => personId),
    organisations: [...new Set(file.holders.flatMap(({ signedFor }) => signedFor?.organisationId ?? []))],
  });
}
