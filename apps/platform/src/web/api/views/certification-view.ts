import type { PersonName, StaffId } from '../../../kernel/index.ts';
import type { CertificationLine, CertificationOverview } from '../../../modules/certification/index.ts';
import { isCompared } from '../../../modules/certification/index.ts';
import type { Translator } from '../../../platform/messages/index.ts';
import type { CertificationView, RequestLine, RequestView } from '../contract/index.ts';
import { sayCapacity } from '../../capacity.ts';
import { viewRefusal } from '../problem.ts';
import { viewDocument } from './person-view.ts';
import { actionsOf, type RequestSurroundings, viewActOf, viewLine, viewPages } from './request-view.ts';

/** A certified copy as the counter and the officer show it. `staff` names those who made checks. */
export function viewCertification(
  t: Translator,
  overview: CertificationOverview,
  around: RequestSurroundings & { readonly staff: ReadonlyMap<StaffId, PersonName> },
): RequestView {
  const { request, document, certification, stampLanguages } = overview;
  const { id, reference, service, officeId, state, version, refusal } = request;
  return {
    id,
    reference,
    service,
    officeId,
    state,
    version,
    openedAt: request.openedAt.toISOString(),
    queuedAt: request.queuedAt?.toISOString() ?? null,
    decidedAt: request.decidedAt?.toISOString() ?? null,
    refusal,
    signatories: [],
    awaited: [],
    // An original that was refused is shown again: nothing of it was kept.
    expected: [],
    warnings: [],
    language: null,
    warningsRead: 0,
    again: false,
    document:
      document && document.pages.length + document.removed.length > 0 ? viewPages(t, request.id, document) : null,
    options: {
      nature: certification.kind,
      stampLanguages,
      stampLanguagesProposed: certification.stampLanguages === null,
      // The stamp of a copy stands under its page, on each.
      stampPlace: null,
      stampPlaceProposed: false,
      stampSize: { widthMm: 0, heightMm: 0 },
      exemplars: 1,
      checks: overview.checks.map(({ check }) => check),
    },
    distance: null,
    certification: viewOriginal(t, overview, around.staff),
    missing:
      state === 'draft' || (state === 'queued' && overview.renewal)
        ? overview.missing.map(lack => viewRefusal(t, lack.field, lack))
        : [],
    actions: actionsOf(overview, around),
    act: around.act ? viewActOf(around.act) : null,
    preparationId: around.preparationId,
  };
}

const unnamed: PersonName = { arabic: '…', latin: '…' };

function viewOriginal(
  t: Translator,
  { certification, holders, checks, compared, document, offered, renewal }: CertificationOverview,
  staff: ReadonlyMap<StaffId, PersonName>,
): CertificationView {
  const { kind, particulars, reissues } = certification;
  return {
    kind,
    ...particulars,
    holders: holders.map(({ personId, person, capacity, signature, identifiedBy }) => ({
      personId,
      name: person.name,
      birthDate: person.birthDate,
      document: viewDocument(person.document),
      capacity: capacity && {
        organisationId: capacity.organisationId,
        mandateId: capacity.mandateId,
        ...sayCapacity(t, capacity),
        fault: capacity.fault && viewRefusal(t, `mandate:${personId}`, capacity.fault),
      },
      signedAt: signature?.at.toISOString() ?? null,
      fromAfar: identifiedBy === null,
    })),
    checks: checks.map(({ check, madeBy, madeAt }) => ({
      code: check,
      by: staff.get(madeBy) ?? unnamed,
      at: madeAt.toISOString(),
    })),
    compared: (document?.pages ?? []).filter(page => isCompared(page, compared)).map(page => page.id),
    reissues: { kind: reissues.kind, terms: offered.terms, limits: offered.limits },
    renewal: renewal && {
      actId: renewal.actId,
      number: renewal.entryNumber,
      certifiedAt: renewal.certifiedAt.toISOString(),
      asks: renewal.asks,
      checkedAt: renewal.checkedAt?.toISOString() ?? null,
    },
  };
}

/** One line of a list. */
export function viewCertificationLine(
  { request, kind, holders, pages }: CertificationLine,
  now: Pick<RequestLine, 'preparationId' | 'doubts'>,
): RequestLine {
  return viewLine({ request, nature: kind, signatories: holders, pages }, now);
}
