import { randomBytes, randomUUID } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { testPerson } from '../../test/identity.ts';
import { testCompany, testMandate } from '../../test/mandates.ts';
import { testPersonFiles } from '../../test/person-files.ts';
import { openVisitCounter, testReport } from '../../test/visits.ts';
import {
  type AccountId,
  asId,
  getValue,
  newId,
  type PersonActor,
  type PersonId,
  type RequestId,
} from '../kernel/index.ts';
import { decodeSample, visitSentences } from '../modules/enrolment/index.ts';
import { createMandates } from '../modules/identity/index.ts';
import { personalColumns } from '../../test/personal-columns.ts';

const { as } = await testDatabase();
const app = as('app');
const migrator = as('migrator');
const counter = await openVisitCounter(app);
const { identity, deps, now, pass, communeId, clerk, visit, freshDocument } = counter;
const mandates = createMandates({ ...deps, vault: identity.vault, natures: ['declaration'] });
const files = testPersonFiles(counter);
const desk = await files.hire(communeId, { arabic: 'نبيل العمري', latin: 'Nabil AMRI' });
const jobs = testPersonFiles(counter, { worker: as('worker') }).services;

const named = (latin: string, birthDate = '1985-05-05') => ({
  name: { arabic: 'ياسين البناي', latin },
  birthDate,
  document: freshDocument(),
});
const minor = (latin: string) => {
  const child = named(latin, '2018-03-04');
  return { ...child, document: { ...child.document, type: 'minor' as const } };
};
const witness = (arabic: string, latin: string, number: string) => ({
  name: { arabic, latin },
  birthDate: '1971-01-02',
  document: { type: 'cnie' as const, number, expiresOn: '2031-01-01' },
});

/** Somebody of whom the platform holds everything that it can hold, with a child and an organisation. */
async function wholePerson() {
  const { personId, documentId } = getValue(await visit({ enrolment: named('Yassine BENNANI') }));
  pass(60_000);
  getValue(
    await visit({
      subject: { kind: 'completed', personId, documentId },
      specimen: { reason: 'other', words: 'main dans le plâtre' },
      notice: { ...testReport(counter.place).notice, language: 'fr', mode: 'read-aloud' },
      assistance: {
        cannot: 'sign',
        witnesses: [
          witness('إبراهيم العلوي', 'Brahim ALAOUI', 'BE700001'),
          witness('فاطمة التازي', 'Fatima TAZI', 'BE700002'),
        ],
        readAloud: true,
        warning: 'warning-427-1',
      },
    }),
  );
  const guardian = { personId, documentId, authority: 'father', evidence: 'livret de famille' } as const;
  const child = getValue(await visit({ enrolment: minor('Rim BENNANI'), guardian }));
  const company = getValue(await mandates.enrol(clerk, { typed: testCompany(), despiteName: false }, randomUUID()));
  const organisationId = company.file.id;
  const mandateId = getValue(
    await mandates.record(clerk, testMandate({ organisationId, personId }, { delegable: 1 }), randomUUID()),
  );
  const heir = await identity.enrol(clerk, { ...named('Leila TAZI'), language: 'fr', contacts: {} }, randomUUID());
  const to = { accountNumber: getValue(heir).slip.accountNumber, name: 'Leila TAZI' };
  const scope = {
    natures: 'all',
    most: null,
    startsOn: '2026-01-01',
    endsOn: null,
    delegable: 0,
    mayRead: false,
    mayRevoke: false,
  } as const;
  getValue(
    await mandates.delegate(
      testPerson(personId),
      { organisationId, mandateId, role: 'proxy', scope, to },
      randomUUID(),
    ),
  );
  const accountId = await addWaysIn(personId);
  await addMerge(personId, documentId, child);
  return {
    personId,
    accountId,
    child: child.personId,
    end: { organisationId, mandateId },
    actor: { ...testPerson(personId), accountId },
  };
}

