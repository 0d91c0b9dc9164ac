import {
  type ActId,
  type Actor,
  type CommuneId,
  type PreparationId,
  type Refusal,
  refuse,
  type Result,
} from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { Assertion } from '../organisation/index.ts';
import { keepConfirmation } from './confirm.ts';
import type { Act } from './model.ts';
import type { ActsDeps } from './ports.ts';
import { beginPreparation, type RequestToSign } from './prepare.ts';
import {
  listSignedInName,
  openFinalPages,
  openSealed,
  type PreparationView,
  type SealedDocument,
  viewPreparation,
  viewPrintable,
} from './queries.ts';
import { cancelPreparation, recoverAll, type Recovery } from './recover.ts';
import { type AuthorisationView, reissue, type ReissueAsked, type Reissued, viewAuthorisation } from './reissue.ts';
import { renderPreparation } from './render.ts';
import { sealPreparation } from './seal.ts';
import { createSealedFiles, type SealedFilesDeps } from './sealed-file.ts';

/** From an officer's click to a recorded act; `docs/act-cycle.md` tells it in numbered lines. */
export interface Acts {
  /** Reserves numbers and answers at once; `render` makes the pages. Refuses with `acts.*`, `organisation.*`, or what `readFacts` refuses. */
  begin(actor: Actor, requests: readonly RequestToSign[]): Promise<Result<PreparationId>>;
  /** Renders the final pages and writes the manifest. Refuses `acts.not-rendered` when they cannot be made; may be repeated. */
  render(actor: Actor, id: PreparationId): Promise<Result<PreparationView>>;
  /** `begin`, then `render`. */
  prepare(actor: Actor, requests: readonly RequestToSign[]): Promise<Result<PreparationView>>;
  /** How far each act of a preparation is. */
  getPreparation(actor: Actor, id: PreparationId): Promise<Result<PreparationView>>;
  /** The exact bytes to be signed, for the officer's browser to show and to hash. */
  openFinalPages(actor: Actor, id: PreparationId, actId: ActId): Promise<Result<Buffer>>;
  /**
   * Takes the officer's assertion, and seals at once. Answers when each act is made, cancelled, or kept until what holds it up
   * is mended: then its progress says what. Refuses before anything is kept.
   */
  confirm(actor: Actor, id: PreparationId, assertion: Assertion): Promise<Result<PreparationView>>;
  /** Withdraws a preparation: numbers are cancelled, or the acts finished where the sealer had signed. */
  cancel(actor: Actor, id: PreparationId): Promise<Result<PreparationView>>;
  /** Issues a certification again under the commune's seal, within what its officer authorised; see `reissue`. */
  reissue(actor: Actor, asked: ReissueAsked): Promise<Result<Reissued>>;
  /** Whether a certification may be issued again now, and how often still; see `viewAuthorisation`. */
  viewAuthorisation(
    tx: Tx,
    asked: { readonly communeId: CommuneId; readonly certification: ActId },
  ): Promise<AuthorisationView | undefined>;
  /** The job `acts.seal`: finishes or cancels a confirmed preparation. Answers what holds acts up, by act. */
  seal(communeId: CommuneId, id: PreparationId): Promise<ReadonlyMap<string, Refusal>>;
  /** At start and every minute: finishes what was confirmed, cancels what lapsed, in every commune. */
  recover(): Promise<Recovery>;
  /** A recorded act whose face has the printed address, for labels and overprints. */
  getPrintable(actor: Actor, actId: ActId): Promise<Result<Act>>;
  /** What was signed in the actor's own name in the last two days; see `listSignedInName`. */
  listSignedInName(actor: Actor): Promise<readonly Act[]>;
  /** The sealed document, for staff of its office and for its holder, once it is proven. Refuses `acts.unknown`, `acts.file-unproven`. */
  openSealed(actor: Actor, actId: ActId): Promise<Result<SealedDocument>>;
}

/** What composition hands in; tests also say what happens after a step. */
export type ActsOptions = Omit<ActsDeps, 'after' | 'files'> &
  Partial<Pick<ActsDeps, 'after'>> &
  Pick<SealedFilesDeps, 'onUnproven'>;

/** Builds the room on what composition hands in. */
export function createActs(options: ActsOptions): Acts {
  const deps: ActsDeps = { after: () => undefined, ...options, files: createSealedFiles(options) };
  const render = async (actor: Actor, id: PreparationId): Promise<Result<PreparationView>> => {
    if (actor.kind !== 'staff') return refuse('acts.not-allowed');
    const seen = await viewPreparation(deps, actor, id);
    if (!seen.ok) return seen;
    const rendered = await renderPreparation(deps, actor.communeId, id).catch((error: unknown) => {
      deps.onFailure(error);
      return refuse('acts.not-rendered');
    });
    return rendered.ok ? viewPreparation(deps, actor, id) : rendered;
  };
  return {
    begin: (actor, requests) => beginPreparation(deps, actor, requests),
    render,
    prepare: async (actor, requests) => {
      const begun = await beginPreparation(deps, actor, requests);
      return begun.ok ? render(actor, begun.value) : begun;
    },
    getPreparation: (actor, id) => viewPreparation(deps, actor, id),
    openFinalPages: (actor, id, actId) => openFinalPages(deps, actor, id, actId),
    confirm: async (actor, id, assertion) => {
      const kept = await keepConfirmation(deps, actor, id, assertion);
      if (!kept.ok || actor.kind !== 'staff') return kept.ok ? refuse('acts.not-allowed') : kept;
      const delays = await sealPreparation(deps, actor.communeId, id);
      const view = await viewPreparation(deps, actor, id);
      return view.ok ? { ok: true, value: withDelays(view.value, delays) } : view;
    },
    cancel: async (actor, id) => {
      const cancelled = await cancelPreparation(deps, actor, id);
      return cancelled.ok ? viewPreparation(deps, actor, id) : cancelled;
    },
    reissue: (actor, asked) => reissue(deps, actor, asked),
    viewAuthorisation: (tx, asked) => viewAuthorisation(deps, tx, asked),
    seal: (communeId, id) => sealPreparation(deps, communeId, id),
    recover: () => recoverAll(deps),
    getPrintable: (actor, actId) => viewPrintable(deps, actor, actId),
    listSignedInName: actor => listSignedInName(deps, actor),
    openSealed: (actor, actId) => openSealed(deps, actor, actId),
  };
}

function withDelays(view: PreparationView, delays: ReadonlyMap<string, Refusal>): PreparationView {
  const acts = view.acts.map(act => {
    const waitingFor = delays.get(act.actId);
    return waitingFor && act.progress.kind === 'sealing'
      ? { ...act, progress: { kind: 'sealing', waitingFor } as const }
      : act;
  });
  return { ...view, acts };
}
