import { randomInt, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { completeDraft, step, type TestDraft } from '../../../test/drafts.ts';
import { openOffice, type TestOffice } from '../../../test/office.ts';
import { drawnSignature } from '../../../test/scans.ts';
import { testReport, testVisits } from '../../../test/visits.ts';
import { asId, civilDate, getValue, type PersonId, type RequestId, type StaffActor } from '../../kernel/index.ts';
import type { IdentityDocumentId } from '../../modules/identity/index.ts';
import { recognitionSentences } from '../../modules/legalisation/index.ts';

const { as } = await testDatabase();
let office: TestOffice;
let clerk: StaffActor;

beforeAll(async () => {
  office = await openOffice({ app: as('app'), sealer: as('sealer') });
  clerk = await office.hire('clerk');
});
afterAll(async () => {
  await office.close();
  expect(office.failures).toEqual([]);
});

const agreed = { sentence: '2026-11', language: 'ar' };
const witnessWord = { sentence: recognitionSentences.witness, language: 'ar' };
const cross = { pad: drawnSignature.pad, strokes: [[10, 16].map(x => ({ x, y: x, t: x, pressure: 0.5 }))] };

const witness = (latin: string, arabic: string, number: string, birthDate = '1970-03-02') => ({
  name: { latin, arabic },
  birthDate,
  document: { type: 'cnie', number, expiresOn: '2032-01-01' },
});
const said = witness('Saïd HAJJI', 'سعيد حجي', 'BE220174');
const malika = witness('Malika CHRAF', 'مليكة شرف', 'BH118206');

const before = (witnesses: readonly object[], changes: object = {}) => ({
  recognition: {
    mode: 'witnesses',
    cannot: 'both',
    inPlace: 'fingerprint',
    readAloud: { sentence: recognitionSentences.readAloud, language: 'ar' },
    warning: recognitionSentences.warning,
    witnesses,
    ...changes,
  },
});

const pathOf = ({ personId }: TestDraft, what: string) => `/signatories/${personId}/${what}`;
const codes = ({ view }: TestDraft) => view.missing.map(({ code }) => code.replace('legalisation.', ''));

async function refused(draft: TestDraft, body: object): Promise<string> {
  const path = `${draft.path}${pathOf(draft, 'recognition')}`;
  return (await office.ask(clerk, 'PUT', path, { body: { version: draft.view.version, ...body } })).json.code;
}

describe('somebody who cannot sign or read', () => {
  test('is heard before two witnesses, each with their own word, and the stamp names them', async () => {
    let draft = await completeDraft(office, clerk);
    draft = await step(office, clerk, draft, ['PUT', pathOf(draft, 'recognition'), before([said, malika])]);
    // What was drawn and agreed to belonged to another way: only the person's word is asked for, as they leave a fingerprint.
    expect(codes(draft)).toEqual(['no-consent', 'witness-not-agreed', 'witness-not-agreed']);
    draft = await step(office, clerk, draft, ['PUT', pathOf(draft, 'consent'), agreed]);
    const word = { position: 1, ...drawnSignature, signedWith: 'signature', ...witnessWord };
    draft = await step(office, clerk, draft, ['PUT', pathOf(draft, 'witness'), word]);
    expect(codes(draft)).toEqual(['witness-not-agreed']);
    const mark = { position: 2, ...cross, signedWith: 'mark', ...witnessWord };
    draft = await step(office, clerk, draft, ['PUT', pathOf(draft, 'witness'), mark]);
    expect(draft.view.missing).toEqual([]);
    expect(draft.view.signatories[0]).toMatchObject({
      mode: 'witnesses',
      assistance: { cannot: 'both', inPlace: 'fingerprint' },
      witnesses: [
        { position: 1, name: said.name, document: { numberMasked: 'BE•••174' }, signedWith: 'signature' },
        { position: 2, name: malika.name, signedWith: 'mark' },
      ],
    });
    const picture = await office.ask(clerk, 'GET', draft.view.signatories[0]?.witnesses[1]?.signature ?? '');
    expect(picture.bytes.toString()).toContain('<svg');
    const printed = getValue(await office.legalisation.draftFacts(clerk, asId<RequestId>(draft.view.id)));
    expect(printed.face.witnesses?.map(({ document }) => document.number)).toEqual(['BE220174', 'BH118206']);
    // Nothing of them lies in clear.
    const { rows } = await as('migrator').transaction({}, tx =>
      sql<{ all: string }>`select w::text as all from legalisation.witness w`.execute(tx),
    );
    expect(JSON.stringify(rows)).not.toMatch(/HAJJI|CHRAF|BE220174/);
    // They heard the paper that was read that day, and no other one.
    await as('migrator').transaction({}, tx =>
      sql`update legalisation.signatory set consented_at = consented_at - interval '1 day'`.execute(tx),
    );
    draft = await step(office, clerk, draft, ['POST', '/document/remove', {}]);
    expect(codes(draft).slice(0, 3)).toEqual(['consent-before', 'witness-not-agreed', 'witness-not-agreed']);
  });

  test('signs, where they only cannot read, and a witness’s slip of the pen is no signature', async () => {
    let draft = await completeDraft(office, clerk);
    const reads = before([said, malika], { cannot: 'read', inPlace: null });
    draft = await step(office, clerk, draft, ['PUT', pathOf(draft, 'recognition'), reads]);
    expect(codes(draft)).toContain('no-signature');
    const slip = { version: draft.view.version, position: 1, ...cross, signedWith: 'signature', ...witnessWord };
    const answer = await office.ask(clerk, 'PUT', `${draft.path}${pathOf(draft, 'witness')}`, { body: slip });
    expect(answer.json.code).toBe('legalisation.signature-too-short');
  });

  test('is not heard before a child, one person twice, a signatory, a colleague of the office or one witness', async () => {
    const draft = await completeDraft(office, clerk);
    const child = witness('Adam HAJJI', 'آدم حجي', 'BE330174', '2015-01-01');
    const colleague = witness('Karim TAZI', 'كريم التازي', 'BE440174');
    const saidAgain = witness('Saïd HAJJI', 'سعيد حجي', 'UX990174');
    const other = { type: 'cnie', number: `BE${randomInt(100_000, 999_999)}`, expiresOn: '2031-05-10' } as const;
    const two = await office.enrol({
      name: { latin: 'Omar NACIRI', arabic: 'عمر الناصري' },
      document: other,
      contacts: {},
    });
    const joined = await step(office, clerk, draft, [
      'POST',
      '/signatories',
      { personId: two.personId, identityDocumentId: two.documentId },
    ]);
    const signs = witness('Omar NACIRI', 'عمر الناصري', other.number);
    for (const [code, witnesses] of [
      ['witness-not-adult', [said, child]],
      ['witness-twice', [said, saidAgain]],
      ['witness-signs', [said, signs]],
      ['witness-on-duty', [colleague, malika]],
      ['two-witnesses', [said]],
    ] as const) {
      expect([code, await refused(joined, before(witnesses))]).toEqual([code, `legalisation.${code}`]);
    }
    expect(await refused(joined, before([said, malika], { warning: 'warning-0' }))).toBe('legalisation.warning-needed');
    expect(await refused(joined, before([said, malika], { inPlace: null }))).toBe('legalisation.in-place-needed');
    const unread = { readAloud: { sentence: '', language: 'ar' } };
    expect(await refused(joined, before([said, malika], unread))).toBe('legalisation.read-aloud-needed');
  });

  test('does not bind themselves by an obligation: the law keeps that for a notary or adoul', async () => {
    let draft = await completeDraft(office, clerk);
    draft = await step(office, clerk, draft, ['PATCH', '/options', { nature: 'undertaking' }]);
    draft = await step(office, clerk, draft, ['PUT', pathOf(draft, 'recognition'), before([said, malika])]);
    expect(codes(draft)).toContain('illiterate-obligation');
  });
});

describe('a signature known by its specimen', () => {
  const day = civilDate(new Date());
  const rule = { basis: 'Délibération 12/2026', reason: 'Actes des études notariales', startsOn: day, endsOn: null };
  const administrator = async (): Promise<StaffActor> => {
    const hired = await office.hire('administrator');
    return { ...hired, grants: [{ permission: 'catalogue.manage', jurisdiction: { level: 'commune' } }] };
  };
  /** A draft of somebody who left two specimens at a visit. */
  async function withSpecimens() {
    const { communeId, office: at } = office.commune;
    const draft = await completeDraft(office, clerk);
    const place = { communeId, arrondissementId: at.arrondissementId, officeId: at.id };
    const [personId, documentId] = [asId<PersonId>(draft.personId), asId<IdentityDocumentId>(draft.documentId)];
    const subject = { kind: 'completed', personId, documentId } as const;
    const { visits } = testVisits({ db: as('app'), clock: () => new Date(), identity: office.identity });
    const report = testReport(place, { subject, fingerprint: { reason: 'worn-finger' } });
    getValue(await visits.complete(clerk, report, randomUUID()));
    const { json } = await office.ask(clerk, 'GET', `/people/${draft.personId}/specimens`);
    return { draft, specimens: json.specimens.map(({ id }: { id: string }) => id) };
  }
  const compared = (specimens: readonly string[], changes: object = {}) => ({
    recognition: {
      mode: 'specimen',
      specimens,
      sentence: recognitionSentences.comparison,
      reason: 'Signé chez le notaire',
      ...changes,
    },
  });

  test('only where the commune said so, by the specimens that were compared, with a reason', async () => {
    const { draft, specimens } = await withSpecimens();
    expect(specimens).toHaveLength(2);
    expect(await refused(draft, compared(specimens))).toBe('legalisation.specimen-not-allowed');
    const mayNot = await office.ask(clerk, 'POST', '/specimen-rules', { body: rule });
    expect(mayNot.json.code).toBe('legalisation.not-allowed');
    const admin = await administrator();
    const set = await office.ask(admin, 'POST', '/specimen-rules', { body: rule });
    expect(set.json.rules).toMatchObject([rule]);

    expect(await refused(draft, compared([specimens[0]]))).toBe('legalisation.specimens-changed');
    expect(await refused(draft, compared(specimens, { sentence: '' }))).toBe('legalisation.not-compared');
    expect(await refused(draft, compared(specimens, { reason: ' ' }))).toBe('legalisation.comparison-reason');
    const nobody = await completeDraft(office, clerk);
    expect(await refused(nobody, compared([]))).toBe('legalisation.no-specimen');

    let known = await step(office, clerk, draft, ['PUT', pathOf(draft, 'recognition'), compared(specimens)]);
    // The person is there all the same: their word is asked for, and their signature for the register.
    expect(codes(known)).toEqual(['no-signature', 'no-consent']);
    known = await step(office, clerk, known, ['PUT', pathOf(draft, 'signature'), drawnSignature]);
    known = await step(office, clerk, known, ['PUT', pathOf(draft, 'consent'), agreed]);
    expect(known.view.signatories[0]).toMatchObject({ mode: 'specimen', comparedBecause: 'Signé chez le notaire' });
    // Nobody saw them sign: that check is not asked for.
    known = await step(office, clerk, known, ['PATCH', '/options', { checks: ['read', 'no-blanks'] }]);
    expect(known.view.missing).toEqual([]);

    const ended = await office.ask(admin, 'POST', `/specimen-rules/${set.json.rules[0].id}/end`, { body: {} });
    expect(ended.json.rules).toMatchObject([{ endsOn: day }]);
  });
});
