import { ok, type RequestId, type Result, type StaffActor } from '../kernel/index.ts';
import type { PaperMaker } from '../modules/acts/index.ts';
import { type CertificationService, certificationService } from '../modules/certification/index.ts';
import type { LegalisationService } from '../modules/legalisation/index.ts';
import type { Requests } from '../modules/requests/index.ts';
import type { Database } from '../platform/db/index.ts';
import type { DraftPrinter } from '../web/api/index.ts';
import { stampDraft } from './act-printer.ts';
import type { LegalisationPrinter } from './paper-maker.ts';
import type { Refusals } from './refusals.ts';
import { undecided } from './services.ts';

/** What drafts are printed from. */
export interface DraftDeps {
  readonly db: Database;
  readonly requests: Requests;
  readonly legalisation: LegalisationService;
  readonly certification: CertificationService;
  readonly refusals: Refusals;
  readonly printer: LegalisationPrinter;
  /** Prints the final pages of every kind of act. */
  readonly papers: PaperMaker;
}

/** Pages as an act would have them: of the request's service, or of its refusal where one waits to be signed. */
export function createDrafts(deps: DraftDeps): DraftPrinter {
  return {
    print: async (actor, requestId) => {
      const { communeId } = actor;
      const standing = await deps.db.transaction({ communeId }, tx =>
        deps.requests.findStanding(tx, { communeId, requestId }),
      );
      if (standing?.state === 'refusing') return printRefusal(deps, actor, requestId);
      if (standing?.service === certificationService) return printCopy(deps, actor, requestId);
      const draft = await deps.legalisation.draftFacts(actor, requestId);
      if (!draft.ok) return draft;
      const { face, paper } = draft.value;
      return ok(await deps.printer.draft(communeId, { ...undecided, ...face }, paper));
    },
  };
}

async function printCopy(
  { certification, papers }: DraftDeps,
  actor: StaffActor,
  requestId: RequestId,
): Promise<Result<Uint8Array>> {
  const facts = await certification.draftFacts(actor, requestId);
  if (!facts.ok) return facts;
  const { face, paper } = facts.value;
  return ok(stampDraft(await papers.finalPages(actor.communeId, { ...undecided, ...face }, paper)));
}

async function printRefusal(
  { db, refusals, papers }: DraftDeps,
  actor: StaffActor,
  requestId: RequestId,
): Promise<Result<Uint8Array>> {
  const { communeId } = actor;
  const facts = await db.transaction({ communeId }, tx => refusals.readDraft(tx, actor, requestId));
  if (!facts.ok) return facts;
  const { face, paper } = facts.value;
  return ok(stampDraft(await papers.finalPages(communeId, { ...undecided, ...face }, paper)));
}
