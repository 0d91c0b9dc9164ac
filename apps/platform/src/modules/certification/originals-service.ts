import type { PersonActor, Result, StaffActor } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { ChangedRequest, CommandAt } from '../requests/index.ts';
import {
  type AheadAsked,
  type AheadKept,
  dropAhead,
  dropLapsed,
  keepAhead,
  listForCounter,
  listOwnAhead,
  type OwnAhead,
  takeAhead,
} from './ahead.ts';
import type { AheadId, OriginalId } from './model.ts';
import { listOwn, type OriginalsDeps, openOwn, type OwnOriginal, type OwnOriginalFile } from './originals.ts';
import { type CopiesAsked, type CopyMade, issueCopies } from './reissuing.ts';
import { renew, sendAgain } from './renewing.ts';

/** Originals in people's accounts: what they scan before the visit, the copies that they are issued, and renewal. */
export interface Originals {
  /** See `listOwn`. */
  list(actor: PersonActor): Promise<readonly OwnOriginal[]>;
  /** See `openOwn`. */
  open(actor: PersonActor, id: OriginalId): Promise<Result<OwnOriginalFile>>;
  /** See `issueCopies`. */
  issue(actor: PersonActor, asked: CopiesAsked): Promise<Result<readonly CopyMade[]>>;
  /** See `renew`. */
  renew(
    actor: PersonActor,
    asked: { readonly key: string; readonly originalId: OriginalId },
  ): Promise<Result<ChangedRequest>>;
  /** See `sendAgain`. */
  sendAgain(tx: Tx, actor: PersonActor, at: Parameters<typeof sendAgain>[3]): Promise<Result<ChangedRequest>>;
  /** See `keepAhead`. */
  keepAhead(actor: PersonActor, asked: AheadAsked): Promise<Result<AheadKept>>;
  /** See `listOwnAhead`. */
  listAhead(actor: PersonActor): Promise<readonly OwnAhead[]>;
  /** See `dropAhead`. */
  dropAhead(actor: PersonActor, id: AheadId): Promise<Result<void>>;
  /** See `listForCounter`. */
  listForCounter(actor: StaffActor, requestId: CommandAt['requestId']): Promise<Result<readonly OwnAhead[]>>;
  /** See `takeAhead`. */
  takeAhead(actor: StaffActor, command: CommandAt & { readonly aheadId: AheadId }): Promise<Result<ChangedRequest>>;
  /** See `dropLapsed`. */
  dropLapsed(): Promise<number>;
}

/** Builds it over acts, which certifications end in. */
export function createOriginals(deps: OriginalsDeps): Originals {
  return {
    list: actor => listOwn(deps, actor),
    open: (actor, id) => openOwn(deps, actor, id),
    issue: (actor, asked) => issueCopies(deps, actor, asked),
    renew: (actor, asked) => renew(deps, actor, asked),
    sendAgain: (tx, actor, at) => sendAgain(deps, tx, actor, at),
    keepAhead: (actor, asked) => keepAhead(deps, actor, asked),
    listAhead: actor => listOwnAhead(deps, actor),
    dropAhead: (actor, id) => dropAhead(deps, actor, id),
    listForCounter: (actor, requestId) => listForCounter(deps, actor, requestId),
    takeAhead: (actor, command) => takeAhead(deps, actor, command),
    dropLapsed: () => dropLapsed(deps),
  };
}
