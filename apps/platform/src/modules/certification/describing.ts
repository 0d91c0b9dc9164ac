import {
  type OrganisationId,
  ok,
  type PageId,
  type PersonId,
  refuse,
  type Result,
  type StaffActor,
} from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { findPage } from '../documents/index.ts';
import type { ChangedRequest, CommandAt } from '../requests/index.ts';
import { edit, keyOf } from './command.ts';
import { loadFile } from './file.ts';
import type { StampLanguages } from '../organisation/index.ts';
import { cannotSign, type CertificationFile, type Holder, type Particulars } from './model.ts';
import { places, sealParticulars } from './particulars.ts';
import type { CertificationDeps } from './ports.ts';
import { deleteCheck, deleteCompared, insertCheck, putCompared, updateCertification } from './store.ts';

/** What a clerk may say of an original; absent stays as it is. */
export type Described = { readonly [P in keyof Particulars]?: Particulars[P] | undefined } & {
  readonly kind?: string | undefined;
  readonly stampLanguages?: StampLanguages | null | undefined;
};

/** Whose the original is: the organisation's for which it is shown, else the first holder's. */
export function ownerOf(
  holders: readonly Pick<Holder, 'personId' | 'signedFor'>[],
): PersonId | OrganisationId | undefined {
  return holders.find(({ signedFor }) => signedFor)?.signedFor?.organisationId ?? holders[0]?.personId;
}

/**
 * Writes down what the original is and what it says. Refusals: `certification.unknown-kind`, `.no-holder` (what it says is sealed for somebody),
 * `.dates-crossed`, those of any edit.
 */
export function describe(
  deps: CertificationDeps,
  actor: StaffActor,
  command: CommandAt & { readonly described: Described },
): Promise<Result<ChangedRequest>> {
  return edit(deps, actor, command, {
    what: 'original-described',
    payload: command.described,
    work: async (tx, request) => {
      const file = await loadFile(deps, tx, request);
      return file.ok ? write(deps, tx, file.value, command.described) : file;
    },
  });
}

/** Writes a description into a certification that may be changed. */
export async function write(
  deps: CertificationDeps,
  tx: Tx,
  { request, certification, holders }: CertificationFile,
  { kind, stampLanguages, ...said }: Described,
): Promise<Result<void>> {
  const { communeId, service, id } = request;
  const ruling =
    kind === undefined
      ? undefined
      : await deps.catalogue.findNature(tx, communeId, { service, nature: kind, at: deps.clock() });
  if (kind !== undefined && !ruling) return refuse('certification.unknown-kind');
  const before = certification.particulars;
  const particulars: Particulars = {
    issuer: said.issuer === undefined ? before.issuer : said.issuer,
    ownNumber: said.ownNumber === undefined ? before.ownNumber : said.ownNumber,
    issuedOn: said.issuedOn === undefined ? before.issuedOn : said.issuedOn,
    expiresOn: said.expiresOn === undefined ? before.expiresOn : said.expiresOn,
  };
  const { issuedOn, expiresOn, issuer, ownNumber } = particulars;
  if (issuedOn !== null && expiresOn !== null && expiresOn < issuedOn) return refuse('certification.dates-crossed');
  const subject = ownerOf(holders);
  const named = issuer !== null || ownNumber !== null;
  if (named && subject === undefined) return refuse('certification.no-holder');
  const sealed =
    named && subject !== undefined
      ? await sealParticulars(deps.vault, tx, { subject, place: places.certification(id) }, particulars)
      : null;
  await updateCertification(tx, keyOf(request), {
    kind: ruling?.code ?? certification.kind,
    ruleVersion: ruling?.ruleVersion ?? certification.ruleVersion,
    sealed,
    sealedFor: sealed === null ? null : (subject ?? null),
    issuedOn,
    expiresOn,
    stampLanguages: stampLanguages === undefined ? certification.stampLanguages : stampLanguages,
  });
  return ok(undefined);
}

/** Writes that this clerk made a check, or takes it back. Refusals: `certification.unknown-check`, those of any edit. */
export function check(
  deps: CertificationDeps,
  actor: StaffActor,
  command: CommandAt & { readonly check: string; readonly made: boolean },
): Promise<Result<ChangedRequest>> {
  const { check: code, made } = command;
  return edit(deps, actor, command, {
    what: 'check-made',
    payload: { check: code, made },
    work: async (tx, request, now) => {
      const known = deps.catalogue.findService(request.service);
      const offered = [...(known?.checks ?? []), ...(known ? [known.checkOfPoorPages] : [])];
      if (code !== cannotSign && !offered.some(each => each.code === code))
        return refuse('certification.unknown-check');
      if (made) await insertCheck(tx, keyOf(request), { check: code, madeBy: actor.staffId, madeAt: now, pages: null });
      else await deleteCheck(tx, keyOf(request), code);
      return ok(undefined);
    },
  });
}

/**
 * Writes that this clerk held a page, as it stands on the screen, against the original; or takes it back. Refusals: `documents.page-unknown`, those of any edit.
 */
export function compare(
  deps: CertificationDeps,
  actor: StaffActor,
  command: CommandAt & { readonly pageId: PageId; readonly compared: boolean },
): Promise<Result<ChangedRequest>> {
  const { pageId, compared } = command;
  return edit(deps, actor, command, {
    what: 'page-compared',
    payload: { pageId, compared },
    subjectId: pageId,
    work: async (tx, request, now) => {
      const page = await findPage(tx, keyOf(request), pageId);
      if (!page.ok) return page;
      if (page.value.image === null) return refuse('certification.pictures-only');
      const { image } = page.value;
      const held = { heldAgainst: 'original', comparedBy: actor.staffId, comparedAt: now } as const;
      if (compared) await putCompared(tx, keyOf(request), { pageId, image, ...held });
      else await deleteCompared(tx, keyOf(request), pageId);
      return ok(undefined);
    },
  });
}
