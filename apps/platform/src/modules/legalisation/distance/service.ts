import { ok, type PersonActor, type RequestId, type Result } from '../../../kernel/index.ts';
import { openAgain } from './again.ts';
import { begin, readOffer } from './beginning.ts';
import { type DistanceFile, inOwn, locate, readOwnFile } from './file.ts';
import { findMissingAt, type MissingAt } from './missing.ts';
import { movePage, putBackPage, readOwnPage, takeOutPage, takeOutPaper } from './paper.ts';
import { chooseNature } from './nature.ts';
import { placeField, removeField } from './placing.ts';
import type { DistanceDeps } from './ports.ts';
import { abandon, type Sending, send, sendingOf } from './sending.ts';
import { addToPaper, addUploads } from './sent-files.ts';
import { addSignatory, chooseOrder, chooseToSign, removeSignatory } from './signatories.ts';
import { drawOwnSignature, readOwnSignature, signWithoutDrawing, useSpecimen } from './signing.ts';
import { announceUpload, continueUpload, dropUpload, findUpload } from './uploads.ts';

/** A file with what it lacks and what sending it would do. */
export interface DistanceOverview extends DistanceFile {
  readonly missing: readonly MissingAt[];
  readonly sending: Sending;
}

/** Builds legalisation at a distance, from the initiator's side: each function is told where it is declared. */
export function createDistance(deps: DistanceDeps) {
  const tell =
    <Rest extends unknown[], Answer>(work: (deps: DistanceDeps, ...rest: Rest) => Answer) =>
    (...rest: Rest): Answer =>
      work(deps, ...rest);
  return {
    readOffer: tell(readOffer),
    begin: tell(begin),
    read: (actor: PersonActor, requestId: RequestId) => read(deps, actor, requestId),
    listDrafts: (actor: PersonActor) => listDrafts(deps, actor),
    readPage: tell(readOwnPage),
    addToPaper: tell(addToPaper),
    addUploads: tell(addUploads),
    announceUpload: tell(announceUpload),
    findUpload: tell(findUpload),
    continueUpload: tell(continueUpload),
    dropUpload: tell(dropUpload),
    movePage: tell(movePage),
    takeOutPage: tell(takeOutPage),
    putBackPage: tell(putBackPage),
    takeOutPaper: tell(takeOutPaper),
    chooseToSign: tell(chooseToSign),
    addSignatory: tell(addSignatory),
    removeSignatory: tell(removeSignatory),
    chooseOrder: tell(chooseOrder),
    placeField: tell(placeField),
    removeField: tell(removeField),
    drawSignature: tell(drawOwnSignature),
    useSpecimen: tell(useSpecimen),
    signWithoutDrawing: tell(signWithoutDrawing),
    readOwnSignature: tell(readOwnSignature),
    chooseNature: tell(chooseNature),
    send: tell(send),
    abandon: tell(abandon),
    openAgain: tell(openAgain),
  };
}

export type DistanceService = ReturnType<typeof createDistance>;

/** One request of the person's own with what it lacks. Refused: `requests.not-found`. */
async function read(deps: DistanceDeps, actor: PersonActor, requestId: RequestId): Promise<Result<DistanceOverview>> {
  const at = await locate(deps, actor, requestId);
  if (!at.ok) return at;
  const file = await inOwn(deps, actor, at.value.communeId, tx => readOwnFile(deps, tx, actor, at.value));
  if (!file.ok) return file;
  return ok({ ...file.value, missing: findMissingAt(file.value), sending: sendingOf(file.value) });
}

/** What somebody has begun and not sent, or has to mend, the newest first. */
async function listDrafts(deps: DistanceDeps, actor: PersonActor): Promise<readonly DistanceFile[]> {
  const drafts: DistanceFile[] = [];
  for (const { communeId, requestId, part } of await deps.requests.listOwn(deps.db, actor)) {
    if (part !== 'applicant') continue;
    const file = await inOwn(deps, actor, communeId, tx => readOwnFile(deps, tx, actor, { communeId, requestId }));
    if (file.ok && (file.value.request.state === 'draft' || file.value.request.state === 'returned'))
      drafts.push(file.value);
  }
  return drafts;
}
