import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { proposed, type Team, teamOf } from '../../test/team.ts';
import { openTownHall, type TownHall } from '../../test/town-hall.ts';
import { getValue, type StaffActor, type StaffId } from '../kernel/index.ts';
import { type ChangeProposalId, listPostings, listStatementsInForce } from '../modules/organisation/index.ts';

const { as } = await testDatabase();
const app = as('app');
let hall: TownHall;
let elsewhere: TownHall;
let first: StaffActor;
let second: StaffActor;
let team: Team;
const key = () => randomUUID();
const day = 86_400_000;
const inWords = { ar: 'دور', fr: 'Rôle', zgh: 'ⵜⴰⵡⵓⵔⵉ', en: 'Role' };

beforeAll(async () => {
  hall = await openTownHall(app);
  elsewhere = await openTownHall(app);
  first = await hall.as(await hall.installed('administrator'));
  second = await hall.as(await hall.installed('administrator'));
  team = teamOf(hall, first);
});
afterAll(() => {
  hall.close();
  elsewhere.close();
});

async function postingsOf(staffId: StaffId) {
  return hall.within(tx => listPostings(tx, hall.communeId, staffId));
}

describe('somebody taken on', () => {
  test('opens nothing before the code, works after it and the posting, and not one request longer than the posting', async () => {
    const colleague = await team.clerk();
    const token = getValue(await hall.signIn(colleague.credentialId));
    const actor = await hall.actorOf(token);
    expect(actor?.grants.map(({ permission }) => permission)).toContain('requests.prepare');
    const [posting] = await postingsOf(colleague.staffId);
    expect(posting).toMatchObject({ grantedBy: first.staffId, approvedBy: null });
    getValue(await hall.administration.endPosting(first, posting?.id ?? ('' as never), key()));
    expect(await hall.actorOf(token)).toBeUndefined();
    expect(await hall.signIn(colleague.credentialId)).toMatchObject({ refusal: { code: 'organisation.no-posting' } });
  });

  test('has a code that works once, for a day, and is not guessed', async () => {
    const staffId = await team.takeOn();
    const code = await team.codeFor(staffId);
    expect(await hall.register('0000-0000-0000-0000')).toMatchObject({ refusal: { code: 'identity.code-refused' } });
    const newer = await team.codeFor(staffId);
    expect(await hall.register(code)).toMatchObject({ refusal: { code: 'identity.code-refused' } });
    getValue(await hall.register(newer));
    expect(await hall.register(newer)).toMatchObject({ refusal: { code: 'identity.code-refused' } });
    const late = await team.codeFor(await team.takeOn());
    hall.pass(day + 1);
    expect(await hall.register(late)).toMatchObject({ refusal: { code: 'identity.code-refused' } });
  });

  test('is taken on once however often the form is sent, and no code is kept anywhere', async () => {
    const same = key();
    const name = { arabic: 'نادية', latin: 'Nadia' };
    const one = getValue(await hall.administration.takeOn(first, name, same));
    expect(getValue(await hall.administration.takeOn(first, name, same))).toEqual(one);
    const code = await team.codeFor(one.staffId);
    const { rows } = await as('migrator').transaction({}, tx =>
      sql<{
        found: boolean;
      }>`select exists (select 1 from platform.command where answer::text like ${`%${code}%`}) as found`.execute(tx),
    );
    expect(rows).toEqual([{ found: false }]);
  });

  test('who lost the passkey gets another code from somebody else, and the old passkey opens nothing from then on', async () => {
    const colleague = await team.clerk();
    const token = getValue(await hall.signIn(colleague.credentialId));
    expect(await hall.administration.handOverCode(first, colleague.staffId, false)).toMatchObject({
      refusal: { code: 'organisation.has-passkey' },
    });
    const handed = getValue(await hall.administration.handOverCode(first, colleague.staffId, true));
    expect(await hall.actorOf(token)).toBeUndefined();
    expect(await hall.signIn(colleague.credentialId)).toMatchObject({ refusal: { code: 'identity.passkey-refused' } });
    if (handed.outcome !== 'code') throw new Error('no code');
    const renewed = getValue(await hall.register(handed.code.code));
    expect(renewed.accountId).toBe(colleague.accountId);
    getValue(await hall.signIn(renewed.credentialId));
  });

  test('leaves: sessions, passkeys and postings end at once, and nothing can be given to them again', async () => {
    const colleague = await team.clerk();
    const token = getValue(await hall.signIn(colleague.credentialId));
    getValue(await hall.administration.leave(first, colleague.staffId, key()));
    expect(await hall.actorOf(token)).toBeUndefined();
    expect(await hall.signIn(colleague.credentialId)).toMatchObject({ refusal: { code: 'identity.passkey-refused' } });
    expect((await postingsOf(colleague.staffId)).every(({ validUntil }) => validUntil !== null)).toBe(true);
    expect(await hall.within(tx => listStatementsInForce(tx, hall.communeId, colleague.staffId, hall.now()))).toEqual(
      [],
    );
    expect(await hall.administration.givePosting(first, team.asked(colleague.staffId, 'clerk'), key())).toMatchObject({
      refusal: { code: 'organisation.staff-left' },
    });
  });
});

