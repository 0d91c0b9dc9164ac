import type { ReactElement } from 'react';
import { Icon } from '../icons/icon.tsx';
import type { IconName } from '../icons/paths.ts';

export type StepState = 'done' | 'now' | 'next' | 'stopped';

export interface Step {
  readonly label: string;
  readonly state: StepState;
}

const icons: Readonly<Record<StepState, IconName>> = {
  done: 'circle-check',
  now: 'circle-now',
  next: 'circle',
  stopped: 'octagon',
};

/** The steps of what is being done, in order, the current one marked for screen readers too. */
export function Steps({ steps, label }: { readonly steps: readonly Step[]; readonly label: string }): ReactElement {
  return (
    <ol className="steps" aria-label={label}>
      {steps.map(step => (
        <li key={step.label} className={`steps-${step.state}`} aria-current={step.state === 'now' ? 'step' : undefined}>
          <Icon name={icons[step.state]} />
          {step.label}
        </li>
      ))}
    </ol>
  );
}

/** Stages of a long request as small cells; the words beside it say the same. */
export function Stages({ states }: { readonly states: readonly StepState[] }): ReactElement {
  const cells = states.map((state, index) => ({ state, place: index + 1 }));
  return (
    <span className="stages" aria-hidden="true">
      {cells.map(cell => (
        <i key={cell.place} className={`steps-${cell.state}`} />
      ))}
    </span>
  );
}

/** How far a set of questions or an upload has come. */
export function Progress(props: {
  readonly value: number;
  readonly max: number;
  readonly label: string;
}): ReactElement {
  return <progress className="progress" value={props.value} max={props.max} aria-label={props.label} />;
}
