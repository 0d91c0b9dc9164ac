import type { ReactElement, ReactNode } from 'react';
import { Icon } from '../icons/icon.tsx';
import type { IconName } from '../icons/paths.ts';

/** The states that anything may be in. */
export const states = ['ok', 'wait', 'reading', 'turn', 'stop', 'unknown', 'attention', 'info', 'idle'] as const;
export type State = (typeof states)[number];

/** Each state has its own silhouette, so that colour is never needed to tell them apart. */
export const stateIcons: Readonly<Record<State, IconName>> = {
  ok: 'circle-check',
  wait: 'clock',
  reading: 'eye',
  turn: 'pen',
  stop: 'octagon',
  unknown: 'diamond',
  attention: 'triangle',
  info: 'circle-info',
  idle: 'circle',
};

/** A state in a word: its shape, then the word, then a tint. */
export function Tag({ state, children }: { readonly state: State; readonly children: ReactNode }): ReactElement {
  return (
    <span className={`tag state-${state}`}>
      <Icon name={stateIcons[state]} />
      {children}
    </span>
  );
}

/** Something to know here and now. `live` has it read aloud when it appears (`alert` interrupts, `status` waits). */
export function Notice(props: {
  readonly state: State;
  readonly title?: ReactNode;
  readonly live?: 'alert' | 'status';
  readonly children?: ReactNode;
}): ReactElement {
  return (
    <div className={`notice state-${props.state}`} role={props.live}>
      <Icon name={stateIcons[props.state]} />
      <div>
        {props.title !== undefined && <p className="notice-title">{props.title}</p>}
        {props.children}
      </div>
    </div>
  );
}

/** The answer of a verification, filling the first screen; `solid` when it is certain (valid, revoked). */
export function Answer(props: {
  readonly state: State;
  readonly solid?: boolean;
  readonly title: ReactNode;
  readonly children?: ReactNode;
}): ReactElement {
  return (
    <div className={`answer state-${props.state}${props.solid === true ? ' answer-solid' : ''}`}>
      <Icon name={stateIcons[props.state]} />
      <h1>{props.title}</h1>
      {props.children}
    </div>
  );
}
