import { ok, refuse, type Result } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { findAct, listStandings } from '../acts/index.ts';
import type { DocumentPlace } from '../documents/index.ts';
import { findRequest } from '../requests/index.ts';
import { rulingOf } from './file.ts';
import { type CertificationFile, certificationService, type Missing, type Original, type Renewal } from './model.ts';
import { originalHash } from './original-hash.ts';
import { selectOriginals, selectRenewals } from './original-store.ts';
import type { CertificationDeps } from './ports.ts';
import { findUnchecked, heldAgainst, lastOf } from './renewal-decide.ts';
import { selectCertifications } from './store.ts';

/** The Original whose certification a request renews; undefined for one that renews none. */
async function findRenewed(
  tx: Tx,
  { request, certification }: Pick<CertificationFile, 'request' | 'certification'>,
): Promise<Original | undefined> {
  if (certification.renews === null) return undefined;
  const [original] = await selectOriginals(tx, request.communeId, [certification.renews]);
  if (!original) throw new Error('a renewal of an Original that is not there');
  return original;
}

/** What a renewal lacks before an officer may have it; undefined for a request that renews none. */
export async function missingOfRenewal(
  deps: CertificationDeps,
  tx: Tx,
  file: CertificationFile,
): Promise<{ readonly original: Original; readonly missing: readonly Missing[] } | undefined> {
  const original = await findRenewed(tx, file);
  if (!original) return undefined;
  const checks = deps.catalogue.findService(certificationService)?.checks.map(({ code }) => code) ?? [];
  const pages = { certified: original.pages, now: pagesOf(file) };
  const facts = { kind: await rulingOf(deps, tx, file), checks, now: deps.clock(), pages };
  return { original, missing: findUnchecked(file, facts) };
}

/** What the checks of a renewal are made of. */
export function pagesOf({ document }: Pick<CertificationFile, 'document'>) {
  return originalHash((document?.pages ?? []).map(({ image }) => image ?? ''));
}

/**
 * Whether an officer may have a renewal, asked when its act is prepared and when it is confirmed; any other request passes. Refused:
 * `certification.show-again` when what it renews was withdrawn, `.pages-changed` when its pages are not those that were certified,
 * `.not-checked` while a check of them is missing.
 */
export async function checkRenewal(deps: CertificationDeps, tx: Tx, file: CertificationFile): Promise<Result<void>> {
  const renewal = await missingOfRenewal(deps, tx, file);
  if (!renewal) return ok(undefined);
  const { original, missing } = renewal;
  if (await isWithdrawn(tx, original)) return refuse('certification.show-again');
  if (missing.some(({ code }) => code === 'certification.pages-changed')) return refuse('certification.pages-changed');
  return missing.length === 0 ? ok(undefined) : refuse('certification.not-checked');
}

/** Whether the certification of an Original has lost its effect. */
export async function isWithdrawn(
  tx: Tx,
  { communeId, actId }: Pick<Original, 'communeId' | 'actId'>,
): Promise<boolean> {
  return (await listStandings(tx, communeId, [actId])).has(actId);
}

/** Whether a renewal of an Original waits to be decided, and whether a certification that came of one stands. */
export async function readRenewals(
  tx: Tx,
  original: Pick<Original, 'communeId' | 'id'>,
): Promise<{ readonly underWay: boolean; readonly standing: boolean }> {
  const { communeId } = original;
  const asked = await selectRenewals(tx, original);
  const requests = await Promise.all(asked.map(({ requestId }) => findRequest(tx, communeId, requestId)));
  const made = asked.flatMap(({ actId }) => actId ?? []);
  const withdrawn = await listStandings(tx, communeId, made);
  return {
    underWay: requests.some(request => request?.decidedAt === null),
    standing: made.some(actId => !withdrawn.has(actId)),
  };
}

/** What a renewal renews and how far its check has come, for whoever works on it; null for a request that renews none. */
export async function viewRenewal(
  deps: CertificationDeps,
  tx: Tx,
  file: CertificationFile,
): Promise<{ readonly renewal: Renewal | null; readonly missing: readonly Missing[] }> {
  const found = await missingOfRenewal(deps, tx, file);
  if (!found) return { renewal: null, missing: [] };
  const { original, missing } = found;
  const act = await findAct(tx, original.communeId, original.actId);
  if (!act) throw new Error('an Original whose certification is not there');
  const renewal: Renewal = {
    actId: act.id,
    entryNumber: act.entryNumber,
    certifiedAt: act.timestampedAt,
    asks: heldAgainst(await rulingOf(deps, tx, file)),
    checkedAt: missing.length === 0 ? lastOf(file) : null,
  };
  return { renewal, missing };
}

/**
 * Whether pages may move, turn, come or go: those of a renewal are the ones that were certified, and stay so. Refused:
 * `certification.pages-fixed`.
 */
export async function checkPagesFree(tx: Tx, { communeId, requestId }: DocumentPlace): Promise<Result<undefined>> {
  const [certification] = await selectCertifications(tx, communeId, [requestId]);
  return certification && certification.renews !== null ? refuse('certification.pages-fixed') : ok(undefined);
}
