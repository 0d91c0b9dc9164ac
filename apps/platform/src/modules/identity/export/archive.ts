import { zipSync } from 'fflate';
import type { ExportPaper } from './model.ts';

/** How much one archive holds of a person's papers. What is beyond can be had paper by paper. */
export interface ArchiveBounds {
  readonly papers: number;
  readonly bytes: number;
}

const usualBounds: ArchiveBounds = { papers: 200, bytes: 48 * 2 ** 20 };

/** An archive, and how many papers it left out. */
export interface Archive {
  readonly zip: Buffer;
  readonly leftOut: number;
}

/**
 * Packs what is held of a person: `index.html` to be read, `data.json` for programs, and the papers, the latest first, as long as they
 * fit. Papers are stored as they are: they are compressed already, and their signatures are over these very bytes.
 */
export async function packArchive(
  { html, data }: { readonly html: string; readonly data: unknown },
  papers: readonly ExportPaper[],
  bounds: ArchiveBounds = usualBounds,
): Promise<Archive> {
  const stored: Record<string, [Uint8Array, { level: 0 }]> = {};
  let bytes = 0;
  let taken = 0;
  for (const paper of papers.slice(0, bounds.papers)) {
    const file = await paper.read();
    if (bytes + file.length > bounds.bytes) break;
    stored[`papers/${paper.name}`] = [file, { level: 0 }];
    bytes += file.length;
    taken += 1;
  }
  const text = (value: string): Uint8Array => Buffer.from(value, 'utf8');
  const zip = zipSync({
    'index.html': text(html),
    'data.json': text(`${JSON.stringify(data, undefined, 2)}\n`),
    ...stored,
  });
  return { zip: Buffer.from(zip), leftOut: papers.length - taken };
}
