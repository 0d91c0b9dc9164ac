import {
  type AccountId,
  type Actor,
  getValue,
  type Jurisdiction,
  newId,
  type PersonName,
  type StaffId,
} from '../kernel/index.ts';
import {
  installCommune as installPlaces,
  installPosting,
  installStaff,
  type Posting,
  type PostingId,
} from '../modules/organisation/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { type CommuneFile, type CommunePlan, planCommune } from './commune-file.ts';
import { silentMailer } from './demo.ts';
import { readFirstAdministrators } from './first-administrators.ts';
import { createRooms } from './rooms.ts';
import { openPool } from './pool.ts';
import type { Surroundings } from './surroundings.ts';

const installer: Actor & { kind: 'system' } = { kind: 'system', task: 'install-commune' };

/** Somebody who can register a passkey now. */
export interface NewStaff {
  readonly name: PersonName;
  readonly code: string;
}

interface Hiring {
  readonly name: PersonName;
  readonly accountId: AccountId;
  readonly postings: readonly Pick<Posting, 'role' | 'jurisdiction'>[];
}

/**
 * Installs a commune with its offices and staff, whole or not at all, and answers the one-time codes of its staff. Credentials
 * and delegations are not among it: nobody may sign yet. Throws with the refusal when the commune is there already.
 */
export async function installCommune(surroundings: Surroundings, file: CommuneFile): Promise<readonly NewStaff[]> {
  const { config } = surroundings;
  const db = openPool(surroundings, 'app', 2);
  const rooms = createRooms(surroundings, db, silentMailer);
  try {
    const plan = planCommune(file, rooms.clock());
    const hirings = firstAdministratorsOf(file, readFirstAdministrators(config));
    const codes: NewStaff[] = [];
    for (const { name, postings } of file.staff) {
      const places = postings.map(({ role, office }) => ({ role, jurisdiction: jurisdictionOf(plan, office) }));
      const { accountId, code } = getValue(await rooms.identity.createStaffAccount(installer));
      hirings.push({ name, accountId, postings: places });
      codes.push({ name, code });
    }
    const communeId = plan.setUp.commune.id;
    await db.transaction({ communeId }, async tx => {
      getValue(await installPlaces(tx, installer, plan.setUp));
      for (const hiring of hirings) await hire(tx, plan, hiring, rooms.clock());
    });
    return codes;
  } finally {
    await rooms.close();
  }
}

function firstAdministratorsOf({ firstAdministrators }: CommuneFile, accounts: readonly AccountId[]): Hiring[] {
  return firstAdministrators.map((name, index) => {
    const accountId = accounts[index];
    if (!accountId) throw new Error('the first administrators have no accounts yet: start production once');
    return { name, accountId, postings: [{ role: 'administrator', jurisdiction: { level: 'commune' } }] };
  });
}

function jurisdictionOf(plan: CommunePlan, office: string | undefined): Jurisdiction {
  return office === undefined ? { level: 'commune' } : { level: 'office', officeId: plan.officeId(office) };
}

async function hire(tx: Tx, { setUp }: CommunePlan, { name, accountId, postings }: Hiring, now: Date): Promise<void> {
  const communeId = setUp.commune.id;
  const id = newId<StaffId>(now);
  getValue(await installStaff(tx, installer, { communeId, id, accountId, name }));
  for (const posting of postings) {
    const since = { id: newId<PostingId>(now), communeId, staffId: id, validFrom: now, validUntil: null };
    getValue(await installPosting(tx, installer, { ...since, ...posting }));
  }
}
