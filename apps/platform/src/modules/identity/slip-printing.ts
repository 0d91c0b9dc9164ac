import {
  type Actor,
  civilTime,
  may,
  ok,
  type PersonId,
  type Place,
  refuse,
  type Result,
  type StaffActor,
} from '../../kernel/index.ts';
import { rebind, type Tx } from '../../platform/db/index.ts';
import { findAccount } from './account-store.ts';
import type { IdentityDependencies } from './dependencies.ts';
import { readFile } from './file.ts';
import type { PersonFile, Slip } from './model.ts';
import { isKnown } from './people-store.ts';
import { findEnrolment, insertReading } from './reading-store.ts';
import { issueSlip } from './slips.ts';

/** A slip asked for at an office. */
export interface SlipAsked {
  readonly personId: PersonId;
  readonly place: Place;
  /** Whether a request of today shows that this clerk has the person before them; else the clerk must have enrolled them today. */
  readonly served: boolean;
  /** A new code although the account is open: the person forgot their password and says so. */
  readonly renewal: boolean;
}

/** Whose slip, and the account's part of it: null where the account is open and no new code was asked for. */
export interface PrintedSlip {
  readonly file: PersonFile;
  readonly slip: Slip | null;
}

/**
 * Prints a person's slip: a code opens an account, so it is made only while this clerk has the person before them. The printing
 * is kept as a reading, and with a new code (the older one is dead) the person is told. Needs `identity.enrol` at the office.
 * Refused: `identity.not-allowed`, `.person-unknown`, `.slip-without-request`.
 */
export async function printSlip(
  deps: IdentityDependencies,
  actor: Actor,
  { personId, place, served, renewal }: SlipAsked,
): Promise<Result<PrintedSlip>> {
  if (!may(actor, 'identity.enrol', place)) return refuse('identity.not-allowed');
  const { communeId } = actor;
  const now = deps.clock();
  return deps.db.transaction({ communeId }, async tx => {
    if (!(await isKnown(tx, communeId, personId))) return refuse('identity.person-unknown');
    await rebind(tx, { communeId, personId });
    if (!served && !(await enrolledToday(tx, personId, actor, now))) return refuse('identity.slip-without-request');
    const file = await readFile(tx, deps.keys, personId, now);
    const account = await findAccount(tx, { personId });
    if (!file || !account) return refuse('identity.person-unknown');
    await insertReading(tx, personId, { reader: actor, purpose: 'slip' }, now);
    if (file.activated && !renewal) return ok({ file, slip: null });
    await rebind(tx, { communeId, personId, accountId: account.id });
    const { accountNumber } = file;
    const asked = { accountId: account.id, personId, accountNumber, printedIn: communeId };
    const { slip, activationId } = await issueSlip(tx, deps.keys, asked, now);
    await deps.tell(tx, { communeId, personId, aboutId: activationId, event: 'slip-printed' });
    return ok({ file, slip });
  });
}

/** The day is Morocco's. */
async function enrolledToday(tx: Tx, personId: PersonId, clerk: StaffActor, now: Date): Promise<boolean> {
  const at = await findEnrolment(tx, personId, clerk);
  return at !== undefined && civilTime(at).date === civilTime(now).date;
}
