import { isTakenUpFrom } from '../../../modules/requests/index.ts';
import type { Act } from '../../../modules/acts/index.ts';
import type { DocumentPage, RequestDocument } from '../../../modules/documents/index.ts';
import { type LegalisationLine, type LegalisationOverview, sayUnread } from '../../../modules/legalisation/index.ts';
import type { Translator } from '../../../platform/messages/index.ts';
import type { DocumentView, PageView, RequestActionValue, RequestLine, RequestView } from '../contract/index.ts';
import { sayCapacity } from '../../capacity.ts';
import { say, viewRefusal } from '../problem.ts';
import { viewAwaited, viewWitness } from './awaited-view.ts';
import { viewDocument } from './person-view.ts';
import { viewEarlierSignature } from './signature-view.ts';

/** What a request's view needs beside its file. */
export interface RequestSurroundings {
  readonly act: Act | undefined;
  readonly preparationId: string | null;
  /** Whether the reader may sign acts of the request's office now. */
  readonly maySign: boolean;
}

/** A request as the counter and the officer show it. */
export function viewRequest(t: Translator, overview: LegalisationOverview, around: RequestSurroundings): RequestView {
  const { request, legalisation, stamp } = overview;
  return {
    id: request.id,
    reference: request.reference,
    service: request.service,
    officeId: request.officeId,
    state: request.state,
    version: request.version,
    openedAt: request.openedAt.toISOString(),
    queuedAt: request.queuedAt?.toISOString() ?? null,
    decidedAt: request.decidedAt?.toISOString() ?? null,
    refusal: request.refusal,
    signatories: overview.signatories.map(signatory => viewSignatory(t, request.id, signatory)),
    awaited: overview.awaited.map(viewAwaited),
    expected: overview.expected.map(({ id, name, document }) => ({
      personId: id,
      name,
      document: viewDocument(document),
    })),
    warnings: overview.warnings.map(({ key, kind, basis, place, read }) => ({
      key,
      kind,
      basis,
      place: place && { page: place.page, xMm: place.x, yMm: place.y, widthMm: place.width, heightMm: place.height },
      read: read !== null,
    })),
    language: overview.unread && {
      detail: say(t, sayUnread(overview.unread)),
      refused: overview.unread.rule === 'refuse',
    },
    warningsRead: overview.warningsRead.length,
    again: isTakenUpFrom(request.state),
    document:
      overview.document && overview.document.pages.length + overview.document.removed.length > 0
        ? viewPages(t, request.id, overview.document)
        : null,
    options: {
      nature: legalisation.nature,
      stampLanguages: stamp.languages,
      stampLanguagesProposed: legalisation.stampLanguages === null,
      stampPlace: stamp.place && { page: stamp.place.page, xMm: stamp.place.x, yMm: stamp.place.y },
      stampPlaceProposed: legalisation.stampPlace === null,
      stampSize: { widthMm: stamp.size.width, heightMm: stamp.size.height },
      exemplars: legalisation.exemplars,
      checks: [...legalisation.checks],
    },
    distance: overview.distance && {
      sha256: overview.distance.sha256,
      checkedAt: overview.distance.checked?.at.toISOString() ?? null,
    },
    certification: null,
    missing: lacksOf(overview).map(lack => viewRefusal(t, lack.field, lack)),
    actions: actionsOf(overview, around),
    act: around.act ? viewActOf(around.act) : null,
    preparationId: around.preparationId,
  };
}

export function viewActOf(act: Act): NonNullable<RequestView['act']> {
  return { id: act.id, number: act.entryNumber, code: act.code, sealedAt: act.timestampedAt.toISOString() };
}

export function actionsOf(
  { request, verbs }: Pick<LegalisationOverview, 'request' | 'verbs'>,
  { maySign }: RequestSurroundings,
): RequestActionValue[] {
  const actions: RequestActionValue[] = [...verbs];
  const signable = request.state === 'queued' || request.state === 'refusing';
  return signable && maySign ? [...actions, 'sign'] : actions;
}

