import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { type Team, teamOf } from '../../test/team.ts';
import { openTownHall, type TownHall } from '../../test/town-hall.ts';
import { getValue, type StaffActor } from '../kernel/index.ts';
import { registerStation, setLimit } from '../modules/organisation/index.ts';

const { as } = await testDatabase();
let hall: TownHall;
let first: StaffActor;
let team: Team;

beforeAll(async () => {
  hall = await openTownHall(as('app'));
  first = await hall.as(await hall.installed('administrator'));
  team = teamOf(hall, first);
});
afterAll(() => hall.close());

describe('limits', () => {
  const from = (address: string | null, stationToken: string | null = null) => ({ address, stationToken });

  test('on a network count at sign-in and at every request after, for those whom they are about', async () => {
    const [colleague, free] = [await team.clerk('clerk'), await team.clerk('cashier')];
    const token = getValue(await hall.signIn(colleague.credentialId, from('196.200.1.7')));
    const limit = {
      role: 'clerk',
      officeId: null,
      networks: ['196.200.1.0/24', '2001:db8::/32'],
      stationNeeded: false,
    } as const;
    getValue(await hall.within(tx => setLimit(tx, first, limit, { from: from('10.0.0.1'), now: hall.now() })));
    expect(await hall.actorOf(token, from('196.200.1.7'))).toBeDefined();
    expect(await hall.actorOf(token, from('::ffff:196.200.1.7'))).toBeDefined();
    expect(await hall.actorOf(token, from('2001:db8::7'))).toBeDefined();
    for (const address of ['196.200.2.7', '10.0.0.1', null])
      expect(await hall.actorOf(token, from(address))).toBeUndefined();
    expect(await hall.signIn(colleague.credentialId, from('10.0.0.1'))).toMatchObject({
      refusal: { code: 'organisation.other-network' },
    });
    getValue(await hall.signIn(free.credentialId, from('10.0.0.1')));
  });

  test('on registered computers ask for the secret of one of that very office', async () => {
    const [office, other] = hall.offices;
    const colleague = await team.clerk('supervisor');
    const limit = { role: 'supervisor', officeId: office.id, networks: [], stationNeeded: true } as const;
    getValue(await hall.within(tx => setLimit(tx, first, limit, { from: from(null), now: hall.now() })));
    const register = (officeId: typeof office.id) =>
      hall.within(
        async tx => getValue(await registerStation(tx, first, { officeId, name: 'Guichet 1' }, hall.now())).token,
      );
    const [there, notThere] = [await register(office.id), await register(other.id)];
    expect(await hall.signIn(colleague.credentialId, from('10.0.0.1'))).toMatchObject({
      refusal: { code: 'organisation.other-station' },
    });
    expect(await hall.signIn(colleague.credentialId, from(null, notThere))).toMatchObject({ ok: false });
    expect(await hall.signIn(colleague.credentialId, from(null, 'x'.repeat(43)))).toMatchObject({ ok: false });
    const token = getValue(await hall.signIn(colleague.credentialId, from(null, there)));
    await hall.within(tx =>
      sql`update organisation.station set revoked_at = now() where office_id = ${office.id}`.execute(tx),
    );
    expect(await hall.actorOf(token, from(null, there))).toBeUndefined();
  });

  test('never shut out whoever sets them', async () => {
    const limit = {
      role: 'administrator',
      officeId: null,
      networks: ['196.200.1.0/24'],
      stationNeeded: false,
    } as const;
    const set = (address: string) =>
      hall.within(tx => setLimit(tx, first, limit, { from: from(address), now: hall.now() }));
    expect(await set('10.0.0.1')).toMatchObject({ refusal: { code: 'organisation.limit-shuts-you-out' } });
    expect(await set('196.200.1.3')).toMatchObject({ ok: true });
  });
});

describe('a passkey asked again', () => {
  test('must be the person’s own, and each answer counts once', async () => {
    const [colleague, thief] = [await hall.installed('auditor'), await hall.installed('auditor')];
    const actor = await hall.as(colleague);
    const { challengeId, options } = await hall.access.beginConfirmation(actor);
    const stolen = hall.answer(thief.credentialId, options);
    expect(await hall.access.confirm(actor, { challengeId, response: stolen })).toMatchObject({
      refusal: { code: 'identity.passkey-refused' },
    });
    const again = await hall.access.beginConfirmation(actor);
    const response = hall.answer(colleague.credentialId, again.options);
    const answer = { challengeId: again.challengeId, response };
    expect(await hall.access.confirm(actor, answer)).toMatchObject({ ok: true });
    expect(await hall.access.confirm(actor, answer)).toMatchObject({ ok: false });
  });
});
