import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { findFreePort } from '../platform/ports/index.ts';

const start = fileURLToPath(new URL('../../../../scripts/start.mjs', import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'shubbak-start-'));
let port: number;
let launcher: ChildProcess;

const patience = { timeout: 120_000, interval: 200 };
const address = (path: string): string => `http://127.0.0.1:${port}${path}`;

async function expectHealthy(): Promise<void> {
  await vi.waitFor(async () => {
    expect(existsSync(join(dataDir, 'running.json'))).toBe(true);
    expect(await (await fetch(address('/health'))).json()).toMatchObject({ status: 'ok' });
    expect((await fetch(address('/v'))).status).toBe(200);
  }, patience);
}

function launch(): void {
  launcher = spawn(process.execPath, [start], {
    stdio: 'ignore',
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'silent' },
  });
}

/** Pids of this installation's processes whose command line ends with `name`. */
function pidsOf(name: string): string[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  const rows = lines.map(line => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line)?.slice(1) ?? []);
  const supervisor = String((JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8')) as { pid: number }).pid);
  return rows.filter(([, parent, args]) => parent === supervisor && args?.includes(name)).map(([pid]) => pid ?? '');
}

/** Only the last process of an installation lets go of its lock. */
async function expectGone(): Promise<void> {
  await vi.waitFor(() => execFileSync('flock', ['--nonblock', join(dataDir, 'lock'), 'true']), patience);
}

beforeAll(async () => {
  port = await findFreePort();
  launch();
  await expectHealthy();
}, 180_000);
afterAll(async () => {
  launcher.kill('SIGTERM');
  await expectGone();
  rmSync(dataDir, { recursive: true, force: true });
}, 180_000);

describe('the platform', () => {
  test.each(['web', 'worker', 'sealer', 'verify', 'simulators', 'postgres'])(
    'brings %s back when it is killed',
    async name => {
      const program = name === 'postgres' ? 'bin/postgres' : `processes/${name}.ts`;
      const [killed] = pidsOf(program);
      execFileSync('kill', ['-9', killed ?? '']);
      await vi.waitFor(() => {
        const [pid, ...others] = pidsOf(program);
        expect(others).toEqual([]);
        expect(pid).toMatch(/^\d+$/);
        expect(pid).not.toBe(killed);
      }, patience);
      await expectHealthy();
    },
    120_000,
  );

  test('refuses a second start on the same data folder, and says why', () => {
    const second = (): Buffer =>
      execFileSync(process.execPath, [start], {
        stdio: 'pipe',
        env: { ...process.env, DATA_DIR: dataDir, PORT: String(port) },
      });
    expect(second).toThrow(/already running/);
  }, 180_000);

  test('leaves nothing running when its supervisor is killed, and starts again with its data', async () => {
    const { pid } = JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8')) as { pid: number };
    process.kill(pid, 'SIGKILL');
    await expectGone();
    rmSync(join(dataDir, 'running.json'));
    launch();
    await expectHealthy();
    const people = (await (await fetch(address('/simulated-authenticator/people'))).json()) as { people: unknown[] };
    expect(people.people.length).toBeGreaterThan(10);
  }, 180_000);

  test('ends in order when asked, with a code of success', async () => {
    const ended = new Promise<number | null>(resolve => launcher.once('exit', resolve));
    launcher.kill('SIGINT');
    expect(await ended).toBe(0);
    await expectGone();
    expect(existsSync(join(dataDir, 'running.json'))).toBe(false);
    launch();
    await expectHealthy();
  }, 120_000);
});
