/** Clocks of authorities may be ahead of ours by as much, whatever they sign: what is dated later is not believed. */
export const clockSkewMilliseconds = 300_000;
