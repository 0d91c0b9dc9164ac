import type { Language, OfficeId, PersonId, RequestId, Result, StaffActor } from '../../kernel/index.ts';
import { ok } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { IdentityDocumentId } from '../identity/index.ts';
import {
  changedRequest,
  type ChangedRequest,
  type CommandAt,
  type RequestState,
  runCommand,
  type ServiceRequest,
} from '../requests/index.ts';
import { awaitNobody } from './awaited/ending.ts';
import { createAwaiting } from './awaited/service.ts';
import { openAgain } from './again.ts';
import { represent, type Representation } from './capacities.ts';
import { move } from './command.ts';
import { actFacts, draftFacts } from './facts.ts';
import { checkAtOffice, type OfficeChecks } from './distance/checking.ts';
import { legalisationService } from './model.ts';
import { changeOptions, type OptionsChosen } from './options.ts';
import { listLegalisations, readOverview, readReferences, readSignaturePicture } from './overview.ts';
import { addSignatory, consent, keepSignature, removeSignatory } from './people.ts';
import type { LegalisationDeps } from './ports.ts';
import { createRecognition } from './recognition/service.ts';
import type { DrawnSignature } from './signature.ts';
import { checkSlip } from './slip.ts';
import { readRefused } from './refused.ts';
import { insertLegalisation } from './store.ts';
import { submit } from './submission.ts';
import { readWarning } from './warnings.ts';

/** Builds the room: each function is told where it is declared. */
export function createLegalisation(deps: LegalisationDeps) {
  return {
    ...createRecognition(deps),
    ...createAwaiting(deps),
    /** Opens a draft at an office, once. Refusals: those of `requests.open`. */
    open: (actor: StaffActor, command: { readonly key: string; readonly officeId: OfficeId }) =>
      open(deps, actor, command),
    readOverview: (actor: StaffActor, requestId: RequestId) => readOverview(deps, actor, requestId),
    list: (actor: StaffActor, query: { readonly officeId: OfficeId; readonly state: RequestState }) =>
      listLegalisations(deps, actor, query),
    draftFacts: (actor: StaffActor, requestId: RequestId) => draftFacts(deps, actor, requestId),
    readReferences: (actor: StaffActor, requestIds: readonly RequestId[]) => readReferences(deps, actor, requestIds),
    readSignature: (actor: StaffActor, asked: { readonly requestId: RequestId; readonly personId: PersonId }) =>
      readSignaturePicture(deps, actor, asked),
    checkSlip: (actor: StaffActor, asked: Parameters<typeof checkSlip>[2]) => checkSlip(deps, actor, asked),
    addSignatory: (
      actor: StaffActor,
      command: CommandAt & { readonly personId: PersonId; readonly identityDocumentId: IdentityDocumentId },
    ) => addSignatory(deps, actor, command),
    removeSignatory: (actor: StaffActor, command: CommandAt & { readonly personId: PersonId }) =>
      removeSignatory(deps, actor, command),
    represent: (actor: StaffActor, command: CommandAt & Representation) => represent(deps, actor, command),
    keepSignature: (
      actor: StaffActor,
      command: CommandAt & { readonly personId: PersonId; readonly drawn: DrawnSignature },
    ) => keepSignature(deps, actor, command),
    consent: (
      actor: StaffActor,
      command: CommandAt & { readonly personId: PersonId; readonly sentence: string; readonly language: Language },
    ) => consent(deps, actor, command),
    checkAtOffice: (actor: StaffActor, command: CommandAt & { readonly said: OfficeChecks }) =>
      checkAtOffice(deps, actor, command),
    changeOptions: (actor: StaffActor, command: CommandAt & { readonly options: OptionsChosen }) =>
      changeOptions(deps, actor, command),
    readWarning: (actor: StaffActor, command: CommandAt & { readonly warning: string }) =>
      readWarning(deps, actor, command),
    submit: (actor: StaffActor, command: CommandAt) => submit(deps, actor, command),
    /** Takes a queued request back to the counter. */
    reopen: (actor: StaffActor, command: CommandAt) => move(deps, actor, command, 'reopen'),
    /** Gives a draft up. */
    abandon: (actor: StaffActor, command: CommandAt) =>
      move(deps, actor, command, 'abandon', (tx, request) => awaitNobody(deps, tx, request)),
    openAgain: (actor: StaffActor, command: Parameters<typeof openAgain>[2]) => openAgain(deps, actor, command),
    readRefused: (tx: Tx, request: ServiceRequest) => readRefused(deps, tx, request),
    actFacts: (...asked: Parameters<typeof actFacts> extends [unknown, ...infer Rest] ? Rest : never) =>
      actFacts(deps, ...asked),
  };
}

export type LegalisationService = ReturnType<typeof createLegalisation>;

function open(
  deps: LegalisationDeps,
  actor: StaffActor,
  { key, officeId }: { readonly key: string; readonly officeId: OfficeId },
): Promise<Result<ChangedRequest>> {
  const now = deps.clock();
  return runCommand(deps.db, actor, { key, name: 'legalisation.open', payload: officeId }, now, async tx => {
    const request = await deps.requests.open(tx, actor, { officeId, service: legalisationService }, now);
    if (!request.ok) return request;
    await insertLegalisation(tx, { communeId: actor.communeId, requestId: request.value.id });
    return changedRequest(ok(request.value));
  });
}