/** Rows that only browsers and the national provider bring about. */
async function addWaysIn(personId: PersonId): Promise<AccountId> {
  const at = now();
  const digest = randomBytes(32);
  const found = await migrator.transaction({ personId }, tx =>
    sql<{ id: string }>`select id from identity.account where person_id = ${personId}`.execute(tx),
  );
  const accountId = asId<AccountId>(found.rows[0]?.id ?? '');
  await migrator.transaction({ personId, accountId }, async tx => {
    for (const insert of [
      sql`identity.passkey (credential_id, account_id, public_key, counter, transports, backed_up, simulated, created_at, name)
        values (${`secret-${personId}`}, ${accountId}, ${digest}, 0, '[]', false, true, ${at}, 'mon téléphone')`,
      sql`identity.app_code (account_id, secret_sealed, level, created_at) values (${accountId}, ${digest}, 'high', ${at})`,
      sql`identity.recovery_code (account_id, code_hash, created_at) values (${accountId}, ${digest}, ${at})`,
      sql`identity.session (id, account_id, token_hash, created_at, seen_at, expires_at, level, method)
        values (${newId(at)}, ${accountId}, ${digest}, ${at}, ${at}, ${at}, 'low', 'password')`,
      sql`identity.known_device (account_id, token_hash, first_seen_at, seen_at) values (${accountId}, ${digest}, ${at}, ${at})`,
      sql`identity.security_event (account_id, id, kind, at, device) values (${accountId}, ${newId(at)}, 'passkey-added', ${at}, 'firefox/android')`,
      sql`identity.national_binding (id, account_id, person_id, issuer, subject_index, how, level, notice_version, bound_at)
        values (${newId(at)}, ${accountId}, ${personId}, 'https://national.example', ${digest}, 'bound', 'substantial', 'notice-7', ${at})`,
      sql`notifications.personal_delivery (person_id, id, template, subject_id, state, created_at)
        values (${personId}, ${newId(at)}, 'passkey-added', ${newId(at)}, 'sent', ${at})`,
      sql`identity.retention_warning (person_id, kind, warned_at) values (${personId}, 'inactive-accounts', ${at})`,
    ])
      await sql`insert into ${insert}`.execute(tx);
    const documents = await sql<{
      id: string;
    }>`select id from identity.identity_document where person_id = ${personId}`.execute(tx);
    await sql`select set_config('app.commune', ${communeId}, true)`.execute(tx);
    await sql`insert into identity.document_renewal (id, document_id, person_id, previous_expires_on, seen_by_commune, seen_by, at)
      values (${newId(at)}, ${documents.rows[0]?.id}, ${personId}, '2020-01-01', ${communeId}, ${newId(at)}, ${at})`.execute(
      tx,
    );
  });
  return accountId;
}

async function addMerge(
  personId: PersonId,
  documentId: string,
  other: { readonly personId: PersonId; readonly documentId: string },
): Promise<void> {
  await migrator.transaction({ communeId }, tx =>
    sql`insert into identity.merge (commune_id, id, survivor_id, merged_id, state, findings, reason, survivor_document, merged_document,
        proposed_by, proposed_at, objected_at)
      values (${communeId}, ${newId(now())}, ${personId}, ${other.personId}, 'objected', '{near-name}', 'enrolled-twice', ${documentId},
        ${other.documentId}, ${newId(now())}, ${now()}, ${now()})`.execute(tx),
  );
}

/** A request that they applied for and that was given up, with something written in it; answers how it reads. */
async function writeInRequest(personId: PersonId): Promise<() => Promise<string | null>> {
  const requestId = newId<RequestId>(now());
  const place = `requests.message/${requestId}/body_sealed`;
  const sealed = await migrator.transaction({ communeId, personId }, async tx => {
    await sql`insert into requests.request (commune_id, id, office_id, service, channel, state, version, reference, applicant_id, opened_at, decided_at)
      values (${communeId}, ${requestId}, ${newId(now())}, 'signature-legalisation', 'distance', 'abandoned', 1, ${requestId}, ${personId},
        ${now()}, ${now()})`.execute(tx);
    await sql`insert into requests.person_request (person_id, commune_id, request_id, part, added_at)
      values (${personId}, ${communeId}, ${requestId}, 'applicant', ${now()})`.execute(tx);
    return identity.vault.seal(tx, requestId, place, Buffer.from('Je suis malade.'));
  });
  return async () => {
    const [clear] = await app.transaction({ communeId }, tx =>
      identity.vault.openKept(tx, [{ subject: requestId, place, sealed }]),
    );
    return clear ? String(clear) : null;
  };
}

async function archiveOf(
  actor: PersonActor,
): Promise<{ readonly text: string; readonly data: Record<string, unknown> }> {
  const exportId = getValue(await jobs.exports.order(actor, 'fr'));
  await jobs.exports.make({ exportId, personId: actor.personId });
  const zip = unzipSync(getValue(await jobs.exports.fetch(actor, exportId)));
  const text = strFromU8(zip['data.json'] ?? new Uint8Array());
  return { text: text + strFromU8(zip['index.html'] ?? new Uint8Array()), data: JSON.parse(text) };
}

