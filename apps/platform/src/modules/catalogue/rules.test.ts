import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { lendingTelescopes } from '../../../test/lending-telescopes.ts';
import { openTownHall, type TownHall } from '../../../test/town-hall.ts';
import type { StaffActor } from '../../kernel/index.ts';
import { createCatalogue, readServiceRules, type RuleAsked, setNatureRule, switchReason } from './index.ts';

const { as } = await testDatabase();
const catalogue = createCatalogue([lendingTelescopes]);
const service = lendingTelescopes.code;
let hall: TownHall;
let administrator: StaffActor;
beforeAll(async () => {
  hall = await openTownHall(as('app'));
  administrator = await hall.as(await hall.installed('administrator'));
});
afterAll(() => hall.close());

const refusal: RuleAsked = {
  service,
  nature: 'small',
  rule: 'refuse',
  basis: { ar: 'القانون', fr: 'La loi' },
  illiterateObligation: 'refuse',
  validFrom: '2026-11-12',
  validUntil: '2026-11-20',
};
const set = (asked: Partial<RuleAsked>, actor = administrator) =>
  hall.within(tx => setNatureRule(catalogue, tx, actor, { asked: { ...refusal, ...asked }, now: hall.now() }));
const ruledOn = async (day: string) => {
  const at = new Date(`${day}T10:00:00Z`);
  const nature = await hall.within(tx => catalogue.findNature(tx, hall.communeId, { service, nature: 'small', at }));
  return [nature?.rule, nature?.ruleVersion, nature?.attributes.illiterateObligation];
};

describe('what a commune sets for a nature', () => {
  test('holds on its days, both included; then what was set before counts again', async () => {
    expect(await set({})).toMatchObject({ ok: true });
    expect(await ruledOn('2026-11-11')).toEqual(['allow', '1', 'allow']);
    expect(await ruledOn('2026-11-12')).toEqual(['refuse', 'c1', 'refuse']);
    expect(await ruledOn('2026-11-20')).toEqual(['refuse', 'c1', 'refuse']);
    expect(await ruledOn('2026-11-21')).toEqual(['allow', '1', 'allow']);
    expect(await set({ rule: 'warn', validFrom: '2026-11-14', validUntil: '2026-11-15' })).toMatchObject({ ok: true });
    expect((await ruledOn('2026-11-14'))[0]).toBe('warn');
    expect((await ruledOn('2026-11-16'))[0]).toBe('refuse');
    expect(await set({ rule: null, basis: null, validUntil: null })).toMatchObject({ ok: true });
    expect(await ruledOn('2026-11-16')).toEqual(['allow', '1', 'allow']);
    const catalogued = await hall.within(tx =>
      catalogue.listNatures(tx, hall.communeId, service, new Date('2026-11-16T10:00:00Z')),
    );
    expect(catalogued.map(({ code, rule }) => [code, rule])).toEqual([['small', 'allow']]);
  });

  test('says why in Arabic and French at least; the other languages read one of them', async () => {
    const given = await set({ validFrom: '2027-01-01', validUntil: null });
    expect(given.ok && given.value.basis).toEqual({ ar: 'القانون', fr: 'La loi', zgh: 'القانون', en: 'La loi' });
    expect(await set({ basis: { fr: 'La loi' } })).toMatchObject({ refusal: { code: 'catalogue.basis-missing' } });
    expect(await set({ basis: { ar: 'ا'.repeat(901), fr: 'x' } })).toMatchObject({
      refusal: { code: 'catalogue.basis-too-long', params: { most: 900 } },
    });
  });

  test('does not judge yesterday, and does not end before it begins', async () => {
    expect(await set({ validFrom: '2026-11-09' })).toMatchObject({ refusal: { code: 'catalogue.rule-dates' } });
    expect(await set({ validUntil: '2026-11-11' })).toMatchObject({ refusal: { code: 'catalogue.rule-dates' } });
  });

  test('is set by administrators of the whole commune, for natures that exist, and never changed', async () => {
    const clerk = await hall.as(await hall.installed('clerk'));
    expect(await set({}, clerk)).toMatchObject({ refusal: { code: 'catalogue.not-allowed' } });
    expect(await set({ nature: 'large' })).toMatchObject({ refusal: { code: 'catalogue.unknown-nature' } });
    await expect(hall.within(tx => sql`update catalogue.nature_rule set rule = 'allow'`.execute(tx))).rejects.toThrow();
  });

  test('stays in its commune', async () => {
    const other = await openTownHall(as('app'));
    const at = new Date('2027-01-02T10:00:00Z');
    const there = await other.within(tx => catalogue.findNature(tx, other.communeId, { service, nature: 'small', at }));
    expect(there?.rule).toBe('allow');
    other.close();
  });
});

describe('reasons for refusing', () => {
  const turn = (reason: string, offered: boolean, actor = administrator) =>
    hall.within(tx => switchReason(catalogue, tx, actor, { service, reason, offered, now: hall.now() }));
  const offered = async () =>
    (await hall.within(tx => catalogue.listReasons(tx, hall.communeId, service))).map(({ code }) => code);

  test('are switched off and on again; one at least stays', async () => {
    expect(await turn('CLOUDS', false)).toMatchObject({ value: 'set' });
    expect(await offered()).toEqual(['FULL-MOON']);
    expect(await turn('FULL-MOON', false)).toMatchObject({ refusal: { code: 'catalogue.last-reason' } });
    expect(await turn('CLOUDS', true)).toMatchObject({ value: 'set' });
    expect(await turn('CLOUDS', true)).toMatchObject({ value: 'as-before' });
    expect(await offered()).toEqual(['CLOUDS', 'FULL-MOON']);
    expect(await turn('RAIN', false)).toMatchObject({ refusal: { code: 'catalogue.unknown-reason' } });
  });

  test('and rules are read with all that was set', async () => {
    const read = await hall.within(tx => readServiceRules(catalogue, tx, administrator, { service, at: hall.now() }));
    expect(read.ok && read.value.rules.map(({ version }) => version)).toEqual([4, 3, 2, 1]);
    expect(read.ok && read.value.switches.map(({ offered: on }) => on)).toEqual([true, false]);
  });
});
