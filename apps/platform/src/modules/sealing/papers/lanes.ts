/** A queue that serves its lanes in turn, so that a batch of two hundred acts in one office does not hold up another's single one. */
export interface Lanes<T> {
  /** Puts an item at the end of its lane. */
  push(lane: string, item: T): void;
  /** Takes the next item of the lane whose turn it is; undefined when all are empty. */
  shift(): T | undefined;
  /** Number of items in all lanes. */
  readonly size: number;
}

/** An empty set of lanes. Lanes come and go with their items. */
export function createLanes<T>(): Lanes<T> {
  // A Map keeps insertion order: the first lane is the one whose turn it is, and goes to the end once served.
  const lanes = new Map<string, T[]>();
  let size = 0;
  return {
    push(lane, item) {
      const items = lanes.get(lane);
      if (items) items.push(item);
      else lanes.set(lane, [item]);
      size++;
    },
    shift() {
      const first = lanes.entries().next();
      if (first.done) return undefined;
      const [lane, items] = first.value;
      const item = items.shift();
      lanes.delete(lane);
      if (items.length > 0) lanes.set(lane, items);
      size--;
      return item;
    },
    get size() {
      return size;
    },
  };
}
