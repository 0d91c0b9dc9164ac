import { getValue } from '../kernel/index.ts';
import { type HandedCode, listCommunes, recordOperatorsCode } from '../modules/organisation/index.ts';

import { silentMailer } from './demo.ts';
import { createRooms } from './rooms.ts';
import { openPool } from './pool.ts';
import type { Surroundings } from './surroundings.ts';

const operator = { kind: 'system', task: 'new-staff-code' } as const;

/**
 * For an administrator of a commune, by its code, whom nobody there can help: takes every passkey, code and session away, and answers a
 * new one-time code. The commune's history says so. Throws, before anything is taken away, where no one administrator bears the name.
 */
export async function newStaffCode(
  surroundings: Surroundings,
  named: { readonly commune: string; readonly name: string },
): Promise<HandedCode> {
  const db = openPool(surroundings, 'app', 2);
  const rooms = createRooms(surroundings, db, silentMailer);
  try {
    const commune = (await db.transaction({}, tx => listCommunes(tx))).find(({ code }) => code === named.commune);
    if (!commune) throw new Error(`No commune has the code ${named.commune}.`);
    const communeId = commune.id;
    const found = await db.transaction({ communeId }, tx =>
      recordOperatorsCode(tx, operator, { communeId, name: named.name }, rooms.clock()),
    );
    if (!found.ok) throw new Error(`Not exactly one administrator of ${named.commune} is called ${named.name}.`);
    getValue(await rooms.staffAccess.shut(operator, found.value));
    return getValue(await rooms.identity.renewStaffCode(operator, found.value));
  } finally {
    await rooms.close();
  }
}
