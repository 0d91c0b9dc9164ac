import { type Actor, may, ok, type RequestId, refuse, type Result } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { findDocument } from '../documents/index.ts';
import { getOffice, placeOf, readStampLanguages, type StampLanguages } from '../organisation/index.ts';
import type { ServiceRequest } from '../requests/index.ts';
import { keyOf } from './command.ts';
import type { CertificationFile, KnownHolder } from './model.ts';
import { openParticulars, places } from './particulars.ts';
import type { CertificationDeps, KindRuled } from './ports.ts';
import { capacityOf } from './representing.ts';
import { selectCertifications, selectChecks, selectCompared, selectHolders } from './store.ts';

/** The file of a request that the actor may read. Refused: `requests.not-found`, also for a request of another service. */
export async function readFile(
  deps: CertificationDeps,
  tx: Tx,
  actor: Actor,
  requestId: RequestId,
): Promise<Result<CertificationFile>> {
  const request = await deps.requests.read(tx, actor, requestId);
  return request.ok ? loadFile(deps, tx, request.value) : request;
}

/** The same for whoever is about to see the pages themselves. Refused besides: `requests.not-allowed`. */
export async function readFileWithPages(
  deps: CertificationDeps,
  tx: Tx,
  actor: Actor,
  requestId: RequestId,
): Promise<Result<CertificationFile>> {
  const file = await readFile(deps, tx, actor, requestId);
  if (!file.ok) return file;
  const { communeId, officeId } = file.value.request;
  const place = placeOf(await getOffice(tx, communeId, officeId));
  return may(actor, 'documents.read', place) ? file : refuse('requests.not-allowed');
}

/**
 * The file of a request whose reading is authorised. Refused: `requests.not-found` for a request of another service, `requests.person-erased`
 * where whoever showed the original was erased since.
 */
export async function loadFile(
  deps: CertificationDeps,
  tx: Tx,
  request: ServiceRequest,
): Promise<Result<CertificationFile>> {
  const { communeId, id } = request;
  const [kept] = await selectCertifications(tx, communeId, [id]);
  if (!kept) return refuse('requests.not-found');
  const holders: KnownHolder[] = [];
  for (const holder of await selectHolders(tx, communeId, [id])) {
    const { personId, identityDocumentId: documentId } = holder;
    const person = await deps.people.readIdentified(tx, { personId, documentId });
    if (!person) return refuse('requests.person-erased');
    holders.push({ ...holder, person, capacity: await capacityOf(deps, tx, holder) });
  }
  const { sealed: _, issuedOn: __, expiresOn: ___, ...certification } = kept;
  const where = { subject: kept.sealedFor, place: places.certification(id) };
  return ok({
    request,
    certification: { ...certification, particulars: await openParticulars(deps.vault, tx, where, kept) },
    holders,
    checks: await selectChecks(tx, keyOf(request)),
    compared: await selectCompared(tx, keyOf(request)),
    document: await findDocument(tx, { communeId, requestId: id }),
    officeStamps: await readStampLanguages(tx, request),
  });
}

/** How the commune of a request rules on its kind of original now; undefined where none is chosen. */
export async function rulingOf(
  deps: CertificationDeps,
  tx: Tx,
  { request, certification }: Pick<CertificationFile, 'request' | 'certification'>,
): Promise<KindRuled | undefined> {
  const { kind } = certification;
  if (kind === null) return undefined;
  const { communeId, service } = request;
  return deps.catalogue.findNature(tx, communeId, { service, nature: kind, at: deps.clock() });
}

/** Languages of the stamp: chosen, else those of the office, else Arabic beside the language of the pages, French where it is not known. */
export function stampLanguagesOf({
  certification,
  officeStamps,
  document,
}: Pick<CertificationFile, 'certification' | 'officeStamps' | 'document'>): StampLanguages {
  return certification.stampLanguages ?? officeStamps ?? (document?.proposedLanguage === 'ar' ? 'ar' : 'ar+fr');
}
