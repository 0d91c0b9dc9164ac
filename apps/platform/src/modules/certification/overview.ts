import {
  may,
  type OfficeId,
  ok,
  type PersonName,
  type RequestId,
  refuse,
  type Result,
  type StaffActor,
} from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { countPages } from '../documents/index.ts';
import { getOffice, placeOf } from '../organisation/index.ts';
import {
  changedRequest,
  type ChangedRequest,
  type CommandAt,
  type RequestState,
  runCommand,
  type ServiceRequest,
} from '../requests/index.ts';
import { keyOf } from './command.ts';
import { checkTerms, findMissing, limitsOf, termsOf } from './decide.ts';
import { loadFile, readFile, rulingOf, stampLanguagesOf } from './file.ts';
import {
  type CertificationFile,
  type CertificationOverview,
  certificationService,
  type Missing,
  type Reissues,
} from './model.ts';
import { type CertificationDeps, inCommune } from './ports.ts';
import { viewRenewal } from './renewal.ts';
import { selectCertifications, selectHolders, updateCertification, updateReissues } from './store.ts';

/** A file with what it lacks and what the reader may do. Refused: `requests.not-found`. */
export function readOverview(
  deps: CertificationDeps,
  actor: StaffActor,
  requestId: RequestId,
): Promise<Result<CertificationOverview>> {
  return inCommune(deps, actor.communeId, async tx => {
    const file = await readFile(deps, tx, actor, requestId);
    if (!file.ok) return file;
    const { renewal, missing: unchecked } = await viewRenewal(deps, tx, file.value);
    const missing = renewal ? unchecked : await missingOf(deps, tx, file.value);
    const verbs = await deps.requests.verbsFor(tx, actor, file.value.request);
    const { certification } = file.value;
    const now = deps.clock();
    return ok({
      ...file.value,
      renewal,
      stampLanguages: stampLanguagesOf(file.value),
      missing,
      // What lacks something cannot be submitted: the button says so before it is pressed.
      verbs: missing.length === 0 ? verbs : verbs.filter(verb => verb !== 'submit'),
      offered: {
        terms: termsOf(deps.terms, certification, now),
        limits: limitsOf(deps.terms, certification.particulars, now),
      },
    });
  });
}

async function missingOf(deps: CertificationDeps, tx: Tx, file: CertificationFile): Promise<readonly Missing[]> {
  const checks = deps.catalogue.findService(certificationService)?.checks.map(({ code }) => code) ?? [];
  return findMissing(file, { kind: await rulingOf(deps, tx, file), checks, now: deps.clock() });
}

/** One line of a list of requests. */
export interface CertificationLine {
  readonly request: ServiceRequest;
  readonly kind: string | null;
  readonly holders: readonly PersonName[];
  readonly pages: number;
}

/** Requests of an office in one state. Refused: `requests.not-allowed`. */
export function listCertifications(
  deps: CertificationDeps,
  actor: StaffActor,
  query: { readonly officeId: OfficeId; readonly state: RequestState },
): Promise<Result<readonly CertificationLine[]>> {
  const { communeId } = actor;
  return inCommune(deps, communeId, async tx => {
    const listed = await deps.requests.list(tx, actor, query);
    if (!listed.ok) return listed;
    const requests = listed.value.filter(({ service }) => service === certificationService);
    const ids = requests.map(({ id }) => id);
    const kinds = new Map((await selectCertifications(tx, communeId, ids)).map(each => [each.requestId, each.kind]));
    const holders = await selectHolders(tx, communeId, ids);
    const names = await deps.people.readNames(
      tx,
      holders.map(({ personId }) => personId),
    );
    const pages = await countPages(tx, communeId, ids);
    return ok(
      requests.map(request => ({
        request,
        kind: kinds.get(request.id) ?? null,
        holders: holders
          .filter(({ requestId }) => requestId === request.id)
          .flatMap(({ personId }) => names.get(personId) ?? []),
        pages: pages.get(request.id) ?? 0,
      })),
    );
  });
}

/** `certification.incomplete`, with everything that is missing. */
export interface Incomplete {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly missing: readonly Missing[];
}

/**
 * Hands a draft over to the officer, its stamp's languages fixed as they were shown. Refusals: `certification.incomplete` naming everything
 * at once, those of any change.
 */
export function submit(
  deps: CertificationDeps,
  actor: StaffActor,
  at: CommandAt,
): Promise<Result<ChangedRequest, Incomplete | { readonly code: string; readonly params: Incomplete['params'] }>> {
  const now = deps.clock();
  const asked = { key: at.key, name: 'certification.submit', payload: [at.requestId, at.version] };
  return runCommand(deps.db, actor, asked, now, async tx =>
    changedRequest(
      await deps.requests.change(tx, actor, at, { verb: 'submit' }, now, async request => {
        const file = await loadFile(deps, tx, request);
        if (!file.ok) return file;
        const missing = await missingOf(deps, tx, file.value);
        if (missing.length > 0) return { ok: false, refusal: incomplete(missing) };
        const [kept] = await selectCertifications(tx, request.communeId, [request.id]);
        if (!kept) throw new Error('a certification vanished under its lock');
        await updateCertification(tx, keyOf(request), { ...kept, stampLanguages: stampLanguagesOf(file.value) });
        return ok(undefined);
      }),
    ),
  );
}

/** Everything that is missing, as one refusal. */
export function incomplete(missing: readonly Missing[]): Incomplete {
  return { code: 'certification.incomplete', params: { count: missing.length }, missing };
}

/**
 * Chooses on what terms the copy may be issued again: by the clerk while the request is a draft, by the officer while it waits for them. The
 * request's version stays, since nothing that was read changes. Refusals: those of `checkTerms`, `certification.not-in-this-state`,
 * `requests.not-found`, `.not-allowed`, `.changed-meanwhile`.
 */
export function chooseReissues(
  deps: CertificationDeps,
  actor: StaffActor,
  { reissues, ...at }: CommandAt & { readonly reissues: Reissues },
): Promise<Result<ChangedRequest>> {
  const now = deps.clock();
  const { requestId, version } = at;
  const asked = { key: at.key, name: 'certification.reissues-chosen', payload: [requestId, version, reissues] };
  return runCommand(deps.db, actor, asked, now, async tx => {
    const read = await readFile(deps, tx, actor, requestId);
    if (!read.ok) return read;
    const { request, certification } = read.value;
    if (reissues.kind === 'chosen') {
      const checked = checkTerms(reissues, limitsOf(deps.terms, certification.particulars, now), now);
      if (!checked.ok) return checked;
    }
    const write = async () => {
      await updateReissues(tx, keyOf(request), reissues);
      return ok(undefined);
    };
    if (request.state === 'draft') {
      const change = { verb: 'edit', what: 'reissues-chosen' } as const;
      return changedRequest(await deps.requests.change(tx, actor, at, change, now, write));
    }
    const held = await deps.requests.holdForSigning(tx, actor, { communeId: actor.communeId, requestId, version });
    if (!held.ok) return held;
    const place = placeOf(await getOffice(tx, actor.communeId, request.officeId));
    if (!may(actor, 'acts.sign', place)) return refuse('requests.not-allowed');
    await write();
    return changedRequest(held);
  });
}
