import { Name } from '@shubbak/design';
import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';

export interface QueueRowProps {
  readonly id: string;
  /** Whose request it is. */
  readonly names: string;
  /** What the box to tick is called. */
  readonly tickLabel: string;
  readonly chosen: boolean;
  /** It cannot be ticked now: its marks say why. */
  readonly heldUp?: boolean;
  readonly current: boolean;
  readonly onTick: (id: string) => void;
  readonly onOpen: (id: string) => void;
  /** What is out of the ordinary, beside the name. */
  readonly marks: ReactNode;
  /** The small line under the name. */
  readonly children: ReactNode;
}

/** A request in a list: tick it for something to be done to it, open it to be read. The one that is open stays in sight. */
export function QueueRow(props: QueueRowProps): ReactElement {
  const { id, names, current } = props;
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (current) item.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <li ref={item} className="queue-row" data-current={current || undefined}>
      <label className="queue-tick">
        <input
          type="checkbox"
          checked={props.chosen && props.heldUp !== true}
          disabled={props.heldUp}
          aria-label={props.tickLabel}
          onChange={() => props.onTick(id)}
        />
      </label>
      <button
        type="button"
        className="queue-open"
        aria-current={current ? 'true' : undefined}
        onClick={() => props.onOpen(id)}
      >
        <span className="queue-name">
          <Name>{names}</Name>
        </span>
        <span className="queue-marks">{props.marks}</span>
        <small className="queue-more">{props.children}</small>
      </button>
    </li>
  );
}
