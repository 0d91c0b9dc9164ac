import type { Actor, CommuneId, PersonActor, PersonId, Result } from '../../../kernel/index.ts';
import { ask, askAtCounter, listOwn, type RightsAsked, withdraw } from './asking.ts';
import { answer, listForDesk, type OpenedRights, openForDesk, type RightsAnswer } from './answering.ts';
import type { RightsDependencies } from './dependencies.ts';
import { keepRights, planErasure, type RightsRound } from './erasure.ts';
import type { ErasurePlan, RightsEvent, RightsLine, RightsRequest, RightsRequestId } from './model.ts';
import { listCommunesOf } from './rights-store.ts';

type Taken = Promise<Result<{ readonly id: RightsRequestId; readonly number: string }>>;

/** Rights over one's data: asked, answered within the law's delay, executed with legal holds respected. */
export interface Rights {
  /** A person asks from home; see `ask`. */
  ask(actor: PersonActor, asked: RightsAsked & { readonly communeId?: CommuneId | undefined }): Taken;
  /** A counter takes a request for a person who stands there; see `askAtCounter`. */
  askAtCounter(actor: Actor, asked: RightsAsked & { readonly personId: PersonId }, key: string): Taken;
  /** A person's own requests with their history; see `listOwn`. */
  listOwn(actor: PersonActor): Promise<readonly (RightsRequest & { readonly events: readonly RightsEvent[] })[]>;
  /** What erasing the person would do now. */
  planErasure(actor: PersonActor): Promise<ErasurePlan>;
  /** Communes of which the person may ask. */
  listCommunes(actor: PersonActor): Promise<readonly CommuneId[]>;
  withdraw(actor: PersonActor, id: RightsRequestId): Promise<Result<null>>;
  /** What the desk has to answer; see `listForDesk`. */
  listForDesk(actor: Actor): Promise<Result<readonly RightsLine[]>>;
  openForDesk(actor: Actor, id: RightsRequestId): Promise<Result<OpenedRights>>;
  answer(actor: Actor, given: RightsAnswer, key: string): Promise<Result<null>>;
  /** The hourly job for one commune; see `keepRights`. */
  keep(communeId: CommuneId): Promise<RightsRound>;
}

/** Builds the service from what composition hands in. */
export function createRights(deps: RightsDependencies): Rights {
  return {
    ask: (actor, asked) => ask(deps, actor, asked),
    askAtCounter: (actor, asked, key) => askAtCounter(deps, actor, asked, key),
    listOwn: actor => listOwn(deps, actor),
    planErasure: ({ personId }) => deps.db.transaction({ personId }, tx => planErasure(deps, tx, personId)),
    listCommunes: ({ personId }) => deps.db.transaction({ personId }, tx => listCommunesOf(tx, personId)),
    withdraw: (actor, id) => withdraw(deps, actor, id),
    listForDesk: actor => listForDesk(deps, actor),
    openForDesk: (actor, id) => openForDesk(deps, actor, id),
    answer: (actor, given, key) => answer(deps, actor, given, key),
    keep: communeId => keepRights(deps, communeId),
  };
}
