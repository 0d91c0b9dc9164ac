import { ok, type PersonActor, type Result } from '../kernel/index.ts';
import { findActOfRequest } from '../modules/acts/index.ts';
import type { Catalogue } from '../modules/catalogue/index.ts';
import { certificationService } from '../modules/certification/index.ts';
import { countPages, findInVault } from '../modules/documents/index.ts';
import { legalisationService } from '../modules/legalisation/index.ts';
import { getOffice } from '../modules/organisation/index.ts';
import {
  correctionFields,
  correctionReasons,
  type Conversations,
  isTakenUpFrom,
  type Requests,
  type ServiceRequest,
  type Step,
  type Timeline,
} from '../modules/requests/index.ts';
import type { Tx } from '../platform/db/index.ts';
import type { FieldToMend, OwnRequestFile, OwnRequestLine, StepLine } from '../web/account/index.ts';

/** The rooms that know what stands in the file of a request. */
export interface FileRooms {
  readonly catalogue: Catalogue;
  readonly requests: Pick<Requests, 'verbsFor'>;
  readonly conversation: Conversations;
  readonly timeline: Timeline;
}

/** What its page needs of a request that was read for the actor, beyond its line; what concerns its applicant alone is left out for a signatory. */
export async function readFileOf(
  rooms: FileRooms,
  tx: Tx,
  actor: PersonActor,
  { request, line }: { readonly request: ServiceRequest; readonly line: OwnRequestLine },
): Promise<Result<OwnRequestFile>> {
  const { communeId, id: requestId, state } = request;
  const office = await getOffice(tx, communeId, request.officeId);
  const counted = await countPages(tx, communeId, [requestId]);
  const act = await findActOfRequest(tx, communeId, requestId);
  const kept = act && (await findInVault(tx, { personId: actor.personId }, act.id));
  const applied = request.applicantId === actor.personId;
  const own = applied ? await readCorrespondence(rooms, tx, actor, request) : { conversation: null, steps: null };
  const verbs = applied ? await rooms.requests.verbsFor(tx, actor, request) : [];
  const { fields, note } = request.correction ?? { fields: [], note: '' };
  return ok({
    ...line,
    ...own,
    officeAddress: office.address,
    pages: counted.get(requestId) ?? 0,
    correction:
      applied && request.correction ? { fields: fields.flatMap(each => mend(each, request, line)), note } : null,
    refusal: request.refusal && {
      reason: reasonOf(rooms, request, request.refusal.reason),
      note: applied ? request.refusal.note : '',
    },
    actId: act && kept ? act.id : null,
    mayAbandon: verbs.includes('abandon'),
    maySendAgain: applied && isSentAgain(request),
    mayOpenAgain:
      applied && isTakenUpFrom(state) && request.channel === 'distance' && request.service === legalisationService,
  });
}

/** The page on which each place is mended at home; what is missing is mended at the counter, or in words. */
const pages: Readonly<Partial<Record<FieldToMend['field'], string>>> = {
  nature: 'check',
  document: 'document',
  signatories: 'signatories',
  places: 'places',
  signature: 'signature',
};

/** Whether a request that came back goes to the office again as it is: a renewal, of which nothing is changed at home. */
function isSentAgain({ service, channel, state }: ServiceRequest): boolean {
  return service === certificationService && channel === 'distance' && state === 'returned';
}

/** A marked place as the page shows it; one that this version does not know is “something else”. */
function mend(
  { field, reason }: { readonly field: string; readonly reason: string },
  request: ServiceRequest,
  { continueAt }: OwnRequestLine,
): readonly FieldToMend[] {
  const place = correctionFields.find(each => each === field) ?? 'other';
  const page = pages[place];
  // Pages that were certified are exchanged by nobody: the original is shown, and may be scanned before the visit.
  const ahead = isSentAgain(request) && place === 'document' ? '/account/originals/new' : null;
  return [
    {
      field: place,
      reason: correctionReasons.find(each => each === reason) ?? 'other',
      mendAt: page !== undefined && continueAt !== null ? `${continueAt}/${page}` : ahead,
    },
  ];
}

function reasonOf({ catalogue }: FileRooms, { service }: ServiceRequest, code: string) {
  return catalogue.findService(service)?.refusalReasons.find(each => each.code === code)?.label ?? code;
}

async function readCorrespondence(
  { conversation, timeline }: FileRooms,
  tx: Tx,
  actor: PersonActor,
  request: ServiceRequest,
): Promise<Pick<OwnRequestFile, 'conversation' | 'steps'>> {
  const asked = { requestId: request.id, communeId: request.communeId };
  const said = await conversation.list(tx, actor, asked);
  const steps = await timeline.read(tx, actor, asked);
  return {
    conversation: said.ok
      ? {
          open: said.value.open,
          messages: said.value.messages.flatMap(({ id, side, text, at }) =>
            text === null ? [] : [{ id, from: side === 'office' ? ('office' as const) : ('you' as const), text, at }],
          ),
        }
      : null,
    steps: steps.ok ? steps.value.map(lineOf).toReversed() : null,
  };
}

function lineOf({ at, what, who }: Step): StepLine {
  return {
    at,
    what,
    who: who.kind === 'staff' ? { staff: who.name } : who.kind === 'applicant' ? 'you' : who.kind,
  };
}
