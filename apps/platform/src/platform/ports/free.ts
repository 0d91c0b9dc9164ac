import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname } from 'node:path';

/** A loopback TCP port that nobody listens on at this moment. */
export async function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port')),
      );
    });
  });
}

/** Whether something can listen on `port` of `host` now. */
export async function isPortFree(port: number, host: string): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/**
 * A loopback port that stays the same from one start to the next, noted in `path`: for addresses that are written where they
 * last. Another one, noted instead, when somebody has taken it meanwhile.
 */
export async function keepPort(path: string): Promise<number> {
  const noted = Number(await readFile(path, 'utf8').catch(() => ''));
  if (Number.isInteger(noted) && noted > 0 && noted < 65_536 && (await isPortFree(noted, '127.0.0.1'))) return noted;
  const port = await findFreePort();
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, `${port}\n`, { mode: 0o600 });
  return port;
}