describe('nobody', () => {
  test('administers without being an administrator of that very commune', async () => {
    const colleague = await hall.as(await team.clerk());
    const stranger = await elsewhere.as(await elsewhere.installed('administrator'));
    const victim = await team.takeOn();
    const notAllowed = { refusal: { code: 'organisation.not-allowed' } };
    for (const actor of [colleague]) {
      expect(await hall.administration.takeOn(actor, { arabic: 'س', latin: 'S' }, key())).toMatchObject(notAllowed);
      expect(await hall.administration.handOverCode(actor, victim, false)).toMatchObject(notAllowed);
      expect(await hall.administration.givePosting(actor, team.asked(victim, 'clerk'), key())).toMatchObject(
        notAllowed,
      );
      expect(await hall.administration.leave(actor, victim, key())).toMatchObject(notAllowed);
      expect(await hall.administration.readRoster(actor)).toMatchObject(notAllowed);
      expect(
        await hall.administration.proposeRole(
          actor,
          { roleId: null, name: inWords, permissions: ['acts.read'] },
          key(),
        ),
      ).toMatchObject(notAllowed);
    }
    const unknown = { refusal: { code: 'organisation.staff-unknown' } };
    expect(await elsewhere.administration.handOverCode(stranger, victim, true)).toMatchObject(unknown);
    expect(await elsewhere.administration.givePosting(stranger, team.asked(victim, 'clerk'), key())).toMatchObject(
      unknown,
    );
    expect(await elsewhere.administration.leave(stranger, victim, key())).toMatchObject(unknown);
  });

  test('changes rights of their own, or leaves the commune with one administrator', async () => {
    const own = { refusal: { code: 'organisation.own-rights' } };
    expect(await hall.administration.givePosting(first, team.asked(first.staffId, 'auditor'), key())).toMatchObject(
      own,
    );
    expect(await hall.administration.handOverCode(first, first.staffId, true)).toMatchObject(own);
    expect(await hall.administration.leave(first, first.staffId, key())).toMatchObject(own);
    const small = await openTownHall(app);
    const [one, two] = [await small.installed('administrator'), await small.installed('administrator')];
    expect(await small.administration.leave(await small.as(one), two.staffId, key())).toMatchObject({
      refusal: { code: 'organisation.last-administrator' },
    });
    small.close();
  });

  test('holds two duties that must stay apart', async () => {
    const colleague = await team.clerk();
    expect(await hall.administration.givePosting(first, team.asked(colleague.staffId, 'auditor'), key())).toMatchObject(
      {
        refusal: { code: 'organisation.duties-apart', params: { first: 'role:auditor', second: 'requests.prepare' } },
      },
    );
    expect(
      await hall.administration.givePosting(
        first,
        team.asked(colleague.staffId, 'administrator', { wide: true }),
        key(),
      ),
    ).toMatchObject({
      refusal: { code: 'organisation.duties-apart' },
    });
  });
});

