import { randomUUID } from 'node:crypto';
import { getValue, type Result, type StaffActor, type StaffId } from '../src/kernel/index.ts';
import type { Administration, ChangeProposalId, ComposedRoleId, RoleName } from '../src/modules/organisation/index.ts';
import type { Colleague, TownHall } from './town-hall.ts';

/** What an administrator of a town hall does every day. */
export interface Team {
  /** A posting at the first office, or over the commune, as an administrator would ask for it. */
  asked(
    staffId: StaffId,
    role: RoleName | ComposedRoleId,
    changes?: { readonly wide?: boolean; readonly days?: number },
  ): Parameters<Administration['givePosting']>[1];
  takeOn(): Promise<StaffId>;
  /** A one-time code for somebody without a passkey. Throws when it takes two. */
  codeFor(staffId: StaffId): Promise<string>;
  /** Somebody taken on, with a passkey and a posting at the first office. */
  clerk(role?: RoleName): Promise<Colleague>;
}

/** The team of a town hall, administered by `first`. */
export function teamOf(hall: TownHall, first: StaffActor): Team {
  const { administration } = hall;
  const asked: Team['asked'] = (staffId, role, { wide = false, days } = {}) => ({
    staffId,
    role,
    jurisdiction: wide ? { level: 'commune' } : { level: 'office', officeId: hall.offices[0].id },
    validFrom: hall.now(),
    validUntil: days === undefined ? null : new Date(hall.now().getTime() + days * 86_400_000),
    coversId: null,
  });
  const takeOn: Team['takeOn'] = async () => {
    const name = { arabic: 'ياسين العلوي', latin: 'Yassine ALAOUI' };
    return getValue(await administration.takeOn(first, name, randomUUID())).staffId;
  };
  const codeFor: Team['codeFor'] = async staffId => {
    const handed = getValue(await administration.handOverCode(first, staffId, false));
    if (handed.outcome !== 'code') throw new Error('no code was handed over');
    return handed.code.code;
  };
  return {
    asked,
    takeOn,
    codeFor,
    clerk: async (role = 'clerk') => {
      const staffId = await takeOn();
      const { accountId, credentialId } = getValue(await hall.register(await codeFor(staffId)));
      getValue(await administration.givePosting(first, asked(staffId, role), randomUUID()));
      return { staffId, accountId, credentialId };
    },
  };
}

/** The proposal that came of a change. Throws when the change was refused, or made at once. */
export function proposed(
  outcome: Result<{ readonly outcome: string; readonly proposalId?: ChangeProposalId }>,
): ChangeProposalId {
  const { proposalId } = getValue(outcome);
  if (!proposalId) throw new Error('nothing was proposed');
  return proposalId;
}
