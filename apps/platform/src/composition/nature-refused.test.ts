import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { completeDraft, step } from '../../test/drafts.ts';
import { openOffice, type TestOffice } from '../../test/office.ts';
import { civilDate, getValue, type StaffActor } from '../kernel/index.ts';
import { createCatalogue, type NatureRule, setLanguageRule, setNatureRule } from '../modules/catalogue/index.ts';
import { signatureLegalisation } from '../services/signature-legalisation/service.ts';

const { as } = await testDatabase();
let office: TestOffice;
let administrator: StaffActor;
beforeAll(async () => {
  office = await openOffice({ app: as('app'), sealer: as('sealer') });
  const hired = await office.hire('administrator');
  const jurisdiction = { level: 'commune' } as const;
  administrator = { ...hired, grants: hired.grants.map(({ permission }) => ({ permission, jurisdiction })) };
});
afterAll(async () => {
  await office.close();
  expect(office.failures).toEqual([]);
});

const rule = async (set: NatureRule): Promise<void> => {
  const { communeId } = administrator;
  const now = new Date();
  const asked = {
    service: signatureLegalisation.code,
    nature: 'accommodation',
    rule: set,
    basis: { ar: 'قرار', fr: 'Arrêté' },
    illiterateObligation: 'allow',
    validFrom: civilDate(now),
    validUntil: null,
  } as const;
  const catalogue = createCatalogue([signatureLegalisation]);
  const written = await as('app').transaction({ communeId }, tx =>
    setNatureRule(catalogue, tx, administrator, { asked, now }),
  );
  getValue(written);
};

const judgedBy = async (requestId: string): Promise<string | null | undefined> => {
  const { communeId } = administrator;
  const { rows } = await as('app').transaction({ communeId }, tx =>
    sql<{ rule_version: string | null }>`
      select rule_version from legalisation.legalisation where request_id = ${requestId}`.execute(tx),
  );
  return rows[0]?.rule_version;
};

test('a nature that the commune refuses since can no longer be prepared, nor confirmed, nor handed over', async () => {
  const clerk = await office.hire('clerk');
  const { officer, actor } = await office.appoint();
  let draft = await completeDraft(office, clerk);
  draft = await step(office, clerk, draft, ['POST', '/submit', {}]);
  expect(await judgedBy(draft.view.id)).toBe('2026-12');
  const requests = [{ id: draft.view.id, version: draft.view.version }];
  const prepare = () => office.ask(actor, 'POST', '/preparations', { body: { requests } });
  const prepared = await prepare();
  expect(prepared.status).toBe(200);

  // The paper turns out to be in a language that the commune takes no more.
  const { communeId } = administrator;
  await as('app').transaction({ communeId }, async tx => {
    await sql`update documents.document set languages = jsonb_build_object('found', '[{"language":"es","share":1}]'::jsonb,
      'of', (select encode(image_sha256, 'hex') from documents.page p where p.document_id = document.id limit 1))
      where request_id = ${draft.view.id}`.execute(tx);
    const languages = { officeId: null, set: { reads: ['ar'], rule: 'refuse' } } as const;
    getValue(await setLanguageRule(tx, administrator, languages, new Date()));
  });
  expect((await prepare()).json.code).toBe('legalisation.language-refused');
  await as('app').transaction({ communeId }, async tx => {
    await sql`update documents.document set languages = null where request_id = ${draft.view.id}`.execute(tx);
    getValue(await setLanguageRule(tx, administrator, { officeId: null, set: null }, new Date()));
  });

  await rule('refuse');
  const challenge = Buffer.from(prepared.json.authentication.challenge, 'base64url');
  const { credentialId, ...response } = officer.passkey.assert(challenge);
  const assertion = { id: credentialId, rawId: credentialId, type: 'public-key', response, clientExtensionResults: {} };
  const confirmed = await office.ask(actor, 'POST', `/preparations/${prepared.json.id}/confirm`, {
    body: { assertion },
  });
  expect(confirmed.json.code).toBe('legalisation.nature-refused');
  expect((await prepare()).json.code).toBe('legalisation.nature-refused');
  const reopened = await step(office, clerk, draft, ['POST', '/reopen', {}]);
  const again = await office.ask(clerk, 'POST', `${draft.path}/submit`, { body: { version: reopened.view.version } });
  expect(again.json.errors).toMatchObject([{ code: 'legalisation.nature-refused' }]);

  // What is judged again later keeps the version by which it was.
  await rule('warn');
  const unread = await office.ask(clerk, 'POST', `${draft.path}/submit`, { body: { version: reopened.view.version } });
  expect(unread.json.errors).toMatchObject([{ field: 'warning:nature:accommodation@c2' }]);
  // One read under an older version of the rule is not this one.
  const older = await step(office, clerk, reopened, ['POST', '/warnings', { warning: 'nature:accommodation@c1' }]);
  expect(older.view.missing).toHaveLength(1);
  const read = await step(office, clerk, older, ['POST', '/warnings', { warning: 'nature:accommodation@c2' }]);
  expect(read.view.warnings).toMatchObject([{ kind: 'nature', basis: { fr: 'Arrêté' }, read: true }]);
  const strange = await office.ask(clerk, 'POST', `${draft.path}/warnings`, {
    body: { version: read.view.version, warning: 'Amina a dit oui' },
  });
  expect(strange.json.code).toBe('legalisation.unknown-warning');
  const passed = await step(office, clerk, read, ['POST', '/submit', {}]);
  expect(passed.view.warningsRead).toBe(2);
  expect(await judgedBy(passed.view.id)).toBe('c2');
});
