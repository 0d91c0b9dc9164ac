// npm run conformance: outside judges and ourselves on every kind of file that we make, and on files that they make.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installJudges } from './install.ts';
import type { Exhibit, Judge } from './judgement.ts';
import { ourJudge } from './our-judge.ts';
import { makeOurs, type Specimen } from './ours.ts';
import { type OutsideProgram, outsideJudge } from './outside.ts';
import { papers } from './papers.ts';
import { openPki, type Pki } from './pki.ts';
import { judgeAll, printTable, printTimes } from './table.ts';
import { makeTheirs } from './theirs.ts';

const folder = mkdtempSync(join(tmpdir(), 'shubbak-conformance-'));
if (!process.argv.includes('--keep')) process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
else console.log(folder);
const programs = installJudges().flatMap(installed => {
  if ('program' in installed) return [installed.program];
  console.log(`${installed.name} is not to be had here: ${installed.problem}`);
  return [];
});
const pki = await openPki(join(folder, 'pki'));
const unexplained = await compare(pki, programs);
await pki.close();
process.exit(unexplained > 0 ? 1 : 0);

/** Makes, judges, prints; answers how many disagreements nobody has explained. */
async function compare(authority: Pki, outside: readonly OutsideProgram[]): Promise<number> {
  const signatures = outside.filter(({ name }) => name !== 'veraPDF');
  const paper = papers(folder);
  const ours = await makeOurs(authority, paper);
  const theirs = await makeTheirs(signatures, authority.write(), paper.table, folder);
  // The lists as they are when everything has been signed and somebody was revoked.
  const files = authority.write();
  const exhibits = [...ours, ...theirs].map(keep);
  const judges = [
    ourJudge(authority.root, authority.crl()),
    ...signatures.map(program => outsideJudge(program, files, folder)),
  ];
  const archives = outside.filter(({ name }) => name === 'veraPDF').map(each => outsideJudge(each, files, folder));
  const kept = exhibits.filter((_, index) => ours[index]?.archive);
  const rows = await judgeAll(judges, exhibits);
  const left = printTable(rows) + (await judgeArchives(archives, kept));
  printTimes(rows, 'five signatures, B-LTA');
  return left;
}

async function judgeArchives(judges: readonly Judge[], exhibits: readonly Exhibit[]): Promise<number> {
  return judges.length === 0 ? 0 : printTable(await judgeAll(judges, exhibits));
}

function keep({ pdf, ...specimen }: Specimen, index: number): Exhibit {
  const path = join(folder, `${index}.pdf`);
  writeFileSync(path, pdf);
  return { ...specimen, path };
}
