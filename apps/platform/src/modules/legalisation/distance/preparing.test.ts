import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { type DistanceWizard, openWizard } from '../../../../test/distance-wizard.ts';
import { secondCommune } from '../../../../test/second-commune.ts';
import { scannedPage, twoPagePdf } from '../../../../test/scans.ts';
import { getValue, newId, type OfficeId, type PersonActor, type RequestId, trainingId } from '../../../kernel/index.ts';
import { decideRule } from './administering.ts';
import { partLimit } from './uploads.ts';

const { as } = await testDatabase();
let wizard: DistanceWizard;
let amina: PersonActor;
beforeAll(async () => {
  wizard = await openWizard({ app: as('app'), sealer: as('sealer') });
  amina = await wizard.citizen();
});
afterAll(() => wizard.office.close());

const key = () => randomUUID();
const codeOf = (answer: { readonly ok: boolean; readonly refusal?: { readonly code: string } }) =>
  answer.refusal?.code ?? 'ok';
const read = async (requestId: RequestId, actor = amina) => getValue(await wizard.distance.read(actor, requestId));

describe('beginning', () => {
  test('opens a draft of the person’s own, who signs it, and remembers that “do you need this?” was shown', async () => {
    const requestId = await wizard.begin(amina);
    const file = await read(requestId);
    expect(file.request).toMatchObject({ channel: 'distance', state: 'draft', applicantId: amina.personId });
    expect(file.distance).toMatchObject({ signs: true, need: { version: '2026-11' }, sent: null });
    expect(file.parties).toMatchObject([{ personId: amina.personId, contact: null, state: 'awaited' }]);
    expect((await wizard.distance.listDrafts(amina)).map(({ request }) => request.id)).toContain(requestId);
  });

  test('is refused where the law, the commune or the office does not allow it, and names which', async () => {
    const attempt = async (changes: Parameters<DistanceWizard['begin']>[1]) => {
      const { commune } = wizard.office;
      const begun = { key: key(), communeId: commune.communeId, officeId: commune.office.id, nature: 'lease' };
      const rest = { need: '2026-11', warningRead: false, signedFor: null };
      return codeOf(await wizard.distance.begin(amina, { ...begun, ...rest, ...changes }));
    };
    expect(await attempt({ need: '2020-01' })).toBe('distance.need-unread');
    expect(await attempt({ nature: 'power-real-estate' })).toBe('distance.nature-refused');
    expect(await attempt({ nature: 'school' })).toBe('distance.not-at-distance');
    expect(await attempt({ nature: 'contract' })).toBe('distance.warning-unread');
    expect(await attempt({ nature: 'contract', warningRead: true })).toBe('ok');
    expect(await attempt({ officeId: newId<OfficeId>(new Date()) })).toBe('distance.office-not-competent');
  });

  test('is nobody else’s: another person finds no such request, whatever they ask', async () => {
    const requestId = await wizard.prepare(amina);
    const other = await wizard.citizen();
    const { distance } = wizard;
    const page = (await read(requestId)).document?.pages[0];
    if (!page) throw new Error('a prepared draft without its page');
    const command = { key: key(), requestId };
    const answers = [
      await distance.read(other, requestId),
      await distance.readPage(other, { requestId, pageId: page.id, width: 100 }),
      await distance.addToPaper(other, {
        ...command,
        files: [{ name: 'x.jpg', bytes: await scannedPage({ dpi: 60 }) }],
      }),
      await distance.takeOutPaper(other, command),
      await distance.addSignatory(other, {
        ...command,
        name: 'X',
        contact: { kind: 'email', value: 'x@y.ma' },
        language: 'fr',
      }),
      await distance.announceUpload(other, { requestId, fingerprint: 'ab'.repeat(32), length: 10 }),
      await distance.readOwnSignature(other, requestId),
      await distance.send(other, { ...command, version: 1 }),
      await distance.abandon(other, { ...command, version: 1 }),
    ];
    expect(answers.map(codeOf)).toEqual(answers.map(() => 'requests.not-found'));
  });
});

