/** Joins byte strings. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  let length = 0;
  for (const part of parts) length += part.length;
  const joined = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Order of byte strings, for sorting: negative, zero or positive. */
export function compareBytes(left: Uint8Array, right: Uint8Array): number {
  return Buffer.compare(left, right);
}

/** Whether two byte strings are equal; not for secrets. */
export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0;
}

/** Views of the octets from `start` to `end` of some segments put in a row, without copying. */
export function sliceSegments(
  segments: readonly Uint8Array[],
  start: number,
  end = Number.POSITIVE_INFINITY,
): Uint8Array[] {
  const views: Uint8Array[] = [];
  let offset = 0;
  for (const segment of segments) {
    const from = Math.max(0, start - offset);
    const to = Math.min(segment.length, end - offset);
    if (from < to) views.push(segment.subarray(from, to));
    offset += segment.length;
  }
  return views;
}
