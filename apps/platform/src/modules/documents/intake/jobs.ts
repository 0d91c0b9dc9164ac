import type { Result } from '../../../kernel/index.ts';
import { findBlanks } from './pages/blanks.ts';
import { editPage } from './pages/edit.ts';
import { readImages } from './pages/read.ts';
import { readLanguage } from './pages/reading.ts';
import { isFootEmpty, proposeStampPlace } from './pages/space.ts';
import { overlay } from './pdf/overlay.ts';
import { rebuildPdf } from './pdf/rebuild.ts';
import { comparePages, renderPage } from './pdf/render.ts';
import { judgeSigned } from './pdf/signed.ts';

/** What the sandbox can be asked. Inputs and outputs travel between processes: plain objects and byte arrays only. */
const jobs = {
  readImages,
  editPage,
  findBlanks,
  isFootEmpty,
  proposeStampPlace,
  readLanguage,
  rebuildPdf,
  judgeSigned,
  overlay,
  comparePages,
  renderPage,
};

export type JobName = keyof typeof jobs;
export type JobInput<K extends JobName> = Parameters<(typeof jobs)[K]>[0];
export type JobOutput<K extends JobName> = Awaited<ReturnType<(typeof jobs)[K]>> extends Result<infer T> ? T : never;

export interface JobRequest {
  readonly id: number;
  readonly name: JobName;
  /** Of the type that the job of this name takes: what crosses a process boundary has no type, and `never` fits any. */
  readonly input: never;
}

/** The result is of the type that the job of this name gives. */
export type JobAnswer =
  | { readonly id: 0 }
  | { readonly id: number; readonly result: Result<never> }
  | { readonly id: number; readonly fault: string };

/** Runs the job that `request` names. Throws only for bugs: what a file does wrong is a refusal. */
export function runJob(request: JobRequest): Promise<Result<unknown>> {
  return jobs[request.name](request.input);
}