function viewSignatory(
  t: Translator,
  requestId: string,
  signatory: LegalisationOverview['signatories'][number],
): RequestView['signatories'][number] {
  const { person, personId, signature } = signatory;
  return {
    personId,
    name: person.name,
    birthDate: person.birthDate,
    document: viewDocument(person.document),
    mode: signatory.mode,
    elsewhere: (signatory.attestedBy.kind === 'staff' && signatory.attestedBy.elsewhere) || null,
    comparedBecause: signatory.comparison?.reason ?? null,
    assistance: signatory.assistance && {
      cannot: signatory.assistance.cannot,
      inPlace: signatory.assistance.inPlace,
    },
    witnesses: signatory.witnesses.map(witness => viewWitness(requestId, personId, witness)),
    identifiedAt: signatory.attestedBy.at.toISOString(),
    signedAt: signatory.signedAt?.toISOString() ?? null,
    signature:
      signature && `/api/v1/requests/${requestId}/signatories/${personId}/signature?v=${signature.slice(0, 16)}`,
    consentedAt: signatory.consent?.at.toISOString() ?? null,
    distance: viewAttested(signatory),
    capacity: viewCapacity(t, signatory),
  };
}

function viewAttested({
  attestedBy,
}: LegalisationOverview['signatories'][number]): RequestView['signatories'][number]['distance'] {
  if (attestedBy.kind !== 'distance') return null;
  const { level, documentSha256 } = attestedBy;
  return { level, documentSha256 };
}

/** What lacks before the next step: of a draft before the queue, of one from afar before an officer may have it. */
function lacksOf({ request, missing }: LegalisationOverview): LegalisationOverview['missing'] {
  const fromAfar = request.channel === 'distance' && request.state === 'queued';
  return request.state === 'draft' || fromAfar ? missing : [];
}

function viewCapacity(
  t: Translator,
  { capacity, signedFor, personId }: LegalisationOverview['signatories'][number],
): RequestView['signatories'][number]['capacity'] {
  if (!capacity || !signedFor) return null;
  const { organisationId, mandateId, fault } = capacity;
  return {
    organisationId,
    mandateId,
    ...sayCapacity(t, capacity),
    worth: signedFor.worth,
    fault: fault && viewRefusal(t, `mandate:${personId}`, fault),
  };
}

export function viewPages(t: Translator, requestId: string, document: RequestDocument): DocumentView {
  const view = (page: DocumentPage) => viewPage(t, requestId, document, page);
  return {
    kind: document.kind,
    pages: document.pages.map(view),
    removed: document.removed.map(view),
    notices: document.notices.map(notice => ({
      code: notice.code,
      params: { ...notice.params },
      detail: say(t, notice),
    })),
    signatures: document.judgement?.signatures.map(signature => viewEarlierSignature(t, signature)) ?? [],
  };
}

function viewPage(t: Translator, requestId: string, document: RequestDocument, page: DocumentPage): PageView {
  const address = `/api/v1/requests/${requestId}/pages/${page.id}`;
  const content = page.image ?? document.clean ?? '';
  return {
    id: page.id,
    widthMm: page.mm.width,
    heightMm: page.mm.height,
    rotation: page.rotation,
    crop: page.crop,
    verdicts: page.verdicts.map(({ kind, severity, value }) => {
      const said = say(t, { code: `documents.quality.${kind}`, params: { value: Math.abs(value) } });
      return { kind, severity, value, detail: said };
    }),
    image: `${address}/image?v=${content.slice(0, 16)}`,
    original: page.taken && `${address}/original?v=${page.taken.slice(0, 16)}`,
  };
}

/** One line of a list. */
export function viewLine(
  { request, nature, signatories, pages }: Pick<LegalisationLine, 'request' | 'nature' | 'signatories' | 'pages'>,
  { preparationId, doubts }: Pick<RequestLine, 'preparationId' | 'doubts'>,
): RequestLine {
  return {
    id: request.id,
    reference: request.reference,
    service: request.service,
    state: request.state,
    version: request.version,
    nature,
    signatories: [...signatories],
    pages,
    doubts,
    openedAt: request.openedAt.toISOString(),
    queuedAt: request.queuedAt?.toISOString() ?? null,
    expiresAt: request.expiresAt?.toISOString() ?? null,
    preparationId,
  };
}
