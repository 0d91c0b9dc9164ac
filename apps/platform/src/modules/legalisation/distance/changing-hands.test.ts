import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/database.ts';
import { type DistanceWizard, openWizard } from '../../../../test/distance-wizard.ts';
import { getValue, ok, type PersonActor, type RequestId, type StaffActor } from '../../../kernel/index.ts';

const { as } = await testDatabase();
let wizard: DistanceWizard;
let amina: PersonActor;
let clerk: StaffActor;
beforeAll(async () => {
  wizard = await openWizard({ app: as('app'), sealer: as('sealer') });
  amina = await wizard.citizen();
  clerk = await wizard.office.hire('clerk');
});
afterAll(() => wizard.office.close());

const key = () => randomUUID();
const read = async (requestId: RequestId) => getValue(await wizard.distance.read(amina, requestId));

/** A lease that its initiator has sent, with everybody asked. */
async function sent(): Promise<RequestId> {
  const requestId = await wizard.prepare(amina);
  const { version } = (await read(requestId)).request;
  getValue(await wizard.distance.send(amina, { key: key(), requestId, version }));
  return requestId;
}

/** The same, agreed to and given back by the office. */
async function returned(): Promise<RequestId> {
  const requestId = await sent();
  const { questionId } = getValue(await wizard.parties.askConsent(amina, { requestId, language: 'fr' }));
  const proof = { method: 'passkey', level: 'substantial', evidence: {} } as const;
  getValue(await wizard.parties.consent(amina, { requestId, questionId, prove: async () => ok(proof) }));
  const { version } = (await read(requestId)).request;
  const { communeId } = wizard.office.commune;
  const change = { verb: 'return', correction: { fields: [{ field: 'nature', reason: 'wrong' }], note: '' } } as const;
  await wizard.office.legalisationDeps.db.transaction({ communeId }, async tx =>
    getValue(await wizard.office.requests.change(tx, clerk, { requestId, version }, change, new Date())),
  );
  return requestId;
}

test('a consent to a lease is none to a contract: another nature of the same paper is put before everybody again', async () => {
  const requestId = await returned();
  expect((await read(requestId)).sending).toBe('resubmit');
  const same = { requestId, nature: 'lease', warningRead: false };
  getValue(await wizard.distance.chooseNature(amina, { key: key(), ...same }));
  expect((await read(requestId)).sending).toBe('resubmit');
  getValue(await wizard.distance.chooseNature(amina, { key: key(), ...same, nature: 'contract', warningRead: true }));
  expect((await read(requestId)).sending).toBe('invite');
  const { version } = (await read(requestId)).request;
  getValue(await wizard.distance.send(amina, { key: key(), requestId, version }));
  const { request, parties } = await read(requestId);
  expect([request.state, parties.map(({ state }) => state)]).toEqual(['collecting', ['bound']]);
});

test('what people prepare and agree to from afar is changed by no clerk, in no state', async () => {
  const { legalisation } = wizard.office;
  const { personId, documentId: identityDocumentId } = await wizard.office.enrol();
  for (const requestId of [await wizard.prepare(amina), await sent(), await returned()]) {
    const { request, document } = await read(requestId);
    const at = { requestId, version: request.version };
    const tried = [
      await legalisation.changeOptions(clerk, { key: key(), ...at, options: { nature: 'contract' } }),
      await legalisation.addSignatory(clerk, { key: key(), ...at, personId, identityDocumentId }),
      await legalisation.removeSignatory(clerk, { key: key(), ...at, personId: amina.personId }),
    ];
    const given = request.state === 'returned';
    const code = given ? 'requests.not-allowed' : 'requests.not-found';
    expect(tried.map(answer => (answer.ok ? 'ok' : answer.refusal.code))).toEqual(tried.map(() => code));
    const removed = await wizard.office.ask(clerk, 'POST', `/requests/${requestId}/document/remove`, {
      body: { version: request.version },
    });
    expect(removed.json).toMatchObject({ code });
    expect(await read(requestId)).toMatchObject({
      request: { version: request.version, applicantId: amina.personId },
      document,
    });
  }
});
