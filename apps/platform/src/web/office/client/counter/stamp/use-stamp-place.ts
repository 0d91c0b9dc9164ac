import type { StampPlaceValue } from '../../../../api/contract/index.ts';
import { useCounter } from '../counter-context.ts';
import type { Millimetres } from './place.ts';
import { useOptions } from './use-options.ts';

/** The stamp of the request on the desk: where it stands, how large it is, how to move it. */
export interface StampPlacing {
  readonly place: StampPlaceValue | null;
  readonly size: Millimetres;
  /** Whether the place is the one that we propose. */
  readonly proposed: boolean;
  /** Keeps another place; null returns to the proposal. */
  readonly keep: (place: StampPlaceValue | null) => Promise<boolean>;
}

/** Reads and changes the stamp's place. */
export function useStampPlace(): StampPlacing {
  const { desk } = useCounter();
  const change = useOptions();
  const options = desk.request?.options;
  return {
    place: options?.stampPlace ?? null,
    size: options?.stampSize ?? { widthMm: 0, heightMm: 0 },
    proposed: options?.stampPlaceProposed ?? true,
    keep: stampPlace => change(() => ({ stampPlace })),
  };
}
