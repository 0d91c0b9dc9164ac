import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PadesError } from '../failure.ts';
import type { Answer, Question, TokenAddress } from './protocol.ts';

/** A process with the module in it, started when it is needed and again after it fell. */
export interface ModuleProcess {
  ask(question: Question): Promise<readonly Uint8Array[]>;
  /** Ends the process; what is under way fails with `pkcs11-process-ended`. */
  close(): void;
}

// TypeScript here, JavaScript where the package was installed.
const program = fileURLToPath(import.meta.url.replace(/module-process(\.[jt]s)$/, 'child$1'));

/**
 * Keeps a process for one token. Questions are asked one at a time, each within `timeoutMilliseconds` from when its turn
 * comes: a module that hangs is killed (`pkcs11-timeout`), one that crashes says `pkcs11-process-ended`, and the next
 * question starts afresh. A session that the module lost is opened once more before that is reported.
 */
export function keepModuleProcess(address: TokenAddress, timeoutMilliseconds: number): ModuleProcess {
  let child: ChildProcess | undefined;
  let closed = false;
  let refusedPin: PadesError | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  const end = (): void => {
    child?.kill('SIGKILL');
    child = undefined;
  };
  const exchange = async (question: Question): Promise<readonly Uint8Array[]> => {
    if (closed) throw new PadesError('pkcs11-process-ended', 'the token was closed');
    // A few refusals lock a token for good: a PIN that was refused is not tried again.
    if (refusedPin !== undefined) throw refusedPin;
    if (child === undefined || !child.connected) {
      end();
      child = launch();
      await exchangeOnce(child, { ask: 'open', address }, timeoutMilliseconds);
    }
    return exchangeOnce(child, question, timeoutMilliseconds);
  };
  const persist = async (question: Question): Promise<readonly Uint8Array[]> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await exchange(question);
      } catch (error) {
        const code = error instanceof PadesError ? error.code : undefined;
        if (error instanceof PadesError && code === 'pkcs11-pin-refused') refusedPin = error;
        if (code === undefined || !leavesSession.has(code)) end();
        if (code !== 'pkcs11-session-lost' || attempt === 2) throw error;
      }
    }
  };
  return {
    ask: question => {
      const answer = turn.then(() => persist(question));
      turn = answer.catch(() => undefined);
      return answer;
    },
    close: () => {
      closed = true;
      end();
    },
  };
}

/** Failures after which the same session goes on. */
const leavesSession: ReadonlySet<string> = new Set([
  'algorithm-unsupported',
  'pkcs11-key-missing',
  'pkcs11-key-ambiguous',
  'pkcs11-refused',
]);

function launch(): ChildProcess {
  // What a vendor's module prints is nobody's output; what it complains about may help an operator.
  return fork(program, { execArgv: [], serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

function exchangeOnce(child: ChildProcess, question: Question, milliseconds: number): Promise<readonly Uint8Array[]> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      child.off('message', listen);
      child.off('exit', ended);
      child.off('error', ended);
      act();
    };
    const fail = (code: 'pkcs11-timeout' | 'pkcs11-process-ended', message: string) =>
      settle(() => reject(new PadesError(code, message)));
    const listen = (message: unknown): void => {
      if (!isAnswer(message)) return;
      settle(() => {
        if (message.ok) resolve(message.value);
        else reject(new PadesError(message.code, message.message.replace(`${message.code}: `, '')));
      });
    };
    const ended = (): void => fail('pkcs11-process-ended', 'the process with the module ended');
    const timer = setTimeout(() => fail('pkcs11-timeout', `no answer in ${milliseconds} ms`), milliseconds);
    child.on('message', listen);
    child.on('exit', ended);
    child.on('error', ended);
    child.send(question, error => error && ended());
  });
}

function isAnswer(message: unknown): message is Answer {
  return typeof message === 'object' && message !== null && 'ok' in message;
}