test('nobody asks for anything of their own in the shadow in which staff train', async () => {
  const id = trainingId(wizard.office.commune.communeId);
  const { communeId, officeId } = await secondCommune(as('app'), { id, code: 'T-FES' });
  const asked = { communeId, officeId, service: 'signature-legalisation' };
  const opened = await as('app').transaction({ communeId, personId: amina.personId }, tx =>
    wizard.office.requests.open(tx, amina, asked, new Date()),
  );
  expect(codeOf(opened)).toBe('requests.not-allowed');
});

describe('the paper', () => {
  test('is taken in as at the counter: what is bad is refused by name, the rest is kept', async () => {
    const requestId = await wizard.begin(amina);
    const files = [
      { name: 'page.jpg', bytes: await scannedPage({ dpi: 60 }) },
      { name: 'lettre.docx', bytes: Buffer.from('PK not an image') },
    ];
    const taken = getValue(await wizard.distance.addToPaper(amina, { key: key(), requestId, files }));
    expect(taken.stored.map(({ name }) => name)).toEqual(['page.jpg']);
    expect(taken.refused.map(({ name }) => name)).toEqual(['lettre.docx']);
    expect((await read(requestId)).document?.pages).toHaveLength(1);
  });

  test('loses a page that is taken out, with who signed there, and gets it back without', async () => {
    const requestId = await wizard.prepare(amina);
    const [page] = (await read(requestId)).document?.pages ?? [];
    if (!page) throw new Error('a prepared draft without its page');
    expect((await read(requestId)).fields).toHaveLength(1);
    getValue(await wizard.distance.takeOutPage(amina, { key: key(), requestId, pageId: page.id }));
    getValue(await wizard.distance.putBackPage(amina, { key: key(), requestId, pageId: page.id }));
    const file = await read(requestId);
    expect(file.document?.pages).toHaveLength(1);
    expect(file.fields).toEqual([]);
    expect(file.missing.map(({ step }) => step)).toEqual(['places']);
  });

  test('moves its pages one place at a time', async () => {
    const requestId = await wizard.begin(amina);
    const files = [
      { name: '1.jpg', bytes: await scannedPage({ text: 'un', dpi: 60 }) },
      { name: '2.jpg', bytes: await scannedPage({ text: 'deux', dpi: 60 }) },
    ];
    getValue(await wizard.distance.addToPaper(amina, { key: key(), requestId, files }));
    const order = async () => (await read(requestId)).document?.pages.map(({ id }) => id) ?? [];
    const [first, second] = await order();
    if (!first || !second) throw new Error('two pages were sent');
    getValue(await wizard.distance.movePage(amina, { key: key(), requestId, pageId: second, towards: 'front' }));
    expect(await order()).toEqual([second, first]);
    getValue(await wizard.distance.movePage(amina, { key: key(), requestId, pageId: second, towards: 'front' }));
    expect(await order()).toEqual([second, first]);
  });
});

