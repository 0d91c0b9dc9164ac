import type { TypedDocument } from '../counter/counter-context.ts';

/** What the counter hands over to the screen of visits: a number looked for in vain, and the request that the person will sign. */
export interface Handover {
  readonly typed: TypedDocument | undefined;
  readonly requestId: string | undefined;
}

let waiting: Handover | undefined;

/** Keeps it for the screen that comes up next; numbers stay out of addresses. */
export function handOver(handover: Handover): void {
  waiting = handover;
}

/** What was handed over, once. */
export function takeHandover(): Handover | undefined {
  const taken = waiting;
  waiting = undefined;
  return taken;
}
