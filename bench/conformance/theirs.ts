import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLibpdf } from '../src/libpdf.ts';
import { flipped, replaced } from './attack.ts';
import type { Specimen } from './ours.ts';
import { type OutsideProgram, outsideMake } from './outside.ts';
import type { PkiFiles } from './pki.ts';

/** Files that peers signed at each level, and the B-T ones attacked. */
export async function makeTheirs(
  programs: readonly OutsideProgram[],
  files: PkiFiles,
  table: Uint8Array,
  folder: string,
): Promise<Specimen[]> {
  const paper = join(folder, 'paper.pdf');
  writeFileSync(paper, table);
  const made = await libpdfFiles(files, table);
  for (const program of programs)
    for (const { name, path } of await outsideMake(program, files, paper, folder))
      made.push({ name, pdf: readFileSync(path) });
  return made.flatMap(specimensOf);
}

/** A file under the name of its maker and level. */
interface Made {
  readonly name: string;
  readonly pdf: Uint8Array;
}

async function libpdfFiles({ issued, timestampUrl }: PkiFiles, table: Uint8Array): Promise<Made[]> {
  const libpdf = await openLibpdf(issued.key, issued.chain, timestampUrl);
  return [
    { name: '@libpdf/core B-B', pdf: await libpdf.signBB(table) },
    { name: '@libpdf/core B-T', pdf: await libpdf.signBT(table) },
  ];
}

function specimensOf({ name, pdf }: Made): Specimen[] {
  const specimen: Specimen = { name, pdf, revocation: 'online', expected: 'TOTAL-PASSED' };
  if (name.endsWith('B-LT') || name.endsWith('B-LTA'))
    return [specimen, { ...specimen, name: `${name} by itself`, revocation: 'embedded' }];
  if (!name.endsWith('B-T')) return [specimen];
  const attacks = { ...specimen, expected: 'TOTAL-FAILED' as const };
  return [
    specimen,
    { ...attacks, name: `${name}, a covered bit turned over`, pdf: flipped(pdf) },
    { ...attacks, name: `${name}, the page drawn anew`, pdf: replaced(pdf) },
  ];
}
