import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { openOffice, type TestOffice } from '../../../test/office.ts';
import { drawnSignature } from '../../../test/scans.ts';
import { civilDate, getValue, type OfficeId, type StaffActor } from '../../kernel/index.ts';
import { enterAuthority, findDelegation, listEnding, warnOfEnds } from '../../modules/organisation/index.ts';

const { as } = await testDatabase();
const day = 86_400_000;
const from = (days: number): string => new Date(Date.now() + days * day).toISOString();
const dateIn = (days: number): string => civilDate(new Date(Date.now() + days * day));
const text = { ar: 'ن', fr: 't', zgh: 't', en: 't' };
let office: TestOffice;
let administrator: StaffActor;
let other: OfficeId;

beforeAll(async () => {
  office = await openOffice({ app: as('app'), sealer: as('sealer') });
  const hired = await office.hire('administrator');
  const jurisdiction = { level: 'commune' } as const;
  administrator = { ...hired, grants: hired.grants.map(({ permission }) => ({ permission, jurisdiction })) };
  const { communeId } = administrator;
  const system = { kind: 'system', task: 'test' } as const;
  const authority = { communeId, arrondissementId: null, name: { arabic: 'الرئيس', latin: 'President' }, title: text };
  const term = { deed: 'PV', firstOn: '2026-01-01', lastOn: null };
  await as('app').transaction({ communeId }, async tx =>
    getValue(await enterAuthority(tx, system, { ...authority, ...term }, new Date())),
  );
  const place = { name: text, address: text, kind: 'annex', organised: 'one-person', openedOn: dateIn(-1) };
  const opening = { ...place, code: 'OTH01', arrondissementId: null };
  expect((await office.ask(administrator, 'POST', '/administration/offices', { body: opening })).status).toBe(200);
  const { json } = await office.ask(administrator, 'GET', '/administration/places');
  other = json.offices.find(({ code }: { code: string }) => code === 'OTH01').id;
});
afterAll(() => office.close());

const proposal = (subject: string, offices: readonly string[], more: object = {}) => ({
  subject,
  capacity: text,
  reference: '15/2026',
  offices,
  natures: ['legalisation'],
  validFrom: from(0.01),
  validUntil: from(20),
  ...more,
});
const propose = (body: object) => office.ask(administrator, 'POST', '/statements/delegations', { body });

describe('the cap of offices per delegate', () => {
  test('is set by administrators, said on screen, and holds for what is proposed beside what one has', async () => {
    const { officer } = await office.appoint();
    const both = [office.commune.office.id, other];
    expect((await propose(proposal(officer.staffId, both))).status).toBe(200);
    const clerk = await office.hire('clerk');
    const body = { most: 1 };
    expect((await office.ask(clerk, 'POST', '/statements/delegations/cap', { body })).status).toBe(403);
    const set = await office.ask(administrator, 'POST', '/statements/delegations/cap', { body });
    expect(set.json.cap).toMatchObject({ most: 1, setBy: { latin: 'Karim TAZI' } });
    // One more office beside the one that the officer signs at already.
    const refused = await propose(proposal(officer.staffId, [other]));
    expect(refused.json).toMatchObject({ code: 'organisation.delegation-cap', params: { most: 1, offices: 2 } });
    expect((await propose(proposal(officer.staffId, [office.commune.office.id]))).status).toBe(200);
    const lifted = await office.ask(administrator, 'POST', '/statements/delegations/cap', { body: { most: null } });
    expect(lifted.json.cap.most).toBeNull();
  });
});

