import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { testEnrolment } from '../../test/identity.ts';
import { fillDraft, testPreEnrolments } from '../../test/pre-enrolments.ts';
import { openVisitCounter, testReport } from '../../test/visits.ts';
import { getValue } from '../kernel/index.ts';
import { openVisits } from './visits.ts';

const { as, config } = await testDatabase();
const db = as('app');
const { identity, now: clock, clerk, place } = await openVisitCounter(db);
const { preEnrolments } = testPreEnrolments(db, { clock, vault: identity.vault });
const receiving = {
  ...clerk,
  grants: [...clerk.grants, { permission: 'enrolment.receive', jurisdiction: { level: 'commune' } as const }],
};
const visits = openVisits(
  { config },
  {
    db,
    clock,
    identity,
    preEnrolments,
    biometrics: { authorisation: null, enrol: () => expect.unreachable() },
  },
);

/** Somebody who declared at home what stands on this card, with the code typed at the counter. */
async function brought(number: string) {
  const code = getValue(await preEnrolments.drafts.send(await fillDraft(preEnrolments, { number })));
  return getValue(await preEnrolments.findByCode(receiving, code));
}

const reportOn = (preEnrolmentId: Awaited<ReturnType<typeof brought>>, number: string) =>
  testReport(place, {
    preEnrolmentId,
    enrolment: testEnrolment({ document: { type: 'cnie', number, expiresOn: '2030-01-31' } }),
  });

test('the visit takes over what was declared at home: the person is enrolled, the differences are kept, the declaration is gone', async () => {
  const id = await brought('BE700100');
  // The card says another number than the person typed.
  const { personId } = getValue(await visits.complete(receiving, reportOn(id, 'BE700101'), randomUUID()));
  expect(getValue(await identity.getFile(receiving, personId)).documents[0]?.number).toBe('BE700101');
  const { rows } = await db.transaction({ personId }, tx =>
    sql<{ field: string }>`select field from enrolment.correction order by field`.execute(tx),
  );
  expect(rows.map(({ field }) => field)).toContain('document-number');
  const again = await preEnrolments.get(receiving, id);
  expect(again).toMatchObject({ ok: false, refusal: { code: 'enrolment.code-used' } });
  const kept = await as('migrator').transaction({}, tx =>
    sql`select state, facts_sealed, signature_sealed, used_for from enrolment.pre_enrolment where id = ${id}`.execute(
      tx,
    ),
  );
  expect(kept.rows).toEqual([{ state: 'used', facts_sealed: null, signature_sealed: null, used_for: personId }]);
});

test('a declaration that was withdrawn meanwhile, or used by another visit, enrols nobody', async () => {
  const id = await brought('BE700200');
  getValue(await visits.complete(receiving, reportOn(id, 'BE700200'), randomUUID()));
  const second = await visits.complete(receiving, reportOn(id, 'BE700201'), randomUUID());
  expect(second).toMatchObject({ ok: false, refusal: { code: 'enrolment.code-used' } });
  const document = { type: 'cnie', number: 'BE700201' } as const;
  expect(await identity.findByDocument(receiving, document)).toEqual({ ok: true, value: undefined });
});
