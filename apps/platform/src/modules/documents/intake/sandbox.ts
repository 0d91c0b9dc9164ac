import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Result, refuse } from '../../../kernel/index.ts';
import type { JobAnswer, JobInput, JobName, JobOutput } from './jobs.ts';
import { intakeLimits } from './limits.ts';

/**
 * Hostile bytes are parsed in a process of their own, not in a worker thread: the memory that a bomb fills (ArrayBuffers, WebAssembly,
 * libvips) is not counted by a thread's resourceLimits, and a crash of native code would take the whole counter with it.
 * The process has no environment and no network, may not write a file, start a program or read anything but code (Node's permission
 * model), has a kernel limit on its data segment (setrlimit(2), RLIMIT_DATA), and is killed when a job takes too long.
 */
interface Job {
  readonly request: { readonly id: number; readonly name: JobName; readonly input: unknown };
  readonly milliseconds: number;
  readonly settle: (answer: Result<never>) => void;
  readonly fail: (error: Error) => void;
}

/**
 * Three processes, so that nobody waits for the slow or the wicked: files that come in, pages that are already in (previews answer a
 * clerk's click), and optical reading, which takes seconds.
 */
type Lane = 'files' | 'pages' | 'reading';

interface LaneState {
  readonly waiting: Job[];
  process?: ChildProcess | undefined;
  running?: Job | undefined;
  served: number;
  /** Whether the present process has said anything: one that ends before is broken, not brought down by a file. */
  isReady?: boolean;
  idle?: NodeJS.Timeout | undefined;
}

const lanes: Record<Lane, LaneState> = {
  files: { waiting: [], served: 0 },
  pages: { waiting: [], served: 0 },
  reading: { waiting: [], served: 0 },
};

/** Jobs after which a process is replaced, so that nothing that a file left behind lives long. */
const jobsPerProcess = 60;
const idleMilliseconds = 20_000;
let lastId = 0;

/**
 * Runs one job in the sandbox, for at most `milliseconds`; jobs of a lane run one after the other.
 * Refusals: those of the job, `documents.too-slow` past the time limit, `documents.too-heavy` when the process ended (memory, crash).
 */
export function runInSandbox<K extends JobName>(
  name: K,
  input: JobInput<K>,
  milliseconds: number = timeFor(name),
): Promise<Result<JobOutput<K>>> {
  const lane = laneOf(name);
  return new Promise((resolve, reject) => {
    lastId += 1;
    lanes[lane].waiting.push({ request: { id: lastId, name, input }, milliseconds, settle: resolve, fail: reject });
    advance(lane);
  });
}

function laneOf(name: JobName): Lane {
  if (name === 'readLanguage') return 'reading';
  return filesJobs.has(name) ? 'files' : 'pages';
}

const filesJobs: ReadonlySet<JobName> = new Set(['readImages', 'rebuildPdf', 'judgeSigned', 'comparePages']);

function timeFor(name: JobName): number {
  const times: Readonly<Partial<Record<JobName, number>>> = intakeLimits.jobMilliseconds;
  return times[name] ?? intakeLimits.jobMilliseconds.other;
}

/** Ends the sandbox processes; waiting jobs are lost. For shutdown and tests. */
export function closeSandbox(): void {
  for (const lane of Object.values(lanes)) {
    lane.waiting.length = 0;
    retire(lane);
  }
}

function advance(name: Lane): void {
  const lane = lanes[name];
  if (lane.running !== undefined) return;
  const job = lane.waiting.shift();
  if (job === undefined) {
    lane.process?.unref();
    lane.process?.channel?.unref();
    lane.idle = setTimeout(() => retire(lane), idleMilliseconds).unref();
    return;
  }
  clearTimeout(lane.idle);
  if (lane.served >= jobsPerProcess) retire(lane);
  lane.running = job;
  lane.served += 1;
  start(lane, name, job);
}

function start(lane: LaneState, name: Lane, job: Job): void {
  const process = lane.process ?? relaunch(lane, name);
  process.ref();
  process.channel?.ref();
  const finish = (deliver: () => void) => {
    clearTimeout(timer);
    process.off('message', onMessage).off('exit', onExit).off('error', onError);
    lane.running = undefined;
    deliver();
    advance(name);
  };
  const stop = (refusal: Result<never>) => {
    retire(lane);
    finish(() => job.settle(refusal));
  };
  const onMessage = (answer: JobAnswer) => {
    lane.isReady = true;
    if (answer.id !== job.request.id) return;
    if ('fault' in answer) finish(() => job.fail(new Error(`intake job ${job.request.name}: ${answer.fault}`)));
    else if ('result' in answer) finish(() => job.settle(answer.result));
  };
  const onExit = () => {
    if (lane.isReady === true) stop(refuse('documents.too-heavy'));
    else onError(new Error('the intake sandbox does not start'));
  };
  const onError = (error: Error) => {
    retire(lane);
    finish(() => job.fail(error));
  };
  const timer = setTimeout(() => stop(refuse('documents.too-slow')), job.milliseconds);
  process.on('message', onMessage).on('exit', onExit).on('error', onError);
  process.send(job.request);
}

function relaunch(lane: LaneState, name: Lane): ChildProcess {
  const process = launch(name);
  lane.process = process;
  lane.isReady = false;
  // One that ends between two jobs must not be given the next.
  process.once('exit', () => {
    if (lane.process === process) lane.process = undefined;
  });
  return process;
}

function retire(lane: LaneState): void {
  clearTimeout(lane.idle);
  lane.process?.kill('SIGKILL');
  lane.process = undefined;
  lane.served = 0;
}

function launch(lane: Lane): ChildProcess {
  const entry = fileURLToPath(new URL('./sandbox-process.ts', import.meta.url));
  const source = fileURLToPath(new URL('../../../', import.meta.url));
  const packages = fileURLToPath(import.meta.resolve('sharp')).replace(/(.*\/node_modules)\/.*/, '$1');
  const signatures = fileURLToPath(new URL('./', import.meta.resolve('@shubbak/pades')));
  const manifests = [
    new URL('../package.json', `file://${signatures}`),
    new URL('../../../../package.json', import.meta.url),
    new URL('../package.json', `file://${packages}`),
  ];
  const readable = [`${source}*`, `${signatures}*`, `${packages}/*`, ...manifests.map(url => fileURLToPath(url))];
  const flags = [
    '--permission',
    '--allow-addons',
    ...readable.map(path => `--allow-fs-read=${path}`),
    ...(lane === 'reading' ? ['--allow-worker'] : []),
    '--disable-warning=SecurityWarning',
    '--disable-warning=ExperimentalWarning',
    '--max-old-space-size=640',
  ];
  const bytes = lane === 'reading' ? intakeLimits.readingBytes : intakeLimits.sandboxBytes;
  // A network of its own holds nothing, not even a loopback. Where the kernel forbids unprivileged namespaces, or where they would lose
  // the right to read the code, the rest must do.
  const apart = 'if unshare --user --net test -r "$0" 2>/dev/null; then set -- unshare --user --net "$@"; fi';
  // Processor seconds end a process that outlived its parent in the middle of a job.
  const limited = `ulimit -d ${bytes / 1_024}; ulimit -t ${intakeLimits.sandboxSeconds}; ${apart}; exec "$@"`;
  return spawn('/bin/sh', ['-c', limited, entry, process.execPath, ...flags, entry], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
    env: { TZ: 'UTC', VIPS_CONCURRENCY: '1' },
  });
}