describe('a file that comes part by part', () => {
  const fingerprint = 'cd'.repeat(32);

  test('goes on where it stopped, refuses a part from elsewhere, and is the same file in the end', async () => {
    const requestId = await wizard.begin(amina);
    const bytes = twoPagePdf();
    const { distance } = wizard;
    const announced = getValue(await distance.announceUpload(amina, { requestId, fingerprint, length: bytes.length }));
    const send = (startsAt: number, until: number) =>
      distance.continueUpload(amina, { requestId, id: announced.id, startsAt, bytes: bytes.subarray(startsAt, until) });
    expect(getValue(await send(0, 100)).received).toBe(100);
    expect(codeOf(await send(0, 100))).toBe('distance.upload-elsewhere');
    expect(codeOf(await send(150, 200))).toBe('distance.upload-elsewhere');
    const again = getValue(await distance.announceUpload(amina, { requestId, fingerprint, length: bytes.length }));
    expect(again).toEqual({ ...announced, received: 100 });
    const uploads = [{ id: announced.id, name: 'contrat.pdf' }];
    expect(codeOf(await distance.addUploads(amina, { key: key(), requestId, uploads }))).toBe(
      'distance.upload-unfinished',
    );
    getValue(await send(100, bytes.length));
    // A form may name it many times: it is read once.
    const named = [...uploads, ...uploads, ...uploads];
    const taken = getValue(await distance.addUploads(amina, { key: key(), requestId, uploads: named }));
    expect([taken.stored.map(({ kind }) => kind), taken.refused]).toEqual([['pdf'], []]);
    const file = await read(requestId);
    expect(file.document?.pages).toHaveLength(2);
    expect(file.uploads, 'nothing of the parts is kept').toEqual([]);
  });

  test('may not be longer than announced, nor come in parts that fill the memory, nor be too large at all', async () => {
    const requestId = await wizard.begin(amina);
    const { distance } = wizard;
    const { id } = getValue(await distance.announceUpload(amina, { requestId, fingerprint, length: 10 }));
    const part = (length: number) =>
      distance.continueUpload(amina, { requestId, id, startsAt: 0, bytes: new Uint8Array(length) });
    expect(codeOf(await part(11))).toBe('distance.upload-overflows');
    expect(codeOf(await part(partLimit + 1))).toBe('distance.upload-overflows');
    const huge = { requestId, fingerprint: 'ef'.repeat(32), length: 51 * 2 ** 20 };
    expect(codeOf(await distance.announceUpload(amina, huge))).toBe('documents.too-large');
  });
});

describe('who signs, and where', () => {
  test('a field may not lie over another’s; the same place on every page is one step', async () => {
    const requestId = await wizard.begin(amina);
    const files = [
      { name: '1.jpg', bytes: await scannedPage({ text: 'un', dpi: 60 }) },
      { name: '2.jpg', bytes: await scannedPage({ text: 'deux', dpi: 60 }) },
    ];
    getValue(await wizard.distance.addToPaper(amina, { key: key(), requestId, files }));
    const contact = { kind: 'email', value: 'karim@example.ma' } as const;
    const karim = { key: key(), requestId, name: 'Karim', contact, language: 'ar' } as const;
    getValue(await wizard.distance.addSignatory(amina, karim));
    const { parties, document } = await read(requestId);
    const [own, other] = parties;
    const [page] = document?.pages ?? [];
    if (!own || !other || !page) throw new Error('two signatories and two pages');
    const put = (partyId: typeof own.id, everyPage: boolean) =>
      wizard.distance.placeField(amina, {
        key: key(),
        requestId,
        partyId,
        pageId: page.id,
        placed: 'bottom-right',
        everyPage,
      });
    getValue(await put(own.id, true));
    expect((await read(requestId)).fields).toHaveLength(2);
    expect(codeOf(await put(other.id, false))).toBe('distance.field-over-field');
    expect((await read(requestId)).missing).toMatchObject([{ step: 'places', params: { name: 'Karim' } }]);
  });

  test('in turn, everybody keeps where they sign, the initiator first', async () => {
    const requestId = await wizard.prepare(amina);
    const contact = { kind: 'phone', value: '0612345678' } as const;
    getValue(
      await wizard.distance.addSignatory(amina, { key: key(), requestId, name: 'Karim', contact, language: 'fr' }),
    );
    getValue(await wizard.distance.chooseOrder(amina, { key: key(), requestId, inTurn: true }));
    const { parties, fields } = await read(requestId);
    expect(parties.map(({ turn, personId, name }) => [turn, personId === amina.personId, name === 'Karim'])).toEqual([
      [1, true, false],
      [2, false, true],
    ]);
    expect(fields.map(({ partyId }) => partyId)).toEqual([parties[0]?.id]);
  });

  test('who does not sign has no place and no signature any more', async () => {
    const requestId = await wizard.prepare(amina);
    const drawn = { strokes: [Array.from({ length: 30 }, (_, x) => ({ x: x * 100, y: 500, t: x, pressure: null }))] };
    getValue(await wizard.distance.drawSignature(amina, { key: key(), requestId, drawn }));
    expect((await read(requestId)).distance.signature?.source).toBe('drawn');
    getValue(await wizard.distance.chooseToSign(amina, { key: key(), requestId, signs: false }));
    const file = await read(requestId);
    expect([file.parties, file.fields, file.distance.signature]).toEqual([[], [], null]);
    expect(codeOf(await wizard.distance.drawSignature(amina, { key: key(), requestId, drawn }))).toBe(
      'distance.not-signing',
    );
  });

  test('a specimen serves only where there is one and its owner says so', async () => {
    const requestId = await wizard.prepare(amina);
    expect(codeOf(await wizard.distance.useSpecimen(amina, { key: key(), requestId }))).toBe('distance.no-specimen');
    wizard.specimen = {
      strokes: [Array.from({ length: 30 }, (_, x) => ({ x: x * 100, y: -x * 50, t: x, pressure: 0.5 }))],
    };
    expect((await read(requestId)).distance.signature).toBeNull();
    getValue(await wizard.distance.useSpecimen(amina, { key: key(), requestId }));
    expect((await read(requestId)).distance.signature?.source).toBe('specimen');
    wizard.specimen = undefined;
  });
});

