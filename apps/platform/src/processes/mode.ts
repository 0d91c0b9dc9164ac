import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../platform/config/index.ts';

/**
 * Holds a data folder to the mode of its first start. A forgotten variable must not load the demo city into a production,
 * nor may papers without legal effect turn into others. Throws on the other mode.
 */
export function keepMode({ dataDir, mode }: Pick<Config, 'dataDir' | 'mode'>): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, 'mode');
  const first = existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined;
  if (first === undefined) writeFileSync(path, `${mode}\n`, { flush: true });
  else if (first !== mode)
    throw new Error(
      `${dataDir} was started as ${first} and stays so. Give SHUBBAK_MODE=${first}, or another DATA_DIR.`,
    );
}
