import type { PreparationView, RefusalView } from '../../../api/contract/index.ts';
import type { FinalCheck } from './digests.ts';

/** Where one gesture of the officer stands. */
export type Stage =
  /** Nothing is prepared: documents are read. */
  | 'reading'
  /** The final pages are being made. */
  | 'rendering'
  /** They are being received and compared. */
  | 'checking'
  /** What arrived is not what would be signed: nothing may be signed. */
  | 'mismatch'
  /** All is as it should be: the passkey may be asked. */
  | 'ready'
  /** The passkey is being asked, or its answer is on its way. */
  | 'asking'
  /** Confirmed: the acts are being sealed, now or as soon as what is missing answers. */
  | 'sealing'
  | 'finished'
  | 'lapsed'
  | 'cancelled';

/** What went wrong, in sentences to be shown as they are. */
export interface Trouble {
  readonly detail: string;
  readonly errors: readonly RefusalView[];
}

/** All that is known of one gesture. */
export interface Gesture {
  readonly preparation: PreparationView | undefined;
  /** Final files by act. */
  readonly finals: ReadonlyMap<string, FinalCheck>;
  /** Whether the passkey would be asked about the very manifest; undefined until compared. */
  readonly challengeRight: boolean | undefined;
  /** What we are waiting for the server or the passkey to do. */
  readonly busy: 'preparing' | 'asking' | 'cancelling' | undefined;
  readonly trouble: Trouble | undefined;
  /** The server's time when this was last looked at, in milliseconds. */
  readonly now: number;
  /** Milliseconds by which this device's clock is ahead of the server's. */
  readonly clockAhead: number;
}

export const noGesture: Gesture = {
  preparation: undefined,
  finals: new Map(),
  challengeRight: undefined,
  busy: undefined,
  trouble: undefined,
  now: 0,
  clockAhead: 0,
};

/** The stage of a gesture. */
export function stageOf({ preparation, finals, challengeRight, busy, now }: Gesture): Stage {
  if (!preparation) return busy === 'preparing' ? 'rendering' : 'reading';
  const { state, acts, expiresAt } = preparation;
  if (state === 'confirmed') return 'sealing';
  if (state === 'finished' || state === 'lapsed' || state === 'cancelled') return state;
  if (busy === 'asking') return 'asking';
  if (now >= Date.parse(expiresAt)) return 'lapsed';
  if (state === 'rendering') return 'rendering';
  if (challengeRight === false || [...finals.values()].some(({ matches }) => !matches)) return 'mismatch';
  return challengeRight === true && acts.every(({ actId }) => finals.has(actId)) ? 'ready' : 'checking';
}

/** Whether a preparation still moves by itself, so that it is worth asking again how far it is. */
export function isMoving({ state }: PreparationView, stage: Stage): boolean {
  return state === 'rendering' || state === 'confirmed' || (state === 'ready' && stage === 'lapsed');
}

/** What is newly known of a preparation, beside what holds its acts up: the server says that once, when it happens. */
export function keepReasons(known: PreparationView | undefined, found: PreparationView): PreparationView {
  const reasons = new Map(known?.acts.map(({ actId, problem }) => [actId, problem]));
  const acts = found.acts.map(act =>
    act.state === 'sealing' && act.problem === null ? { ...act, problem: reasons.get(act.actId) ?? null } : act,
  );
  return { ...found, acts };
}

/** Acts of a confirmed preparation that are made or cancelled. */
export function countSettled({ acts }: PreparationView): number {
  return acts.filter(({ state }) => state === 'done' || state === 'cancelled').length;
}
