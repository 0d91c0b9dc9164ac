import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const register = fileURLToPath(new URL('../platform/tsx/register.ts', import.meta.url));

/** Runs `processes/NAME.ts` to its end. Throws when it does not end well; it may be run again. */
export async function runOnce(name: string, environment: Record<string, string | undefined>): Promise<void> {
  const path = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const child = fork(path, {
    execArgv: ['--import', register],
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const code = await new Promise<number | null>(resolve => child.on('exit', resolve));
  if (code !== 0) throw new Error(`${name} ended with ${code ?? 'a signal'}`);
}
