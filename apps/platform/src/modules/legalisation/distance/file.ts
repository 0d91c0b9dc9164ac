import { type CommuneId, ok, type PersonActor, refuse, type RequestId, type Result } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { findDocument, type RequestDocument } from '../../documents/index.ts';
import type { ServiceRequest } from '../../requests/index.ts';
import { rulingOf } from '../file.ts';
import { readUnread, type UnreadLanguage } from '../language.ts';
import { type Legalisation, legalisationService, type NatureRuling } from '../model.ts';
import type { Party } from '../parties/index.ts';
import { selectLegalisations } from '../store.ts';
import type { Distance, SignatureField } from './model.ts';
import type { DistanceDeps } from './ports.ts';
import { findDistance, selectFields } from './store.ts';
import { type PendingUpload, selectUploads } from './upload-store.ts';

/** Everything about one request at a distance, for who prepares it. */
export interface DistanceFile {
  readonly request: ServiceRequest;
  readonly legalisation: Legalisation;
  readonly distance: Distance;
  /** How the commune rules on the chosen nature today. */
  readonly ruling: NatureRuling | undefined;
  readonly parties: readonly Party[];
  readonly document: RequestDocument | undefined;
  /** In which language of its paper the office does not read. */
  readonly unread: UnreadLanguage | null;
  readonly fields: readonly SignatureField[];
  readonly uploads: readonly PendingUpload[];
}

/** A request of somebody's own, and the commune that keeps it. */
export interface OwnAt {
  readonly communeId: CommuneId;
  readonly requestId: RequestId;
}

/** In which commune a request is that the person has applied for. Refused: `requests.not-found`, the same for another's. */
export async function locate(
  { db, requests }: Pick<DistanceDeps, 'db' | 'requests'>,
  actor: PersonActor,
  requestId: RequestId,
): Promise<Result<OwnAt>> {
  const own = (await requests.listOwn(db, actor)).find(
    each => each.requestId === requestId && each.part === 'applicant',
  );
  return own ? ok({ communeId: own.communeId, requestId }) : refuse('requests.not-found');
}

/** A transaction of the request's commune and of the person's own rows. */
export function inOwn<T>(
  { db }: Pick<DistanceDeps, 'db'>,
  { personId }: PersonActor,
  communeId: CommuneId,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return db.transaction({ communeId, personId }, work);
}

/** The file of a request at a distance that its applicant prepares. Refused: `requests.not-found`, the same for any other. */
export async function readOwnFile(
  deps: DistanceDeps,
  tx: Tx,
  actor: PersonActor,
  { communeId, requestId }: OwnAt,
): Promise<Result<DistanceFile>> {
  const request = await deps.requests.read(tx, actor, requestId, communeId);
  if (!request.ok) return request;
  const mine = request.value.applicantId === actor.personId && request.value.channel === 'distance';
  return mine ? loadDistance(deps, tx, request.value) : refuse('requests.not-found');
}

/** The same for a request whose reading is authorised. Refused: `requests.not-found` for one of the counter, or of another service. */
async function loadDistance(
  deps: Pick<DistanceDeps, 'parties' | 'catalogue' | 'clock'> & Parameters<typeof rulingOf>[0],
  tx: Tx,
  request: ServiceRequest,
): Promise<Result<DistanceFile>> {
  const key = { communeId: request.communeId, requestId: request.id };
  const distance = request.service === legalisationService ? await findDistance(tx, key) : undefined;
  const [legalisation] = await selectLegalisations(tx, request.communeId, [request.id]);
  if (!distance || !legalisation) return refuse('requests.not-found');
  const { nature } = legalisation;
  const document = await findDocument(tx, key);
  return ok({
    request,
    legalisation,
    distance,
    ruling: nature === null ? undefined : await rulingOf(deps, tx, request, nature),
    parties: await deps.parties.list(tx, request),
    document,
    unread: await readUnread(deps, tx, request, document),
    fields: await selectFields(tx, key),
    uploads: await selectUploads(tx, key),
  });
}
