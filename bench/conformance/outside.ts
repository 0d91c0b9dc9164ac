import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Exhibit, type Judge, type Judgement, verdictOf } from './judgement.ts';
import type { PkiFiles } from './pki.ts';

/** A program of another language that judges and makes files. */
export interface OutsideProgram {
  readonly name: string;
  readonly command: string;
  /** What stands before `judge REQUEST` or `make REQUEST`. */
  readonly args: readonly string[];
}

/** A file that another program signed. */
export interface MadeFile {
  /** `pyHanko B-LTA`. */
  readonly name: string;
  readonly path: string;
}

/** Longest that a program may take, in milliseconds. */
const patience = 300_000;

/**
 * Requests and answers are lines of fields with tabs between them. Asked: `trust PATH`, `crl PATH`, `file NAME PATH
 * online|embedded`; and for making `key KEY CERTIFICATE`, `pkcs12 PATH`, `timestamps URL`, `input PATH`, `folder PATH`.
 * Answered: `judged NAME VERDICT MILLISECONDS DETAIL` for each file, or `made NAME PATH`.
 */
async function ask(
  program: OutsideProgram,
  task: 'judge' | 'make',
  request: readonly (readonly string[])[],
  folder: string,
): Promise<string[][]> {
  const path = join(folder, `${program.name}-${task}.request`);
  writeFileSync(path, request.map(fields => `${fields.join('\t')}\n`).join(''));
  const options = { timeout: patience, maxBuffer: 64 << 20 };
  const { stdout } = await promisify(execFile)(program.command, [...program.args, task, path], options);
  return stdout
    .split('\n')
    .map(line => line.split('\t'))
    .filter(([kind]) => kind === 'judged' || kind === 'made');
}

/** The program as a judge that trusts the root. */
export function outsideJudge(program: OutsideProgram, files: PkiFiles, folder: string): Judge {
  return {
    name: program.name,
    judge: async exhibits => {
      const answers = await ask(
        program,
        'judge',
        [
          ['trust', files.root],
          ['crl', files.crl],
          ...exhibits.map(({ name, path, revocation }) => ['file', name, path, revocation]),
        ],
        folder,
      );
      return exhibits.map(exhibit => judgementOf(exhibit, answers));
    },
  };
}

function judgementOf({ name }: Exhibit, answers: readonly string[][]): Judgement {
  const answer = answers.find(([, judged]) => judged === name);
  const [, , verdict = 'ERROR', milliseconds = '0', detail = 'no answer'] = answer ?? [];
  return { name, verdict: verdictOf(verdict), detail, milliseconds: Number(milliseconds) };
}

/** The paper, signed by the program at each level that it knows. */
export async function outsideMake(
  program: OutsideProgram,
  files: PkiFiles,
  paper: string,
  folder: string,
): Promise<MadeFile[]> {
  const answers = await ask(
    program,
    'make',
    [
      ['trust', files.root],
      ['crl', files.crl],
      ['key', files.key, files.certificate],
      ['pkcs12', files.pkcs12],
      ['timestamps', files.timestampUrl],
      ['input', paper],
      ['folder', folder],
    ],
    folder,
  );
  return answers.map(([, name = '', path = '']) => ({ name, path }));
}
