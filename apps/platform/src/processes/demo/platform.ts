import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../../platform/config/index.ts';
import { findFreePort, isPortFree } from '../../platform/ports/index.ts';

/** A platform to work with; `leave` ends it if it was started for the occasion. */
export interface ReachedPlatform {
  readonly url: string;
  /** The address that its papers bear. */
  readonly publicUrl: string;
  leave(): Promise<void>;
}

/** The platform that runs on this data folder, or one started for the occasion. Throws when it does not come up. */
export async function reachPlatform(config: Config): Promise<ReachedPlatform> {
  const running = await findRunning(config);
  return running === undefined ? startForTheOccasion(config) : { ...running, leave: async () => undefined };
}

type Running = Pick<ReachedPlatform, 'url' | 'publicUrl'>;

async function findRunning({ dataDir }: Config): Promise<Running | undefined> {
  const path = join(dataDir, 'running.json');
  if (!existsSync(path)) return undefined;
  const running = JSON.parse(readFileSync(path, 'utf8')) as Running;
  // The file outlives a kill -9: only an answer proves that somebody is there.
  const answer = await fetch(`${running.url}/health`).catch(() => undefined);
  return answer?.ok ? running : undefined;
}

async function startForTheOccasion(config: Config): Promise<ReachedPlatform> {
  // Papers must bear the address of the real platform, whichever port is free at this moment.
  const port = (await isPortFree(config.port, config.host)) ? config.port : await findFreePort();
  const start = fileURLToPath(new URL('../../../../../scripts/start.mjs', import.meta.url));
  const env = {
    ...process.env,
    PORT: String(port),
    PUBLIC_URL: config.publicUrl,
    DATA_DIR: config.dataDir,
    SHUBBAK_QUIET: '1',
    LOG_LEVEL: 'error',
  };
  // Standard output belongs to the acts' JSON lines.
  const child = spawn(process.execPath, [start], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  let ended = false;
  const gone = new Promise<void>(resolve =>
    child.on('exit', () => {
      ended = true;
      resolve();
    }),
  );
  const leave = async (): Promise<void> => {
    child.kill('SIGTERM');
    await gone;
  };
  for (const deadline = Date.now() + 180_000; Date.now() < deadline; ) {
    const running = await findRunning(config);
    if (running !== undefined) return { ...running, leave };
    if (ended) throw new Error('the platform could not be started');
    await Promise.race([gone, new Promise(resolve => setTimeout(resolve, 200))]);
  }
  await leave();
  throw new Error('the platform did not answer within three minutes');
}
