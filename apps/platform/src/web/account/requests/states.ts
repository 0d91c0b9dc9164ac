import type { State, StepState } from '@shubbak/design';
import type { RequestState } from '../../../modules/requests/index.ts';
import type { OwnRequestLine } from './own-requests.ts';

/** How a state looks beside its word. */
export const lookOf = {
  draft: 'idle',
  collecting: 'wait',
  payable: 'turn',
  queued: 'reading',
  returned: 'turn',
  refusing: 'attention',
  done: 'ok',
  refused: 'stop',
  declined: 'stop',
  expired: 'unknown',
  abandoned: 'idle',
} as const satisfies Record<RequestState, State>;

/** What a request can wait for from its reader. */
export type Waiting = 'sign' | 'correct' | 'finish' | 'read';

/** What a request waits for from its reader, the weightiest first; empty when others are at work. */
export function waitingFor(
  line: Pick<OwnRequestLine, 'state' | 'parts' | 'signAt' | 'continueAt' | 'unread'>,
): readonly Waiting[] {
  const applied = line.parts.includes('applicant');
  return [
    ...(line.signAt === null ? [] : (['sign'] as const)),
    ...(applied && line.state === 'returned' ? (['correct'] as const) : []),
    ...(applied && line.unread > 0 ? (['read'] as const) : []),
    ...(applied && line.state === 'draft' && line.continueAt !== null ? (['finish'] as const) : []),
  ];
}

/** The stages of every request. */
export type Stage = 'prepare' | 'agree' | 'office' | 'ready';

const stageOf: Readonly<Partial<Record<RequestState, Stage>>> = {
  draft: 'prepare',
  collecting: 'agree',
  payable: 'agree',
  declined: 'agree',
  queued: 'office',
  returned: 'office',
  refusing: 'office',
  refused: 'office',
  done: 'ready',
};

/**
 * How far a request has come, stage by stage; empty for one that lapsed or was given up, of which no stage is worth showing. Only what is
 * signed at a distance passes the stage of agreeing.
 */
export function stagesOf({
  state,
  channel,
  signatories,
}: Pick<OwnRequestLine, 'state' | 'channel' | 'signatories'>): readonly {
  readonly stage: Stage;
  readonly state: StepState;
}[] {
  const current = stageOf[state];
  if (!current) return [];
  const agreeing = current === 'agree' || (channel === 'distance' && signatories.length > 0);
  const stages: readonly Stage[] = agreeing ? ['prepare', 'agree', 'office', 'ready'] : ['prepare', 'office', 'ready'];
  const at = stages.indexOf(current);
  const reached: StepState =
    state === 'done' ? 'done' : state === 'refused' || state === 'declined' ? 'stopped' : 'now';
  return stages.map((stage, index) => ({ stage, state: index < at ? 'done' : index === at ? reached : 'next' }));
}

/** Whether nothing more will happen to it. */
export function isOver(state: RequestState): boolean {
  return ['done', 'refused', 'declined', 'expired', 'abandoned'].includes(state);
}

/** What waits for its reader first, then what is under way, then what is over; the latest first within each. */
export function inOrder(lines: readonly OwnRequestLine[]): readonly OwnRequestLine[] {
  const rank = (line: OwnRequestLine) => (waitingFor(line).length > 0 ? 0 : isOver(line.state) ? 2 : 1);
  return lines.toSorted((one, other) => rank(one) - rank(other) || other.savedAt.getTime() - one.savedAt.getTime());
}
