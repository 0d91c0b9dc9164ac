/** What the worker process runs. */
export interface WorkerProgram {
  /** Handlers by task; each may run more than once. */
  readonly tasks: Readonly<Record<string, (payload: unknown) => Promise<void>>>;
  /** Tasks that run by themselves, with their crontab expression. */
  readonly schedule: readonly { readonly task: string; readonly match: string }[];
  /** Finishes or cancels what a crash left, before any job is taken. */
  recover(): Promise<void>;
  stop(): Promise<void>;
}