describe('what takes two administrators', () => {
  const givenWidely = async () => {
    const colleague = await team.clerk('cashier');
    const posting = team.asked(colleague.staffId, 'auditor', { wide: true });
    return { colleague, proposalId: proposed(await hall.administration.givePosting(first, posting, key())) };
  };
  const decide = (
    actor: StaffActor,
    proposalId: ChangeProposalId,
    decision: 'approved' | 'refused' | 'withdrawn' = 'approved',
  ) => hall.administration.decide(actor, { proposalId, decision }, key());

  test('is given once another one approves, and counts for nothing before', async () => {
    const { colleague, proposalId } = await givenWidely();
    expect(await postingsOf(colleague.staffId)).toHaveLength(1);
    expect(await decide(first, proposalId)).toMatchObject({ refusal: { code: 'organisation.change-own' } });
    getValue(await decide(second, proposalId));
    const given = (await postingsOf(colleague.staffId)).find(({ role }) => role === 'auditor');
    expect(given).toMatchObject({
      grantedBy: first.staffId,
      approvedBy: second.staffId,
    });
    expect(await decide(second, proposalId)).toMatchObject({ refusal: { code: 'organisation.change-closed' } });
  });

  test('is not approved by whoever gains, nor after a week, nor once its author administers no more', async () => {
    const late = await givenWidely();
    hall.pass(7 * day + 1);
    expect(await decide(second, late.proposalId)).toMatchObject({ refusal: { code: 'organisation.change-closed' } });
    const access = proposed(await hall.administration.handOverCode(first, second.staffId, true));
    expect(await decide(second, access)).toMatchObject({ refusal: { code: 'organisation.own-rights' } });
    const orphan = await hall.as(await hall.installed('administrator'));
    const colleague = await team.clerk('cashier');
    const posting = team.asked(colleague.staffId, 'auditor', { wide: true });
    const theirs = proposed(await hall.administration.givePosting(orphan, posting, key()));
    getValue(await hall.administration.leave(first, orphan.staffId, key()));
    expect(await decide(second, theirs)).toMatchObject({ refusal: { code: 'organisation.proposer-gone' } });
  });

  test('includes every role that administers, even at one office, and an administrator’s lost passkey', async () => {
    const colleague = await team.clerk('cashier');
    expect(
      await hall.administration.givePosting(first, team.asked(colleague.staffId, 'administrator'), key()),
    ).toMatchObject({
      value: { outcome: 'proposed' },
    });
    const administrator = await hall.installed('administrator');
    const token = getValue(await hall.signIn(administrator.credentialId));
    const access = proposed(await hall.administration.handOverCode(first, administrator.staffId, true));
    expect(await hall.actorOf(token)).toBeDefined();
    const code = getValue(await decide(second, access));
    expect(await hall.actorOf(token)).toBeUndefined();
    getValue(await hall.register(code?.code ?? ''));
  });

  test('attack: the approval of a lost passkey, sent again with its key, takes the account over only while its first answer may be lost', async () => {
    const administrator = await hall.installed('administrator');
    const proposalId = proposed(await hall.administration.handOverCode(first, administrator.staffId, true));
    const same = key();
    const approve = () => hall.administration.decide(second, { proposalId, decision: 'approved' }, same);
    const lost = getValue(await approve());
    const code = getValue(await approve());
    expect(await hall.register(lost?.code ?? '')).toMatchObject({ refusal: { code: 'identity.code-refused' } });
    const { credentialId } = getValue(await hall.register(code?.code ?? ''));
    const token = getValue(await hall.signIn(credentialId));
    hall.pass(10 * 60_000);
    expect(await approve()).toMatchObject({ refusal: { code: 'organisation.change-closed' } });
    expect(await hall.actorOf(token)).toBeDefined();
  });
});
