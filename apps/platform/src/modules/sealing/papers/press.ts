import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Size } from './geometry.ts';
import { createLanes } from './lanes.ts';

/** What Typst is asked for: the data of one paper, the address of its QR code, and the images that it shows. */
export interface PrintJob {
  readonly data: Readonly<Record<string, unknown>>;
  readonly qr: string | null;
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** Whether the PDF carries a structure tree with alternative texts; not for what becomes a form inside another PDF. */
  readonly tagged: boolean;
  readonly measureOnly: boolean;
}

export interface PressOrder {
  readonly id: number;
  readonly job: PrintJob;
}

export interface Printed {
  readonly pdf: Uint8Array | null;
  readonly size: Size | null;
}

export type PressAnswer = { readonly id: number } & (Printed | { readonly error: string });

/** Why a paper could not be made. `unprintable`: a character that no font has; `late`: over the time limit; the rest are faults. */
export type PaperFault = 'unprintable' | 'failed' | 'late' | 'crashed' | 'busy' | 'closed';

/** A paper could not be made; `fault` says why. */
export class PaperError extends Error {
  readonly fault: PaperFault;
  constructor(fault: PaperFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

export interface PressOptions {
  /** Documents printed before the process is replaced (its memory grows with each). */
  readonly documentsPerProcess: number;
  /** Milliseconds that a document may take; each page adds `pageLimit`. */
  readonly documentLimit: number;
  readonly pageLimit: number;
  /** Jobs that may wait; one more is refused as `busy`. */
  readonly queueLimit: number;
  /** The program that prints; Typst's when absent. */
  readonly program?: string;
}

export interface Press {
  /** Prints when the lane's turn comes. Rejects with a PaperError. */
  print(lane: string, job: PrintJob): Promise<Printed>;
  /** Refuses what waits, lets the running document finish, ends the process. */
  close(): Promise<void>;
}

const typst = fileURLToPath(new URL('press-process.ts', import.meta.url));

interface Ticket {
  readonly job: PrintJob;
  readonly resolve: (printed: Printed) => void;
  readonly reject: (error: PaperError) => void;
  attempts: number;
}

interface Machine {
  readonly child: ChildProcess;
  printed: number;
  ready: boolean;
}

/** A press: one Typst process, started at the first document, replaced when worn, killed when late, started again after a crash. */
export function createPress(options: PressOptions): Press {
  return new TypstPress(options);
}

class TypstPress implements Press {
  readonly #options: PressOptions;
  readonly #waiting = createLanes<Ticket>();
  #machine: Machine | null = null;
  // Started before it is needed, so that nobody waits for a replacement to warm up.
  #successor: Machine | null = null;
  #active: { readonly ticket: Ticket; readonly id: number; readonly timer: NodeJS.Timeout } | null = null;
  #orders = 0;
  #closed = false;
  #whenIdle: (() => void) | null = null;

  constructor(options: PressOptions) {
    this.#options = options;
  }

  print(lane: string, job: PrintJob): Promise<Printed> {
    if (this.#closed) return Promise.reject(new PaperError('closed', 'the press is closed'));
    if (this.#waiting.size >= this.#options.queueLimit)
      return Promise.reject(new PaperError('busy', 'too many documents wait'));
    return new Promise((resolve, reject) => {
      this.#waiting.push(lane, { job, resolve, reject, attempts: 0 });
      this.#advance();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (let ticket = this.#waiting.shift(); ticket; ticket = this.#waiting.shift()) {
      ticket.reject(new PaperError('closed', 'the press is closing'));
    }
    if (this.#active) await new Promise<void>(resolve => (this.#whenIdle = resolve));
    await Promise.all([this.#machine, this.#successor].map(end));
  }

  #advance(): void {
    if (this.#active) return;
    const ticket = this.#waiting.shift();
    if (ticket) this.#run(this.#chooseMachine(), ticket);
    else this.#whenIdle?.();
  }

  #chooseMachine(): Machine {
    const successor = this.#successor;
    if (successor && (successor.ready || !this.#machine)) {
      // The worn process sees its channel close, and ends.
      if (this.#machine?.child.connected) this.#machine.child.disconnect();
      this.#machine = successor;
      this.#successor = null;
    }
    this.#machine ??= this.#start();
    return this.#machine;
  }

  #start(): Machine {
    const child = fork(this.#options.program ?? typst, [], {
      serialization: 'advanced',
      execArgv: [],
      // It parses what strangers bring: it is given no secret of ours.
      env: {},
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const machine: Machine = { child, printed: 0, ready: false };
    child.on('message', (message: PressAnswer | { ready: true }) => {
      if ('ready' in message) machine.ready = true;
      else this.#settle(machine, message);
    });
    child.on('error', () => child.kill('SIGKILL'));
    child.on('exit', () => this.#lose(machine));
    // An idle press never keeps the platform from ending; a running document does, by its timer.
    child.unref();
    child.channel?.unref();
    return machine;
  }

  #run(machine: Machine, ticket: Ticket): void {
    const id = ++this.#orders;
    ticket.attempts++;
    const limit = this.#options.documentLimit + Object.keys(ticket.job.files).length * this.#options.pageLimit;
    const timer = setTimeout(() => {
      this.#takeActive()?.reject(new PaperError('late', `the document took longer than ${limit} ms`));
      machine.child.kill('SIGKILL');
    }, limit);
    this.#active = { ticket, id, timer };
    const order: PressOrder = { id, job: ticket.job };
    // A failure to send means that the process is gone: its exit is handled by `#lose`.
    machine.child.send(order, () => {});
  }

  #takeActive(): Ticket | null {
    const ticket = this.#active?.ticket ?? null;
    clearTimeout(this.#active?.timer);
    this.#active = null;
    return ticket;
  }

  #settle(machine: Machine, answer: PressAnswer): void {
    if (answer.id !== this.#active?.id) return;
    const ticket = this.#takeActive();
    machine.printed++;
    if (machine.printed >= this.#options.documentsPerProcess && !this.#closed) this.#successor ??= this.#start();
    if ('error' in answer) ticket?.reject(toError(answer.error));
    else ticket?.resolve({ pdf: answer.pdf, size: answer.size });
    this.#advance();
  }

  #lose(machine: Machine): void {
    if (this.#successor === machine) this.#successor = null;
    if (this.#machine !== machine) return;
    this.#machine = null;
    const ticket = this.#takeActive();
    // Papers are pure: one that was under way when the process died is tried once more, then given up as the likely cause.
    if (ticket && ticket.attempts < 2 && !this.#closed) return this.#run(this.#chooseMachine(), ticket);
    ticket?.reject(new PaperError('crashed', 'the press ended while printing'));
    this.#advance();
  }
}

async function end(machine: Machine | null): Promise<void> {
  if (!machine || machine.child.exitCode !== null || machine.child.signalCode !== null) return;
  const gone = new Promise<void>(resolve => machine.child.once('exit', () => resolve()));
  machine.child.ref();
  machine.child.kill('SIGKILL');
  await gone;
}

function toError(message: string): PaperError {
  return new PaperError(message.includes('could not be displayed') ? 'unprintable' : 'failed', message);
}
