import { execFileSync } from 'node:child_process';
import { randomInt, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { completeDraft, openDraft, step, type TestDraft, uploadForm } from '../../../test/drafts.ts';
import { testEnrolment } from '../../../test/identity.ts';
import { openOffice, type TestOffice } from '../../../test/office.ts';
import { drawnSignature, scannedPage } from '../../../test/scans.ts';
import { type SecondCommune, secondCommune } from '../../../test/second-commune.ts';
import { recognitionSentences } from '../../modules/legalisation/index.ts';
import { crockford, getValue, type StaffActor, trainingId, withCheckCharacter } from '../../kernel/index.ts';

const { as } = await testDatabase();
let office: TestOffice;
let fes: SecondCommune;
let clerk: StaffActor;

beforeAll(async () => {
  office = await openOffice({ app: as('app'), sealer: as('sealer') });
  fes = await secondCommune(as('app'));
  clerk = await office.hire('clerk');
});
afterAll(async () => {
  await office.close();
  expect(office.failures).toEqual([]);
});

const wife = { arabic: 'نعيمة الفاسي', latin: 'Naïma EL FASSI' };

/** Somebody enrolled in Fès, whom Casablanca does not know. */
async function inFes(name = wife) {
  const number = `CD${randomInt(100_000, 999_999)}`;
  const document = { type: 'cnie', number, expiresOn: '2031-05-10' } as const;
  const enrolment = testEnrolment({ name, document, contacts: {} });
  return { ...getValue(await office.identity.enrol(fes.clerk, enrolment, randomUUID())), name, number };
}
type InFes = Awaited<ReturnType<typeof inFes>>;

const named = (person: InFes) => ({ name: person.name, document: { type: 'cnie', number: person.number } });

async function slipCode(draft: TestDraft, index = 0): Promise<string> {
  const slip = await office.ask(clerk, 'POST', `${draft.path}/awaited/${draft.view.awaited[index]?.id}/slip`, {
    body: {},
  });
  expect(slip.type).toBe('application/pdf');
  const text = execFileSync('pdftotext', ['-', '-'], { input: slip.bytes, encoding: 'utf8' });
  // Printed large and wide: what extracts the text takes some of the gaps for spaces.
  const printed = /(?:(?:[0-9A-Z] ?){4}-){3}(?:[0-9A-Z] ?){4}/.exec(text)?.[0];
  return printed?.replaceAll(' ', '') ?? expect.fail(text);
}

/** A draft that lacks nothing but the person, and the code of their slip. */
async function awaiting(person: { readonly name: typeof wife; readonly document: object | null }) {
  let draft = await completeDraft(office, clerk);
  draft = await step(office, clerk, draft, ['POST', '/awaited', person]);
  return { draft, code: await slipCode(draft) };
}

/** The same with nobody but the awaited person: what else it lacks does not matter to attacks. */
async function pending(person: { readonly name: typeof wife; readonly document: object | null }) {
  let draft = await openDraft(office, clerk);
  const form = uploadForm(draft.view.version, { 'page.jpg': await scannedPage() });
  const uploaded = await office.ask(clerk, 'POST', `${draft.path}/files`, { form });
  draft = await step(office, clerk, { ...draft, view: uploaded.json.request }, ['POST', '/awaited', person]);
  return { draft, code: await slipCode(draft) };
}

const sentence = { sentence: '2026-11', language: 'fr' };

const drawn = { drawn: drawnSignature, heard: null };

const witness = (latin: string, arabic: string, number: string) => ({
  named: {
    name: { latin, arabic },
    birthDate: '1970-03-02',
    document: { type: 'cnie', number, expiresOn: '2032-01-01' },
  },
  word: { ...drawnSignature, signedWith: 'signature', sentence: recognitionSentences.witness, language: 'ar' },
});
const said = witness('Saïd HAJJI', 'سعيد حجي', 'BE220174');
const malika = witness('Malika CHRAF', 'مليكة شرف', 'BH118206');

/** Somebody who leaves a fingerprint, before these witnesses. */
const heard = (...witnesses: readonly object[]) => ({
  drawn: null,
  heard: {
    cannot: 'both',
    inPlace: 'fingerprint',
    readAloud: { sentence: recognitionSentences.readAloud, language: 'ar' },
    warning: recognitionSentences.warning,
    witnesses,
  },
});

/** The paper is the one that the counter has just opened, unless it is told. */
async function attest(
  code: string,
  person: InFes,
  given: { readonly by?: StaffActor; readonly key?: string; readonly paper?: string; readonly how?: object } = {},
) {
  const { by = fes.clerk, key = randomUUID(), paper = '', how = drawn } = given;
  const officeId = fes.officeId;
  const who = { personId: person.personId, identityDocumentId: person.documentId };
  const compared = paper === '' ? ((await openBy(code, by)).json.paper ?? '0'.repeat(64)) : paper;
  return office.ask(by, 'POST', '/awaited/attest', {
    body: { code, officeId, paper: compared, ...who, ...how, ...sentence },
    key,
  });
}

const openBy = (code: string, by = fes.clerk, officeId = fes.officeId) =>
  office.ask(by, 'POST', '/awaited/open', { body: { code, officeId } });

const read = async (draft: TestDraft) => (await office.ask(clerk, 'GET', draft.path)).json;

describe('somebody awaited', () => {
  test('given a request that awaits the wife, when she signs in Fès next week, then it lacks nothing and names Fès', async () => {
    const person = await inFes();
    const { draft, code } = await awaiting(named(person));
    expect(draft.view.missing.map(({ code }) => code)).toEqual(['legalisation.still-awaited']);
    const early = await office.ask(clerk, 'POST', `${draft.path}/submit`, { body: { version: draft.view.version } });
    expect(early.json.code).toBe('legalisation.incomplete');

    const part = await openBy(code);
    expect(part.json).toMatchObject({ reference: draft.view.reference, awaited: { name: wife }, pages: [{}] });
    // The husband by the first letters of his names, and nothing of his document, signature or person.
    expect(part.json.others).toEqual([
      { name: expect.objectContaining({ latin: 'A••• E••• F•••' }), mode: 'presence', signed: true },
    ]);
    expect(JSON.stringify(part.json)).not.toContain(draft.personId);
    const page = await office.ask(fes.clerk, 'POST', '/awaited/page', {
      body: { code, officeId: fes.officeId, page: 0, width: 300 },
    });
    expect([page.status, page.type]).toEqual([200, 'image/jpeg']);

    const key = randomUUID();
    const { paper } = part.json;
    const other = await attest(code, person, { paper: '0'.repeat(64) });
    expect(other.json.code).toBe('legalisation.paper-changed');
    expect((await attest(code, person, { key, paper })).json).toEqual({ reference: draft.view.reference });
    // The answer was lost: the same intention again is the same, another one is over.
    expect((await attest(code, person, { key, paper })).json).toEqual({ reference: draft.view.reference });
    expect((await attest(code, person)).json.code).toBe('legalisation.awaited-over');
    expect((await openBy(code)).json.code).toBe('legalisation.awaited-over');

    const now = await read(draft);
    expect(now).toMatchObject({ awaited: [], missing: [], actions: expect.arrayContaining(['submit']) });
    expect(now.signatories[1]).toMatchObject({
      personId: person.personId,
      mode: 'presence',
      elsewhere: { office: { commune: { fr: 'Commune de Fès' } }, clerk: { latin: 'Hind BERRADA' } },
    });
    const submitted = await office.ask(clerk, 'POST', `${draft.path}/submit`, { body: { version: now.version } });
    expect(submitted.json.state).toBe('queued');
  });

  test('is known to the request’s commune for this paper, and not to its search by name', async () => {
    const person = await inFes({ arabic: 'زهور بناني', latin: 'Zhour BENNANI' });
    const { code } = await awaiting(named(person));
    await attest(code, person);
    const found = await office.ask(clerk, 'POST', '/people/search', { body: { name: 'Zhour' } });
    expect(found.json.people).toEqual([]);
  });

  test('who cannot sign or read is heard there before two witnesses, each with their word, all at once or not at all', async () => {
    const person = await inFes();
    const { draft, code } = await awaiting(named(person));
    for (const [refused, how] of [
      ['legalisation.two-witnesses', heard(said)],
      ['legalisation.witness-on-duty', heard(said, witness('Hind BERRADA', 'هند برادة', 'BH118207'))],
      ['legalisation.sentence-changed', heard(said, { ...malika, word: { ...malika.word, sentence: 'witness-0' } })],
      ['legalisation.no-signature', { ...drawn, drawn: null }],
      [
        'legalisation.no-signature',
        { ...heard(said, malika), heard: { ...heard(said, malika).heard, cannot: 'read', inPlace: null } },
      ],
    ] as const)
      expect([refused, (await attest(code, person, { how })).json.code]).toEqual([refused, refused]);
    expect((await read(draft)).signatories).toHaveLength(1);
    expect((await attest(code, person, { how: heard(said, malika) })).status).toBe(200);
    const now = await read(draft);
    expect(now).toMatchObject({ awaited: [], missing: [] });
    expect(now.signatories[1]).toMatchObject({
      mode: 'witnesses',
      signature: null,
      elsewhere: { clerk: { latin: 'Hind BERRADA' } },
      witnesses: [{ name: said.named.name, signedWith: 'signature' }, { name: malika.named.name }],
    });
  });

  test('what Fès attested cannot be redrawn here, nor may its pages or nature change; taken out, all may', async () => {
    const person = await inFes();
    const { draft, code } = await awaiting(named(person));
    await attest(code, person);
    const { version, document } = await read(draft);
    const at = `${draft.path}/signatories/${person.personId}`;
    for (const [method, path, body] of [
      ['PUT', `${at}/signature`, drawnSignature],
      ['PUT', `${at}/consent`, sentence],
      ['PUT', `${at}/recognition`, { recognition: { mode: 'presence' } }],
    ] as const) {
      const answer = await office.ask(clerk, method, path, { body: { version, ...body } });
      expect([path, answer.json.code]).toEqual([path, 'legalisation.attested-elsewhere']);
    }
    const pageId = document.pages[0].id;
    const remove = (on: number) =>
      office.ask(clerk, 'POST', `${draft.path}/pages/${pageId}/remove`, { body: { version: on } });
    expect((await remove(version)).json.code).toBe('legalisation.pages-attested');
    const choose = (nature: string, on: number) =>
      office.ask(clerk, 'PATCH', `${draft.path}/options`, { body: { version: on, nature } });
    expect((await choose('lease', version)).json.code).toBe('legalisation.nature-attested');
    const same = await choose('accommodation', version);
    expect(same.json.missing).toEqual([]);
    const out = await office.ask(clerk, 'POST', `${at}/remove`, { body: { version: same.json.version } });
    const chosen = await choose('lease', out.json.version);
    expect((await remove(chosen.json.version)).status).toBe(200);
  });

  test('who comes to the first office after all is awaited no more', async () => {
    const number = `BE${randomInt(100_000, 999_999)}`;
    const document = { type: 'cnie', number, expiresOn: '2031-05-10' } as const;
    const { personId, documentId } = await office.enrol({ name: wife, document, contacts: {} });
    const { draft, code } = await awaiting({ name: wife, document: { type: 'cnie', number } });
    const here = await step(office, clerk, draft, [
      'POST',
      '/signatories',
      { personId, identityDocumentId: documentId },
    ]);
    expect(here.view.awaited).toEqual([]);
    expect((await openBy(code)).json.code).toBe('legalisation.awaited-over');
  });
});

describe('attacks on somebody’s code', () => {
  test('a stranger does not sign in the place of who is awaited, by document or by name alone', async () => {
    const person = await inFes();
    const namesake = await inFes();
    const stranger = await inFes({ arabic: 'كريمة الغريب', latin: 'Karima LAGHRIB' });
    const byDocument = await pending(named(person));
    expect((await attest(byDocument.code, namesake)).json.code).toBe('legalisation.not-the-awaited');
    const byName = await pending({ name: wife, document: null });
    expect((await attest(byName.code, stranger)).json.code).toBe('legalisation.not-the-awaited');
    expect((await read(byName.draft)).signatories).toHaveLength(0);
    // Nobody becomes known to a commune by a refusal.
    const { rows } = await as('migrator').transaction({}, tx =>
      sql`select 1 from identity.known_person where commune_id = ${office.commune.communeId} and person_id = ${stranger.personId}`.execute(
        tx,
      ),
    );
    expect(rows).toEqual([]);
    expect((await attest(byName.code, person)).status).toBe(200);
  });

  test('nobody attests a person whose file they have not opened, nor by a document of somebody else', async () => {
    const person = await inFes();
    const other = await inFes();
    const { code } = await pending({ name: wife, document: null });
    const swapped = { ...person, documentId: other.documentId };
    expect((await attest(code, swapped)).json.code).toBe('legalisation.person-unknown');
    const here = await office.enrol({ name: wife, contacts: {} });
    const unopened = { ...person, personId: here.personId, documentId: here.documentId };
    expect((await attest(code, unopened)).json.code).toBe('legalisation.person-unknown');
  });

  test('only who prepares requests may open one, at an office of their own', async () => {
    const { code } = await pending(named(await inFes()));
    expect((await openBy(code, await fes.hire('officer'))).json.code).toBe('requests.not-allowed');
    expect((await openBy(code, fes.clerk, office.commune.office.id)).json.code).toBe('requests.not-allowed');
  });

  test.each(['abandoned', 'no longer awaited', 'printed anew'])(
    'a code whose person is %s opens nothing',
    async how => {
      const person = await inFes();
      const { draft, code } = await pending(named(person));
      const { version } = draft.view;
      if (how === 'printed anew') await slipCode(draft);
      else {
        const path = how === 'abandoned' ? '/abandon' : `/awaited/${draft.view.awaited[0]?.id}/stop`;
        const done = await office.ask(clerk, 'POST', `${draft.path}${path}`, { body: { version } });
        expect(done.status).toBe(200);
      }
      const refused = how === 'printed anew' ? 'legalisation.code-unknown' : 'legalisation.awaited-over';
      expect((await openBy(code)).json.code).toBe(refused);
      expect((await attest(code, person)).json.code).toBe(refused);
    },
  );

  test('whoever trains opens and attests nothing of a real request', async () => {
    const person = await inFes();
    const { code } = await pending(named(person));
    const trainee = await secondCommune(as('app'), { id: trainingId(fes.communeId), code: 'FET' });
    const opened = await openBy(code, trainee.clerk, trainee.officeId);
    expect(opened.json.code).toBe('legalisation.code-unknown');
    // The code still leads who works where it should.
    expect((await openBy(code)).status).toBe(200);
  });

  test('guessing stops after thirty codes of nobody in an hour, for that guesser alone', async () => {
    const { code } = await pending(named(await inFes()));
    expect((await openBy(code.replace(/^./, sign => (sign === 'A' ? 'B' : 'A')))).json.code).toBe(
      'legalisation.code-mistyped',
    );
    const guesser = await fes.hire('clerk');
    const guess = () => withCheckCharacter(Array.from({ length: 15 }, () => crockford[randomInt(32)] ?? '').join(''));
    const answers = await Promise.all(
      Array.from({ length: 30 }, () =>
        office.legalisation.readPart(guesser, { code: guess(), officeId: fes.officeId }),
      ),
    );
    expect(new Set(answers.map(answer => !answer.ok && answer.refusal.code))).toEqual(
      new Set(['legalisation.code-unknown']),
    );
    // From now on not even a right one is told from a wrong one.
    expect((await openBy(code, guesser)).json.code).toBe('legalisation.too-many-codes');
    expect((await openBy(code)).status).toBe(200);
  });

  test('the other office has no way to the request itself', async () => {
    const person = await inFes();
    const { draft, code } = await pending(named(person));
    await attest(code, person);
    for (const path of ['', '/draft.pdf', `/signatories/${person.personId}/signature`]) {
      const answer = await office.ask(fes.clerk, 'GET', `${draft.path}${path}`);
      expect([path, answer.json.code]).toEqual([path, 'requests.not-found']);
    }
  });
});
