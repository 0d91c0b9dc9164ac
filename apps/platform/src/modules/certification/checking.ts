import { may, ok, type PageId, type Refusal, refuse, type Result, type StaffActor } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { getOffice, placeOf } from '../organisation/index.ts';
import { type ChangedRequest, type CommandAt, runCommand, type ServiceRequest } from '../requests/index.ts';
import { keyOf } from './command.ts';
import { loadFile } from './file.ts';
import { certificationService, type CertificationFile, type HeldAgainst } from './model.ts';
import { incomplete, type Incomplete } from './overview.ts';
import type { CertificationDeps } from './ports.ts';
import { missingOfRenewal, pagesOf } from './renewal.ts';
import { deleteCheck, insertCheck, putCompared } from './store.ts';

/** What a clerk says of a renewal: the checks made by eye, the pages compared, and with what. */
export interface RenewalChecked {
  readonly checks: readonly string[];
  readonly compared: readonly PageId[];
  readonly heldAgainst: HeldAgainst;
}

/**
 * Notes that this clerk checked a renewal that lies in the queue, so that an officer may have it: each check and each page with who and
 * when, bound to the pages as they are. The request’s state and version stay. Needs `requests.prepare`. Refusals: `certification.incomplete`
 * naming everything that still lacks, `.no-renewal`, `.unknown-check`, those of `requests.holdForSigning`, `requests.not-allowed`,
 * `platform.command-reused`.
 */
export function checkRenewed(
  deps: CertificationDeps,
  actor: StaffActor,
  command: CommandAt & { readonly said: RenewalChecked },
): Promise<Result<ChangedRequest, Refusal | Incomplete>> {
  const { key, requestId, version, said } = command;
  const now = deps.clock();
  const asked = { key, name: 'certification.check-renewal', payload: [requestId, version, said] };
  return runCommand(deps.db, actor, asked, now, async tx => {
    const { communeId } = actor;
    const held = await deps.requests.holdForSigning(tx, actor, { communeId, requestId, version });
    if (!held.ok) return held;
    const allowed = await checkAllowed(tx, actor, held.value);
    if (!allowed.ok) return allowed;
    const file = await loadFile(deps, tx, held.value);
    if (!file.ok) return file;
    const written = await write(deps, tx, file.value, { ...said, by: actor, at: now });
    return written.ok ? ok({ requestId, version }) : written;
  });
}

async function checkAllowed(tx: Tx, actor: StaffActor, { communeId, officeId, state }: ServiceRequest) {
  if (state !== 'queued') return refuse('requests.not-in-this-state', { state });
  const place = placeOf(await getOffice(tx, communeId, officeId));
  return may(actor, 'requests.prepare', place) ? ok(undefined) : refuse('requests.not-allowed');
}

async function write(
  deps: CertificationDeps,
  tx: Tx,
  file: CertificationFile,
  said: RenewalChecked & { readonly by: StaffActor; readonly at: Date },
): Promise<Result<void, Refusal | Incomplete>> {
  const key = keyOf(file.request);
  const { by, at, heldAgainst } = said;
  const known = deps.catalogue.findService(certificationService);
  const offered = [...(known?.checks ?? []), ...(known ? [known.checkOfPoorPages] : [])].map(({ code }) => code);
  if (said.checks.some(check => !offered.includes(check))) return refuse('certification.unknown-check');
  const checks = said.checks.map(check => ({ check, madeBy: by.staffId, madeAt: at, pages: pagesOf(file) }));
  const compared = (file.document?.pages ?? []).flatMap(({ id: pageId, image }) =>
    image !== null && said.compared.includes(pageId)
      ? [{ pageId, image, heldAgainst, comparedBy: by.staffId, comparedAt: at }]
      : [],
  );
  const judged = await missingOfRenewal(deps, tx, { ...file, checks, compared });
  if (!judged) return refuse('certification.no-renewal');
  if (judged.missing.length > 0) return { ok: false, refusal: incomplete(judged.missing) };
  for (const made of checks) {
    await deleteCheck(tx, key, made.check);
    await insertCheck(tx, key, made);
  }
  for (const page of compared) await putCompared(tx, key, page);
  return ok(undefined);
}
