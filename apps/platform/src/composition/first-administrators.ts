import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AccountId, asId } from '../kernel/index.ts';
import type { StaffAccounts } from '../modules/identity/index.ts';
import { listCommunes } from '../modules/organisation/index.ts';

import { silentMailer } from './demo.ts';
import { createRooms } from './rooms.ts';
import { openPool } from './pool.ts';
import type { Surroundings } from './surroundings.ts';

/** Statements of trust take two administrators (docs/act-cycle.md): fewer could never install an officer. */
const count = 2;

/** One-time codes of accounts that nobody has a passkey for yet. */
type Codes = Awaited<ReturnType<StaffAccounts['bootstrap']>>;

/**
 * The one-time codes of the first administrators of an empty production, to be shown once; none as soon as one of them has
 * registered a passkey. Throws when the database holds a demonstration.
 */
export async function openFirstAdministrators(surroundings: Surroundings): Promise<Codes> {
  const { config } = surroundings;
  const db = openPool(surroundings, 'app', 2);
  const rooms = createRooms(surroundings, db, silentMailer);
  try {
    const communes = await db.transaction({}, tx => listCommunes(tx));
    if (communes.some(({ mark }) => mark === 'demo'))
      throw new Error('This database holds a demonstration. Production needs one of its own.');
    const known = readFirstAdministrators(config);
    const codes = await rooms.identity.bootstrap({ kind: 'system', task: 'first-administrators' }, known, count);
    if (known.length === 0) writeAccounts(config, codes);
    return codes;
  } finally {
    await rooms.close();
  }
}

/** The accounts opened at the first start: ids only, which open nothing. */
function accountsFile({ dataDir }: Surroundings['config']): string {
  return join(dataDir, 'first-administrators.json');
}

/** The accounts of the first administrators, in the order of their codes; none before the first start of production. */
export function readFirstAdministrators(config: Surroundings['config']): readonly AccountId[] {
  const path = accountsFile(config);
  if (!existsSync(path)) return [];
  return (JSON.parse(readFileSync(path, 'utf8')) as string[]).map(id => asId<AccountId>(id));
}

function writeAccounts(config: Surroundings['config'], codes: Codes): void {
  const path = accountsFile(config);
  writeFileSync(`${path}.new`, JSON.stringify(codes.map(({ accountId }) => accountId)), { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}
