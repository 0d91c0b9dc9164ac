import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { proposed, type Team, teamOf } from '../../test/team.ts';
import { type Colleague, openTownHall, type TownHall } from '../../test/town-hall.ts';
import { getValue, type StaffActor } from '../kernel/index.ts';
import { type ComposedRoleId, findStaffAtWork } from '../modules/organisation/index.ts';
import { rolePlan } from '../roles.ts';

const { as } = await testDatabase();
const app = as('app');
let hall: TownHall;
let first: StaffActor;
let second: StaffActor;
let team: Team;
const key = () => randomUUID();
const inWords = { ar: 'دور', fr: 'Rôle', zgh: 'ⵜⴰⵡⵓⵔⵉ', en: 'Role' };

beforeAll(async () => {
  hall = await openTownHall(app);
  first = await hall.as(await hall.installed('administrator'));
  second = await hall.as(await hall.installed('administrator'));
  team = teamOf(hall, first);
});
afterAll(() => hall.close());

describe('a role of the commune’s own', () => {
  const compose = async (permissions: readonly string[], roleId: ComposedRoleId | null = null, by = first) =>
    hall.administration.proposeRole(by, { roleId, name: inWords, permissions }, key());
  const approve = (proposal: Awaited<ReturnType<typeof compose>>, by = second) =>
    hall.administration.decide(by, { proposalId: proposed(proposal), decision: 'approved' }, key());
  const rolesNow = async () => (await hall.within(tx => hall.administration.readBook(tx, hall.communeId))).composed;
  const composed = async (permissions: readonly string[]): Promise<ComposedRoleId> => {
    const before = await rolesNow();
    getValue(await approve(await compose(permissions)));
    const role = (await rolesNow()).find(({ id }) => before.every(each => each.id !== id));
    if (!role) throw new Error('no role was composed');
    return role.id;
  };
  const permissionsNow = async (colleague: Colleague): Promise<readonly string[]> => {
    const found = await app.transaction({}, tx =>
      findStaffAtWork(tx, {
        accountId: colleague.accountId,
        plan: rolePlan,
        now: hall.now(),
        address: null,
        stationToken: null,
        training: false,
      }),
    );
    return found.ok ? found.value.grants.map(({ permission }) => permission) : [];
  };

  test('may do what two administrators put into it, and what they take out is gone at the next request', async () => {
    const roleId = await composed(['requests.read', 'register.read']);
    const colleague = await team.clerk('cashier');
    getValue(await hall.administration.givePosting(first, team.asked(colleague.staffId, roleId), key()));
    expect(await permissionsNow(colleague)).toEqual(expect.arrayContaining(['requests.read', 'register.read']));
    const change = await compose(['requests.read'], roleId);
    expect(await permissionsNow(colleague)).toContain('register.read');
    getValue(await approve(change));
    expect(await permissionsNow(colleague)).not.toContain('register.read');
    getValue(await approve(await compose([], roleId)));
    expect(await permissionsNow(colleague)).toEqual(['organisation.read']);
    expect(await hall.administration.givePosting(first, team.asked(await team.takeOn(), roleId), key())).toMatchObject({
      refusal: { code: 'organisation.role-unknown' },
    });
  });

  test('never goes beyond the ceiling: not when it is proposed, not when somebody writes it into the database', async () => {
    for (const permission of ['organisation.manage', 'organisation.state', 'identity.register-staff', 'no.such-thing'])
      expect(await compose(['acts.read', permission])).toMatchObject({
        refusal: { code: 'organisation.beyond-ceiling', params: { permission } },
      });
    const roleId = await composed(['requests.read']);
    const colleague = await team.clerk('cashier');
    getValue(await hall.administration.givePosting(first, team.asked(colleague.staffId, roleId), key()));
    await hall.within(tx =>
      sql`insert into organisation.role_version (commune_id, role_id, version, name, permissions, made_at)
        values (${hall.communeId}, ${roleId}, 99, '{}'::jsonb, ${['requests.read', 'organisation.manage']}, now())`.execute(
        tx,
      ),
    );
    expect(await permissionsNow(colleague)).not.toContain('organisation.manage');
    expect(await permissionsNow(colleague)).toContain('requests.read');
  });

  test('is not changed by whoever holds it, nor approved by them', async () => {
    const roleId = await composed(['register.read']);
    const administrator = await hall.installed('administrator');
    getValue(await hall.administration.givePosting(first, team.asked(administrator.staffId, roleId), key()));
    const holder = await hall.as(administrator);
    const own = { refusal: { code: 'organisation.own-rights' } };
    expect(await compose(['register.read', 'acts.read'], roleId, holder)).toMatchObject(own);
    expect(await approve(await compose(['register.read', 'acts.read'], roleId), holder)).toMatchObject(own);
  });

  test('brings nothing together that must stay apart, not even in the hands of one holder', async () => {
    expect(rolePlan.apart).toContainEqual(['role:auditor', 'acts.sign']);
    const roleId = await composed(['register.read']);
    const colleague = await team.clerk('auditor');
    getValue(await hall.administration.givePosting(first, team.asked(colleague.staffId, roleId), key()));
    expect(await compose(['register.read', 'acts.sign'], roleId)).toMatchObject({
      refusal: { code: 'organisation.duties-apart' },
    });
  });

  test('attack: a composed role lets no auditor change what is audited, and no administrator check what clerks of their own making did', async () => {
    const permissions = ['identity.find', 'identity.change-key-data', 'identity.approve-merge'];
    const roleId = await composed(permissions);
    const auditor = await team.clerk('auditor');
    const apart = { refusal: { code: 'organisation.duties-apart' } };
    expect(await hall.administration.givePosting(first, team.asked(auditor.staffId, roleId), key())).toMatchObject(
      apart,
    );
    for (const added of [roleId, 'head-of-office'] as const)
      expect(await hall.administration.givePosting(first, team.asked(second.staffId, added), key())).toMatchObject(
        apart,
      );
  });
});
