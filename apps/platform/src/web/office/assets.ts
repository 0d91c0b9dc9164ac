import { globSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { z } from 'zod';
import type { Asset } from '../shell/index.ts';

/** Addresses of a bundle's script and sheets. */
export interface ClientEntry {
  readonly script: string;
  readonly styles: readonly string[];
}

const manifestFile = z.record(
  z.string(),
  z.object({ file: z.string(), css: z.array(z.string()).optional(), isEntry: z.boolean().optional() }),
);

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

/** Where Vite's `base` puts the bundles. */
const base = '/assets/client/';

/** The bundle made from `source` (a path as in vite.config.ts). Throws when the bundles were not built. */
export function readClientEntry(directory: string, source: string): ClientEntry {
  const manifest = manifestFile.parse(JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8')));
  const entry = manifest[source];
  if (!entry) throw new Error(`no bundle of ${source} in ${directory}`);
  return { script: `${base}${entry.file}`, styles: (entry.css ?? []).map(file => `${base}${file}`) };
}

/** Every file that Vite wrote, to be served for ever: their names carry their digests. */
export function readClientAssets(directory: string): readonly Asset[] {
  return globSync('assets/**/*.*', { cwd: directory }).map(file => ({
    path: `${base}${file}`,
    type: types[extname(file)] ?? 'application/octet-stream',
    body: readFileSync(join(directory, file)),
  }));
}