test('an archive names all that is held of a person, and of others nothing but their names', async () => {
  const whole = await wholePerson();
  const { text, data } = await archiveOf(whole.actor);
  expect(data).toMatchObject({
    readings: expect.arrayContaining([expect.objectContaining({ purpose: 'guardian' })]),
    enrolment: {
      visits: [{ kind: 'enrolled' }, { kind: 'completed', words: { specimen: 'main dans le plâtre' } }],
      consents: [
        { notice: visitSentences.notice, consent: visitSentences.consent },
        { language: 'fr', mode: 'read-aloud' },
      ],
      specimens: [{ position: 1, svg: expect.stringMatching(/^<svg/) }, { position: 2 }],
      statements: [{ warning: 'warning-427-1', witnesses: [{ latin: 'Brahim ALAOUI' }, { latin: 'Fatima TAZI' }] }],
      guardianships: { asWard: [], asGuardian: [{ name: { latin: 'Rim BENNANI' }, authority: 'father' }] },
    },
    mandates: {
      held: [{ role: 'manager', ended: [] }],
      given: [{ role: 'proxy', representative: { latin: 'Leila TAZI' } }],
    },
    merges: [{ state: 'objected', mine: 'goes-on' }],
    signIn: {
      passkeys: [{ name: 'mon téléphone' }],
      app: { confirmedAt: null },
      recoveryCodesLeft: 1,
      national: [{ how: 'bound', noticeVersion: 'notice-7' }],
      events: [{ kind: 'passkey-added', device: 'firefox/android' }],
    },
  });
  const [first] = Object(data['enrolment']).specimens;
  expect(decodeSample(Buffer.from(first.iso, 'base64')).ok).toBe(true);
  // Others' numbers, births, ids and evidence; keys and digests.
  for (const foreign of ['BE700001', '1971-01-02', '2018-03-04', 'livret', whole.child, `secret-${whole.personId}`])
    expect(text).not.toContain(foreign);
  const child = await archiveOf({ ...testPerson(whole.child) });
  expect(child.data).toMatchObject({
    enrolment: { guardianships: { asWard: [{ name: { latin: 'Yassine BENNANI' }, evidence: 'livret de famille' }] } },
  });
  expect(child.text).not.toContain('1985-05-05');
});

test('a mandate and a guardianship that stand stop an erasure, and say so', async () => {
  const { personId, actor } = await wholePerson();
  expect((await files.services.rights.planErasure(actor)).blocks).toEqual([
    { kind: 'mandates', count: 1 },
    { kind: 'guardianships', count: 1 },
  ]);
  const { id: requestId } = getValue(
    await files.services.rights.ask(testPerson(personId), { kind: 'erasure', words: '' }),
  );
  const granted = { requestId, outcome: 'granted', words: 'Done as you asked.' } as const;
  expect(await files.services.rights.answer(desk, granted, randomUUID())).toMatchObject({
    refusal: { code: 'rights.unfinished' },
  });
});

test('every column that may say who somebody is was reviewed', async () => {
  const { rows } = await migrator.transaction({}, tx =>
    sql<{
      place: string;
    }>`select format('%I.%I.%I', n.nspname, c.relname, a.attname) as place from pg_catalog.pg_attribute a
      join pg_catalog.pg_class c on c.oid = a.attrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
        and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker')
        and a.attname ~ '(^|_)(person|account|guardian|helper|survivor|merged|subject|applicant)(_id)?$|^(used_for|holders|merged_into|sealed_for)$'
      order by 1`.execute(tx),
  );
  expect(rows.map(({ place }) => place)).toEqual(Object.keys(personalColumns).toSorted());
});

test('an erasure empties every table that the review says it empties', async () => {
  const { personId, accountId, child, end, actor } = await wholePerson();
  const { rights } = files.services;
  getValue(await mandates.end(clerk, { ...end, reason: 'Révocation', since: null }, randomUUID()));
  await migrator.transaction({ personId: child }, tx =>
    sql`update enrolment.guardianship set ended_at = ${now()} where person_id = ${child}`.execute(tx),
  );
  const words = await writeInRequest(personId);
  expect(await words()).toBe('Je suis malade.');
  await archiveOf(actor);
  const plan = await rights.planErasure(actor);
  expect(plan.blocks).toEqual([]);
  expect(plan.stays.map(({ kind }) => kind)).toEqual(['mandates', 'guardianships']);
  const erased = Object.entries(personalColumns).filter(([, fate]) => fate === 'erased');
  const countOf = (place: string): Promise<number> =>
    migrator.transaction({ personId, accountId, communeId }, async tx => {
      const [schema, table, column] = place.split('.');
      const value = column === 'account_id' ? accountId : personId;
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(`${schema}.${table}`)}
        where ${sql.ref(column ?? '')} = ${value}`.execute(tx);
      return rows[0]?.n ?? -1;
    });
  const { id: requestId } = getValue(await rights.ask(testPerson(personId), { kind: 'erasure', words: '' }));
  getValue(await rights.answer(desk, { requestId, outcome: 'granted', words: 'Done as you asked.' }, randomUUID()));
  const before = await Promise.all(erased.map(async ([place]) => ((await countOf(place)) > 0 ? [] : [place])));
  // A test of nothing proves nothing; what these hold is emptied in the tests of their rooms.
  expect(before.flat().toSorted()).toEqual([
    'certification.ahead.person_id',
    'certification.ahead.sealed_for',
    'certification.held.person_id',
    'documents.vault_item.person_id',
    'enrolment.correction.person_id',
    'enrolment.guardianship.person_id',
    'identity.file_change.person_id',
  ]);
  pass(73 * 3_600_000);
  await jobs.rights.keep(communeId);
  const left = await Promise.all(erased.map(async ([place]) => ((await countOf(place)) > 0 ? [place] : [])));
  expect(left.flat()).toEqual([]);
  expect(await words()).toBeNull();
});
