import { type Actor, may, ok, type PersonId, type RequestId, refuse, type Result } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { findDocument } from '../documents/index.ts';
import { paperOffice, paperTypes } from '../acts/index.ts';
import { getCommune, getOffice, placeOf, readStampLanguages, type StampLanguages } from '../organisation/index.ts';
import type { Capacity } from '../identity/index.ts';
import type { ServiceRequest } from '../requests/index.ts';
import { agreedToOf } from './agreed.ts';
import { readAwaited } from './awaited/identity.ts';
import { readCapacitiesOf } from './capacities.ts';
import { holdsFor } from './decide.ts';
import { readWitnesses } from './recognition/witnesses.ts';
import { feeOf, type KnownSignatory, type LegalisationFile, type NatureRuling, type StampSize } from './model.ts';
import type { DraftCapacity, DraftFace, LegalisationDeps } from './ports.ts';
import { readUnread } from './language.ts';
import { readAtDistance } from './distance/office.ts';
import { selectWarningsRead } from './warning-store.ts';
import { selectLegalisations, selectSignatories } from './store.ts';

/** The file of a request that the actor may read. Refused: `requests.not-found`. */
export async function readFile(
  deps: LegalisationDeps,
  tx: Tx,
  actor: Actor,
  requestId: RequestId,
): Promise<Result<LegalisationFile>> {
  const request = await deps.requests.read(tx, actor, requestId);
  return request.ok ? loadFile(deps, tx, request.value) : request;
}

/** What a member of staff needs at the request's office beyond knowing of it: to see its paper, or to work on it. */
type Needed = 'documents.read' | 'requests.prepare';

/**
 * The same for whoever is about to see the paper itself (its pages, its draft, the signatures drawn) or to send files for it.
 * Refused besides: `requests.not-allowed`.
 */
export async function readFileFor(
  deps: LegalisationDeps,
  tx: Tx,
  actor: Actor,
  { requestId, needed }: { readonly requestId: RequestId; readonly needed: Needed },
): Promise<Result<LegalisationFile>> {
  const file = await readFile(deps, tx, actor, requestId);
  if (!file.ok) return file;
  const { communeId, officeId } = file.value.request;
  const place = placeOf(await getOffice(tx, communeId, officeId));
  return may(actor, needed, place) ? file : refuse('requests.not-allowed');
}

/**
 * The file of a request whose reading is authorised. Refused: `requests.not-found` for a request of another service, `requests.person-erased`
 * where somebody who signed was erased since.
 */
export async function loadFile(
  deps: LegalisationDeps,
  tx: Tx,
  request: ServiceRequest,
): Promise<Result<LegalisationFile>> {
  const { communeId, id } = request;
  const [legalisation] = await selectLegalisations(tx, communeId, [id]);
  if (!legalisation) return refuse('requests.not-found');
  const document = await findDocument(tx, { communeId, requestId: id });
  const listed = await selectSignatories(tx, communeId, [id]);
  const people = new Map<PersonId, KnownSignatory['person']>();
  for (const { personId, identityDocumentId: documentId } of listed) {
    const person = await deps.people.readIdentified(tx, { personId, documentId });
    // Signed and decided long ago: their act is the register's to show.
    if (!person) return refuse('requests.person-erased');
    people.set(personId, person);
  }
  const { nature } = legalisation;
  const agreedTo = agreedToOf(document, nature);
  const capacities = await readCapacitiesOf(deps, tx, listed, { nature, at: deps.clock() });
  const witnesses = await readWitnesses(deps, tx, { communeId, requestId: id });
  const signatories = listed.flatMap((signatory): readonly KnownSignatory[] => {
    const { personId, consent } = signatory;
    const person = people.get(personId);
    if (!person) return [];
    const holds = consent === null || holdsFor(consent, agreedTo);
    return [
      {
        ...signatory,
        consent: holds ? consent : null,
        agreedBefore: holds ? null : consent.at,
        person,
        capacity: capacities.get(personId) ?? null,
        witnesses: witnesses.get(personId) ?? [],
      },
    ];
  });
  const ruling = nature === null ? undefined : await rulingOf(deps, tx, request, nature);
  const awaited = await readAwaited(deps, tx, { communeId, requestId: id });
  const distance = await readAtDistance(tx, request, document, listed);
  const warningsRead = await selectWarningsRead(tx, { communeId, requestId: id });
  const officeStamps = await readStampLanguages(tx, request);
  const unread = await readUnread(deps, tx, request, document);
  return ok({
    request,
    legalisation,
    ruling,
    signatories,
    awaited,
    document,
    officeStamps,
    unread,
    distance,
    warningsRead,
  });
}

/** How the commune of a request rules on a nature now. */
export function rulingOf(
  deps: Pick<LegalisationDeps, 'catalogue' | 'clock'>,
  tx: Tx,
  { communeId, service }: Pick<ServiceRequest, 'communeId' | 'service'>,
  nature: string,
): Promise<NatureRuling | undefined> {
  return deps.catalogue.findNature(tx, communeId, { service, nature, at: deps.clock() });
}

/** Languages of the stamp: chosen, else those of the office, else that of the pages, both where it is not known. */
export function stampLanguagesOf({ legalisation, officeStamps, document }: LegalisationFile): StampLanguages {
  return legalisation.stampLanguages ?? officeStamps ?? document?.proposedLanguage ?? 'ar+fr';
}

/** Size of the stamp of a file. The pages of a signed PDF bear no mark: its stamp carries it. */
export function measureStamp(deps: LegalisationDeps, file: LegalisationFile, face: DraftFace): Promise<StampSize> {
  return deps.stamps.measure(face, stampLanguagesOf(file), { marked: file.document?.kind === 'signed-pdf' });
}

/** What the papers of a file show before an officer signs. */
export async function draftFaceOf(tx: Tx, file: LegalisationFile): Promise<DraftFace> {
  const { communeId, officeId } = file.request;
  return {
    office: await paperOffice(tx, communeId, officeId),
    signatories: file.signatories.map(({ person, mode, capacity, attestedBy }) => ({
      name: person.name,
      document: { type: paperTypes[person.document.type], number: person.document.number },
      mode,
      ...(attestedBy.kind === 'staff' && attestedBy.elsewhere && { attestedAt: attestedBy.elsewhere.office }),
      ...(capacity && { capacity: printedCapacity(capacity) }),
    })),
    ...printedWitnesses(file.signatories),
    fee: feeOf(file.request, file.ruling),
    pages: file.document?.pages.length ?? 0,
    mark: (await getCommune(tx, communeId)).mark,
  };
}

/** The witnesses of all signatories, each once: two may hear several. */
function printedWitnesses(signatories: readonly KnownSignatory[]): Pick<DraftFace, 'witnesses'> {
  const all = signatories.flatMap(({ witnesses }) => witnesses);
  const once = new Map(
    all.map(({ name, document: { type, issuer, number } }) => {
      const printed = { name, document: { type: paperTypes[type], number } };
      return [[type, issuer, number].join('/'), printed] as const;
    }),
  );
  return once.size === 0 ? {} : { witnesses: [...once.values()] };
}

/** What the paper says of a capacity: the organisation as it is today, frozen with the act. */
function printedCapacity({ role, roleWords, kind, organisation, register }: Capacity): DraftCapacity {
  return { role, roleWords, kind, organisation, register };
}