describe('cover for an absence', () => {
  test('stays within its days, is nobody’s own, and falls with it', async () => {
    const absent = await office.hire('officer');
    const standIn = await office.hire('officer');
    const dates = { staffId: absent.staffId, firstOn: dateIn(2), lastOn: dateIn(6) };
    await office.ask(administrator, 'POST', '/absences', { body: dates });
    const { json } = await office.ask(administrator, 'GET', '/absences');
    const covers = json.absences.find(({ staff }: { staff: { id: string } }) => staff.id === absent.staffId).id;
    const span = { validFrom: `${dateIn(3)}T00:00:00.000Z`, validUntil: `${dateIn(5)}T00:00:00.000Z` };
    const at = [office.commune.office.id];
    const tooLong = await propose(proposal(standIn.staffId, at, { ...span, validUntil: from(30), covers }));
    expect(tooLong.json.code).toBe('organisation.cover-dates');
    expect((await propose(proposal(absent.staffId, at, { ...span, covers }))).json.code).toBe(
      'organisation.cover-self',
    );
    const asked = await propose(proposal(standIn.staffId, at, { ...span, covers }));
    expect(asked.status).toBe(200);
    await office.ask(administrator, 'POST', `/absences/${covers}/cancel`, { body: {} });
    const body = {
      assertion: {
        id: 'x',
        rawId: 'x',
        type: 'public-key',
        response: { clientDataJSON: 'x', authenticatorData: 'x', signature: 'x' },
        clientExtensionResults: {},
      },
    };
    const signed = await office.ask(administrator, 'POST', `/statements/proposals/${asked.json.id}/sign`, { body });
    expect(signed.json.code).toBe('organisation.cover-over');
  });
});

describe('a delegate’s specimen', () => {
  test('is drawn before an administrator, kept sealed, and shown to who judges papers', async () => {
    const { officer } = await office.appoint();
    const { communeId } = administrator;
    const held = await as('app').transaction({ communeId }, tx =>
      findDelegation(tx, {
        communeId,
        officer: officer.staffId,
        office: office.commune.office.id,
        nature: 'legalisation',
        at: new Date(),
      }),
    );
    const { id } = getValue(held).body;
    const path = `/statements/delegations/${id}/specimen`;
    const clerk = await office.hire('clerk');
    expect((await office.ask(clerk, 'GET', `${path}/signature.svg`)).json.code).toBe('organisation.specimen-none');
    const { pad, strokes } = drawnSignature;
    const body = { signature: { pad, strokes }, initials: { pad, strokes } };
    expect((await office.ask(clerk, 'POST', path, { body })).status).toBe(403);
    const kept = await office.ask(administrator, 'POST', path, { body });
    expect(kept.json.specimens).toContain(id);
    for (const part of ['signature', 'initials']) {
      const picture = await office.ask(clerk, 'GET', `${path}/${part}.svg`);
      expect(picture.bytes.toString()).toMatch(/^<svg /);
    }
    const { rows } = await as('migrator').transaction({ communeId }, tx =>
      sql<{ sealed: Buffer }>`select signature_sealed as sealed from organisation.delegation_specimen`.execute(tx),
    );
    expect(rows[0]?.sealed.toString('latin1')).not.toContain('strokes');
  });
});

describe('who may sign where', () => {
  test('is listed with the days on which nobody can; what ends is told once, to the officer and to administrators', async () => {
    const { communeId } = administrator;
    const { officer, actor } = await office.appoint();
    const { json } = await office.ask(administrator, 'GET', '/statements/delegations');
    const [covered, bare] = [office.commune.office.id, other].map(id =>
      json.offices.find((each: { id: string }) => each.id === id),
    );
    expect(covered.signers.length).toBeGreaterThan(0);
    expect([bare.signers, bare.gaps.map(({ nature }: { nature: string }) => nature)]).toEqual([
      [],
      ['legalisation', 'certification'],
    ]);
    const ends = new Date(json.offices.flatMap((each: { signers: { until: string }[] }) => each.signers)[0].until);
    const near = new Date(ends.getTime() - 6 * day);
    const warn = (now: Date) => as('worker').transaction({ communeId }, tx => warnOfEnds(tx, communeId, now));
    expect(await warn(near)).toBeGreaterThan(0);
    expect(await warn(near)).toBe(0);
    const own = await as('app').transaction({ communeId }, tx =>
      listEnding(tx, communeId, { subject: officer.staffId, now: near }),
    );
    expect(own.map(({ days }) => days)).toContain(6);
    expect((await office.ask(actor, 'GET', '/me')).json.ending).toEqual([]);
  });
});
