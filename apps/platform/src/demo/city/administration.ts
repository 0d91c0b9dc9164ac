import { randomUUID } from 'node:crypto';
import { civilDate, type CommuneId, getValue, newId, type Result, type StaffActor } from '../../kernel/index.ts';
import {
  type Administration,
  type ChangeProposalId,
  daysLater,
  enterAbsence,
  getStaff,
} from '../../modules/organisation/index.ts';
import type { CityDependencies } from './dependencies.ts';
import { staffIdOf } from './load.ts';
import { communeIdOf, officeIdOf } from './places/index.ts';

/**
 * Gives the administrators of the demo something to look at, through the doors that they use: a head of office
 * who is away, her cover whom two administrators gave, and a role that the commune composed. Once; a second run changes nothing.
 */
export async function loadAdministration(
  deps: Pick<CityDependencies, 'db' | 'clock'>,
  administration: Administration,
): Promise<void> {
  const communeId = communeIdOf('CAS');
  const book = await deps.db.transaction({ communeId }, tx => administration.readBook(tx, communeId));
  if (book.composed.length > 0) return;
  const now = deps.clock();
  const first = await administratorOf(deps, communeId, 'casablanca-administrator-1');
  const second = await administratorOf(deps, communeId, 'casablanca-administrator-2');
  const head = staffIdOf('maarif-head');
  const lastOn = daysLater(civilDate(now), 10);
  const absence = { staffId: head, firstOn: civilDate(now), lastOn };
  await deps.db.transaction({ communeId }, async tx => getValue(await enterAbsence(tx, first, absence, now)));
  const approve = async (
    asked: Promise<Result<{ readonly outcome: string; readonly proposalId?: ChangeProposalId }>>,
  ) => {
    const { proposalId } = getValue(await asked);
    if (proposalId) getValue(await administration.decide(second, { proposalId, decision: 'approved' }, randomUUID()));
  };
  const cover = {
    staffId: staffIdOf('maarif-supervisor'),
    role: 'head-of-office',
    jurisdiction: { level: 'office', officeId: officeIdOf('MAA03') },
    validFrom: now,
    validUntil: new Date(`${daysLater(lastOn, 1)}T00:00:00Z`),
    coversId: head,
  } as const;
  await approve(administration.givePosting(first, cover, randomUUID()));
  const role = { roleId: null, name: watching, permissions: ['organisation.read', 'requests.read'] };
  await approve(administration.proposeRole(first, role, randomUUID()));
}

const watching = {
  ar: 'تتبع الطلبات',
  fr: 'Suivi des demandes',
  zgh: 'ⴰⴹⴼⴼⵓⵕ ⵏ ⵉⵙⵓⵜⵓⵔⵏ',
  en: 'Follow-up of requests',
} as const;

/** An administrator of the demo as they would act if they were signed in. */
async function administratorOf(
  { db, clock }: Pick<CityDependencies, 'db' | 'clock'>,
  communeId: CommuneId,
  key: string,
): Promise<StaffActor> {
  const staff = await db.transaction({ communeId }, tx => getStaff(tx, communeId, staffIdOf(key)));
  const grants = [{ permission: 'organisation.manage', jurisdiction: { level: 'commune' } }] as const;
  return {
    kind: 'staff',
    accountId: staff.accountId,
    sessionId: newId(clock()),
    staffId: staff.id,
    communeId,
    grants,
  };
}
