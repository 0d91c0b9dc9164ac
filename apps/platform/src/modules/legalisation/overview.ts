import {
  type Actor,
  type OfficeId,
  ok,
  type PersonId,
  type RequestId,
  refuse,
  type Result,
  type StaffActor,
} from '../../kernel/index.ts';
import { countPages, proposePlace } from '../documents/index.ts';
import type { RequestState, AskedVerb, ServiceRequest } from '../requests/index.ts';
import { readExpected } from './again.ts';
import { findMissing } from './decide.ts';
import { draftFaceOf, measureStamp, readFile, readFileFor, stampLanguagesOf } from './file.ts';
import {
  type LegalisationFile,
  type LegalisationOverview,
  legalisationService,
  type Missing,
  type StampPlace,
} from './model.ts';
import { type DraftFace, inCommune, type LegalisationDeps } from './ports.ts';
import { drawSignature } from './signature.ts';
import { selectLegalisations, selectSignatories } from './store.ts';
import { findWarnings, type Warning } from './warnings.ts';

/** A file with what is proposed for its stamp and what it lacks. Refused: `requests.not-found`. */
export async function readOverview(
  deps: LegalisationDeps,
  actor: StaffActor,
  requestId: RequestId,
): Promise<Result<LegalisationOverview>> {
  const read = await inCommune(deps, actor.communeId, async tx => {
    const file = await readFile(deps, tx, actor, requestId);
    if (!file.ok) return file;
    const face = await draftFaceOf(tx, file.value);
    const expected = await readExpected(deps, tx, file.value);
    const verbs = await deps.requests.verbsFor(tx, actor, file.value.request);
    return ok({ file: file.value, face, expected, verbs });
  });
  if (!read.ok) return read;
  const { file, face, expected, verbs } = read.value;
  const { stamp, missing, warnings } = await judge(deps, file, face);
  return ok({ ...file, stamp, missing, warnings, expected, verbs: withoutFruitless(verbs, missing) });
}

/** Where and how the stamp will stand, and everything that is missing. Measures pictures: call it outside of a transaction. */
export async function judge(
  deps: LegalisationDeps,
  file: LegalisationFile,
  face: DraftFace,
): Promise<{
  readonly stamp: LegalisationOverview['stamp'];
  readonly missing: readonly Missing[];
  readonly warnings: readonly Warning[];
}> {
  const languages = stampLanguagesOf(file);
  const size = await measureStamp(deps, file, face);
  const place = await placeOf(deps, file, size);
  const { service } = file.request;
  const checks = deps.catalogue.findService(service)?.checks.map(check => check.code) ?? [];
  const warnings = await findWarnings(deps, file);
  const missing = findMissing(file, { checks, place, size, warnings });
  return { stamp: { languages, place, size }, missing, warnings };
}

async function placeOf(
  deps: LegalisationDeps,
  file: LegalisationFile,
  size: { readonly width: number; readonly height: number },
): Promise<StampPlace | null> {
  if (file.legalisation.stampPlace) return file.legalisation.stampPlace;
  if (!file.document) return null;
  const proposed = await proposePlace(deps.blobs, file.request.communeId, file.document, {
    stamp: size,
    // Pages that bear no mark need no place for it.
    foot: file.document.kind === 'signed-pdf' ? 0 : deps.stamps.foot,
    taken: file.distance?.placed ?? [],
  });
  return proposed ? { page: proposed.page, x: proposed.x, y: proposed.y } : null;
}

/** What lacks something cannot be submitted: the button says so before it is pressed. */
function withoutFruitless(verbs: readonly AskedVerb[], missing: readonly Missing[]): readonly AskedVerb[] {
  return missing.length === 0 ? verbs : verbs.filter(verb => verb !== 'submit');
}

/** One line of a list of requests. */
export interface LegalisationLine {
  readonly request: ServiceRequest;
  readonly nature: string | null;
  readonly signatories: readonly { readonly arabic: string; readonly latin: string }[];
  readonly pages: number;
}

/** Requests of an office in one state. Refused: `requests.not-allowed`. */
export async function listLegalisations(
  deps: LegalisationDeps,
  actor: StaffActor,
  query: { readonly officeId: OfficeId; readonly state: RequestState },
): Promise<Result<readonly LegalisationLine[]>> {
  const { communeId } = actor;
  return inCommune(deps, communeId, async tx => {
    const listed = await deps.requests.list(tx, actor, query);
    if (!listed.ok) return listed;
    const requests = listed.value.filter(({ service }) => service === legalisationService);
    const ids = requests.map(request => request.id);
    const legalisations = new Map((await selectLegalisations(tx, communeId, ids)).map(each => [each.requestId, each]));
    const pages = await countPages(tx, communeId, ids);
    const signatories = await selectSignatories(tx, communeId, ids);
    const names = await deps.people.readNames(
      tx,
      signatories.map(signatory => signatory.personId),
    );
    return ok(
      requests.map(request => ({
        request,
        nature: legalisations.get(request.id)?.nature ?? null,
        signatories: signatories
          .filter(signatory => signatory.requestId === request.id)
          .flatMap(({ personId }) => names.get(personId) ?? []),
        pages: pages.get(request.id) ?? 0,
      })),
    );
  });
}

/** The signature that a signatory drew, as SVG. Refused: `requests.not-found`, `requests.not-allowed`, `legalisation.no-signature`. */
export async function readSignaturePicture(
  deps: LegalisationDeps,
  actor: Actor,
  asked: { readonly requestId: RequestId; readonly personId: PersonId },
): Promise<Result<string>> {
  if (actor.kind !== 'staff') return refuse('requests.not-found');
  const file = await inCommune(deps, actor.communeId, tx =>
    readFileFor(deps, tx, actor, { requestId: asked.requestId, needed: 'documents.read' }),
  );
  if (!file.ok) return file;
  const signature = file.value.signatories.find(each => each.personId === asked.personId)?.signature;
  return signature
    ? ok(drawSignature(await deps.blobs.get(actor.communeId, signature)))
    : refuse('legalisation.no-signature');
}

/** What people call several requests, by id; those that the actor may not read are absent. */
export async function readReferences(
  deps: LegalisationDeps,
  actor: StaffActor,
  requestIds: readonly RequestId[],
): Promise<ReadonlyMap<string, string>> {
  const requests = await inCommune(deps, actor.communeId, tx => deps.requests.readSeveral(tx, actor, requestIds));
  return new Map(requests.map(request => [request.id, request.reference]));
}
