import { type ActId, asId, ok, type OfficeId, type StaffActor, type StaffId } from '../../../kernel/index.ts';
import { legalisationService } from '../../../modules/legalisation/index.ts';
import { getOffice, listStaffNames } from '../../../modules/organisation/index.ts';
import type { ApplicantId, BookEntry, BookSearch, CorrectionId, ExtractId } from '../../../modules/register/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { type RegisterSearchBody, routes } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';
import { type Api, serve } from '../serve.ts';
import { type EntryWords, staffOf, viewCorrection, viewEntry, viewValue } from '../views/register-view.ts';

/** The register of an office: read, searched, and its entries one by one. */
export function mountRegister(api: Api, deps: ApiDeps): void {
  const { book } = deps.register;
  serve(api, routes.describeRegister, async ({ actor, params, query }) => {
    const described = await book.describe(actor, { officeId: asId<OfficeId>(params.officeId), year: query.year });
    if (!described.ok) return described;
    const { years, kinds, subjects, officers, named } = described.value;
    const offered = await within(deps, actor, tx => subjectsOf(deps, tx, actor));
    const known = offered.filter(({ code }) => subjects.includes(code));
    return ok({ years: [...years], kinds: [...kinds], subjects: known, officers: [...officers], named });
  });
  serve(api, routes.searchRegister, async ({ actor, params, body }) => {
    const officeId = asId<OfficeId>(params.officeId);
    const page = await book.search(actor, officeId, searchOf(body));
    if (!page.ok) return page;
    const { entries, next, named } = page.value;
    const words = await within(deps, actor, tx => wordsFor(tx, actor, officeId, entries));
    return ok({ entries: entries.map(entry => viewEntry(entry, words)), next, named });
  });
  serve(api, routes.readEntry, async ({ actor, params }) => {
    const entryId = asId<ActId>(params.entryId);
    const opened = await book.open(actor, entryId);
    if (!opened.ok) return opened;
    const entry = opened.value;
    const address = `/api/v1/register/entries/${entryId}/applicants`;
    return within(deps, actor, async tx =>
      ok({
        entry: viewEntry(entry, await wordsFor(tx, actor, entry.officeId, [entry])),
        named: entry.whole.length > 0,
        applicants: entry.whole.map(({ personId: _person, picture, ...shown }) => ({
          ...shown,
          drawing: picture === null ? null : `${address}/${shown.id}/signature.svg`,
        })),
        changes: entry.shown.map(({ id, old, new: next }) => ({
          id,
          old: old === null ? null : viewValue(old),
          new: next === null ? null : viewValue(next),
        })),
        subjects: await subjectsOf(deps, tx, actor),
      }),
    );
  });
  serve(api, routes.drawnSignature, ({ actor, params }) =>
    book.drawing(actor, { entryId: asId<ActId>(params.entryId), applicantId: asId<ApplicantId>(params.applicantId) }),
  );
}

/** The second copy: sealed extracts, and the pages of a day. */
export function mountExtracts(api: Api, { register: { extracts } }: ApiDeps): void {
  serve(api, routes.listExtracts, async ({ actor, params, query }) => {
    const listed = await extracts.list(actor, { officeId: asId<OfficeId>(params.officeId), year: query.year });
    if (!listed.ok) return listed;
    const shown = listed.value.toReversed().map(({ id, day, entries, file, delivered }) => ({
      id,
      day,
      entries,
      sealed: file !== null,
      delivered: delivered.length > 0,
    }));
    return ok({ extracts: shown });
  });
  serve(api, routes.extractFile, async ({ actor, params }) => {
    const opened = await extracts.open(actor, asId<ExtractId>(params.extractId));
    return opened.ok ? ok(opened.value) : opened;
  });
  serve(api, routes.dayPages, ({ actor, params, query }) =>
    extracts.printDay(actor, { officeId: asId<OfficeId>(params.officeId), day: query.day }),
  );
}

/** Corrections: proposed by one, decided by another. */
export function mountCorrections(api: Api, { register: { corrections } }: ApiDeps): void {
  serve(api, routes.listCorrections, async ({ actor }) => {
    const seen = await corrections.list(actor);
    return seen.ok ? ok({ corrections: seen.value.map(viewCorrection) }) : seen;
  });
  serve(api, routes.proposeCorrection, async ({ actor, body, key }) => {
    const { entryId, applicantId, ...draft } = body;
    const of = {
      entryId: asId<ActId>(entryId),
      applicantId: applicantId === null ? null : asId<ApplicantId>(applicantId),
    };
    const proposed = await corrections.propose(actor, { ...draft, ...of }, key);
    return proposed.ok ? ok({ id: proposed.value }) : proposed;
  });
  for (const [route, kind] of [
    [routes.approveCorrection, 'approved'],
    [routes.declineCorrection, 'declined'],
  ] as const)
    serve(api, route, async ({ actor, params, key }) => {
      const decided = await corrections.decide(actor, { id: asId<CorrectionId>(params.correctionId), kind }, key);
      return decided.ok ? ok({ done: true as const }) : decided;
    });
  serve(api, routes.withdrawCorrection, async ({ actor, params, key }) => {
    const withdrawn = await corrections.withdraw(actor, asId<CorrectionId>(params.correctionId), key);
    return withdrawn.ok ? ok({ done: true as const }) : withdrawn;
  });
}

function within<T>({ db }: ApiDeps, { communeId }: StaffActor, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction({ communeId }, work);
}

function searchOf({ officerId, ...asked }: RegisterSearchBody): BookSearch {
  return { ...asked, ...(officerId !== undefined && { officerId: asId<StaffId>(officerId) }) };
}

async function wordsFor(
  tx: Tx,
  { communeId }: StaffActor,
  officeId: OfficeId,
  entries: readonly BookEntry[],
): Promise<EntryWords> {
  const { code } = await getOffice(tx, communeId, officeId);
  return { code, names: await listStaffNames(tx, communeId, staffOf(entries)) };
}

/** The natures of act by name, as the commune's catalogue has them now. */
async function subjectsOf({ catalogue, clock }: ApiDeps, tx: Tx, { communeId }: StaffActor) {
  const natures = await catalogue.listNatures(tx, communeId, legalisationService, clock());
  return natures.map(({ code, label }) => ({ code, words: label }));
}
