import {
  type Actor,
  type Clock,
  may,
  ok,
  type OrganisationId,
  type PersonId,
  refuse,
  type RequestId,
  type Result,
  type StaffActor,
} from '../kernel/index.ts';
import type { ActFacts, ActsPorts, GivenFace } from '../modules/acts/index.ts';
import type { Catalogue } from '../modules/catalogue/index.ts';
import { type CertificationService, certificationService } from '../modules/certification/index.ts';
import { type LegalisationService, legalisationService } from '../modules/legalisation/index.ts';
import { type ActNature, getOffice, placeOf } from '../modules/organisation/index.ts';
import {
  type AskedChange,
  type ChangedRequest,
  type RequestRefusal,
  type Requests,
  runCommand,
  type ServiceRequest,
} from '../modules/requests/index.ts';
import { currentWording, type RefusalLanguages, type RefusalParticulars } from '../modules/sealing/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';

/** What the service of a request knows of it when it is refused: for whom, about what, in which languages. */
interface RefusedParties {
  readonly face: Omit<GivenFace, 'kind' | 'wording' | 'copy'>;
  /** Code of the nature that was asked for. */
  readonly nature: string | null;
  readonly languages: RefusalLanguages;
  readonly holders: readonly PersonId[];
  readonly organisations: readonly OrganisationId[];
}

/** How the refusals of one service are signed: under delegations of which nature, and to whom. */
interface RefusedService {
  readonly nature: ActNature;
  /** Refusals: those of reading the request; one without anybody to give the paper to. */
  parties(tx: Tx, request: ServiceRequest): Promise<Result<RefusedParties>>;
}

/** What refusals stand on. */
interface RefusalDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly requests: Requests;
  readonly catalogue: Catalogue;
  /** By the code of the service. */
  readonly services: Readonly<Record<string, RefusedService>>;
}

/** Which request, in the version that was read, and the key of the intention. */
interface RefusingAt {
  readonly key: string;
  readonly requestId: RequestId;
  readonly version: number;
}

/** The facts of acts that refuse: a paper with the reason, its ground and what can be done, numbered and signed like any act. */
export interface Refusals {
  /** See `ActsPorts.readFacts`. Refusals: those of `requests.holdForSigning`, `requests.not-in-this-state` unless one waits to be signed. */
  readonly readFacts: ActsPorts['readFacts'];
  /**
   * Proposes to refuse a request, with a reason of the catalogue and words for the applicant: an officer signs the refusal. Refusals: those
   * of `requests.change`, and of the service where nobody is known to give the paper to.
   */
  propose(
    actor: StaffActor,
    command: RefusingAt & { readonly refusal: RequestRefusal },
  ): Promise<Result<ChangedRequest>>;
  /** Puts a request whose refusal nobody signed back into the queue. Refusals: those of `requests.change`. */
  reconsider(actor: StaffActor, command: RefusingAt): Promise<Result<ChangedRequest>>;
  /** The same for whoever looks at the draft: nothing is locked. Refused: `requests.not-found`, `requests.not-allowed`. */
  readDraft(tx: Tx, actor: StaffActor, requestId: RequestId): Promise<Result<ActFacts>>;
}

/** The refusals of every service. */
export function openRefusals(
  rooms: Omit<RefusalDeps, 'services'> & {
    readonly legalisation: LegalisationService;
    readonly certification: CertificationService;
  },
): Refusals {
  const { requests, legalisation, certification } = rooms;
  const services: RefusalDeps['services'] = {
    [legalisationService]: { nature: 'legalisation', parties: legalisation.readRefused },
    [certificationService]: { nature: 'certification', parties: certification.readRefused },
  };
  const deps = { ...rooms, services };
  return {
    readFacts: async (tx, actor: Actor, asked) => {
      const held = await requests.holdForSigning(tx, actor, asked);
      return held.ok ? factsOf(deps, tx, held.value) : held;
    },
    propose: (actor, command) => change(deps, actor, command, { verb: 'refuse', refusal: command.refusal }),
    reconsider: (actor, command) => change(deps, actor, command, { verb: 'reconsider' }),
    readDraft: async (tx, actor, requestId) => {
      const request = await requests.read(tx, actor, requestId);
      if (!request.ok) return request;
      const { communeId, officeId } = request.value;
      const place = placeOf(await getOffice(tx, communeId, officeId));
      return may(actor, 'documents.read', place) ? factsOf(deps, tx, request.value) : refuse('requests.not-allowed');
    },
  };
}

function change(
  { db, clock, requests, services }: RefusalDeps,
  actor: StaffActor,
  { key, requestId, version }: RefusingAt,
  asked: Extract<AskedChange, { verb: 'refuse' }> | { readonly verb: 'reconsider' },
): Promise<Result<ChangedRequest>> {
  const now = clock();
  const command = { key, name: `requests.${asked.verb}`, payload: [requestId, version, asked] };
  return runCommand(db, actor, command, now, async tx => {
    const changed = await requests.change(tx, actor, { requestId, version }, asked, now, async request => {
      const refused = services[request.service];
      if (!refused) return refuse('requests.not-found');
      // The refusal is a paper that somebody is given.
      return asked.verb === 'refuse' ? refused.parties(tx, request) : ok(undefined);
    });
    return changed.ok ? ok({ requestId, version: changed.value.version }) : changed;
  });
}

async function factsOf(deps: RefusalDeps, tx: Tx, request: ServiceRequest): Promise<Result<ActFacts>> {
  const { communeId, id: requestId, officeId, service, state } = request;
  const refused = deps.services[service];
  const reasons = deps.catalogue.findService(service)?.refusalReasons;
  // A reason that the commune took out since still says why this one was refused.
  const reason = reasons?.find(({ code }) => code === request.refusal?.reason);
  if (state !== 'refusing' || !refused || !reason) return refuse('requests.not-in-this-state', { state });
  const parties = await refused.parties(tx, request);
  if (!parties.ok) return parties;
  const { face, nature, languages, holders, organisations } = parties.value;
  const office = await getOffice(tx, communeId, officeId);
  const refusal = { ...particularsOf(deps, request, nature), reason: reason.label, basis: reason.basis ?? null };
  return ok({
    requestId,
    nature: refused.nature,
    place: placeOf(office),
    officeCode: office.code,
    face: { ...face, kind: 'refusal', wording: currentWording, fee: 0, pages: 1, refusal },
    paper: { kind: 'refusal', languages },
    holders,
    organisations,
  });
}

function particularsOf(
  { catalogue }: RefusalDeps,
  { service, reference, refusal }: ServiceRequest,
  nature: string | null,
): Pick<RefusalParticulars, 'reference' | 'service' | 'nature' | 'note'> {
  const declared = catalogue.findService(service);
  if (!declared || !refusal) throw new Error('a refusal without its service or its words');
  const asked = declared.natures.find(({ code }) => code === nature);
  return { reference, service: declared.name, nature: asked?.label ?? null, note: refusal.note };
}
