import { fetchTimestampFrom } from '../tsp/fetch.ts';
import type { TimestampSource } from '../tsp/source.ts';
import { UsageError } from './usage.ts';

/** Whoever dates, from --tsa and the certificates trusted for it; undefined when no authority is named. */
export function timestampsFrom(urls: readonly string[], trust: readonly Uint8Array[]): TimestampSource | undefined {
  if (urls.length === 0) return undefined;
  for (const url of urls) if (!URL.canParse(url)) throw new UsageError(`--tsa must be an address, not “${url}”`);
  if (trust.length === 0) throw new UsageError('--tsa needs --timestamp-trust: whom its timestamps must come from');
  const authorities = urls.map(url => ({ url, trust }));
  return imprint => fetchTimestampFrom(authorities, { imprint, clock: () => new Date() });
}
