import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { proposed, type Team, teamOf } from '../../test/team.ts';
import { openTownHall, type TownHall } from '../../test/town-hall.ts';
import { getValue, type StaffActor } from '../kernel/index.ts';

const { as } = await testDatabase();
let hall: TownHall;
let first: StaffActor;
let second: StaffActor;
let team: Team;
const key = () => crypto.randomUUID();
const name = { ar: 'دور', fr: 'Rôle', zgh: 'ⵜⴰⵡⵓⵔⵉ', en: 'Role' };

beforeAll(async () => {
  hall = await openTownHall(as('app'));
  first = await hall.as(await hall.installed('administrator'));
  second = await hall.as(await hall.installed('administrator'));
  team = teamOf(hall, first);
});
afterAll(() => hall.close());

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

test('attack: a composed role lets no auditor change what is audited, and no administrator check what clerks of their own making did', async () => {
  const permissions = ['identity.find', 'identity.change-key-data', 'identity.approve-merge'];
  const role = proposed(await hall.administration.proposeRole(first, { roleId: null, name, permissions }, key()));
  getValue(await hall.administration.decide(second, { proposalId: role, decision: 'approved' }, key()));
  const [composed] = (await hall.within(tx => hall.administration.readBook(tx, hall.communeId))).composed;
  if (!composed) throw new Error('no role was composed');
  const auditor = await team.clerk('auditor');
  const apart = { refusal: { code: 'organisation.duties-apart' } };
  expect(await hall.administration.givePosting(first, team.asked(auditor.staffId, composed.id), key())).toMatchObject(
    apart,
  );
  for (const added of [composed.id, 'head-of-office'] as const)
    expect(await hall.administration.givePosting(first, team.asked(second.staffId, added), key())).toMatchObject(apart);
});