describe('sending', () => {
  test('names everything that lacks, in the version that was read, once', async () => {
    const requestId = await wizard.begin(amina);
    const { version } = (await read(requestId)).request;
    expect(codeOf(await wizard.distance.send(amina, { key: key(), requestId, version }))).toBe('distance.incomplete');
    const whole = await wizard.prepare(amina);
    const file = await read(whole);
    expect(codeOf(await wizard.distance.send(amina, { key: key(), requestId: whole, version: 1 }))).toBe(
      'requests.changed-meanwhile',
    );
    const command = { key: key(), requestId: whole, version: file.request.version };
    const sent = getValue(await wizard.distance.send(amina, command));
    expect(getValue(await wizard.distance.send(amina, command)), 'a repeated click').toEqual(sent);
    const after = await read(whole);
    expect(after.request.state).toBe('collecting');
    expect(after.distance.sent?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(after.parties).toMatchObject([{ state: 'bound' }]);
    expect(codeOf(await wizard.distance.takeOutPaper(amina, { key: key(), requestId: whole }))).toBe(
      'requests.not-in-this-state',
    );
  });
});

describe('what a commune opens', () => {
  test('is decided by its own administrators, with a basis, and never for the past', async () => {
    const { communeId } = wizard.office.commune;
    const clerk = await wizard.office.hire('clerk');
    const grants = [{ permission: 'legalisation.rule-distance', jurisdiction: { level: 'commune' } }] as const;
    const administrator = { ...(await wizard.office.hire('administrator')), grants };
    const decided = {
      communeId,
      nature: 'school',
      enabled: true,
      basis: { arabic: 'قرار', french: 'Arrêté' },
      validFrom: '2999-01-01',
      validUntil: null,
      office: { kind: 'chosen' },
    } as const;
    const decide = async (actor: typeof clerk, changes: object = {}) =>
      as('app').transaction({ communeId }, async tx =>
        codeOf(await decideRule(tx, actor, { ...decided, ...changes }, new Date())),
      );
    expect(await decide(clerk)).toBe('distance.not-allowed');
    expect(await decide(administrator)).toBe('ok');
    expect(await decide(administrator, { communeId: newId(new Date()) })).toBe('distance.not-allowed');
    expect(await decide(administrator, { basis: null })).toBe('distance.basis-missing');
    expect(await decide(administrator, { basis: { arabic: ' ', french: 'x' } })).toBe('distance.basis-missing');
    expect(await decide(administrator, { validFrom: '2020-01-01' })).toBe('distance.rule-past');
    expect(await decide(administrator, { validUntil: '2998-01-01' })).toBe('distance.dates-crossed');
    const nowhere = { kind: 'fixed', officeId: newId(new Date()) };
    expect(await decide(administrator, { office: nowhere })).toBe('distance.office-unknown');
  });
});
