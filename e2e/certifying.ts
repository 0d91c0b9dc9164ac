import { signWaiting, scannedPaper, staffSession } from './counter.ts';
import { enrolByVisit } from '../apps/platform/src/processes/demo/enrol.ts';
import type { Citizen } from '../apps/platform/src/processes/demo/people.ts';

/** The words of the office, as the screens have them. */
export async function catalogueOf() {
  const { api } = await staffSession('maarif-clerk');
  return api.call('catalogue', {});
}

/** Shows an original of the citizen at the counter and has its copy signed, by the screens' own calls. */
export async function certifyFor(citizen: Citizen): Promise<void> {
  const clerk = await staffSession('maarif-clerk');
  const { api } = clerk;
  const { offices } = await api.call('me', {});
  const officeId = offices[0]?.id ?? '';
  const person = await enrolByVisit(clerk, officeId, citizen);
  const { id } = await api.call('openCertification', { body: { officeId } });
  const params = { requestId: id };
  const version = async () => (await api.call('readRequest', { params })).version;
  const identityDocumentId = person.documents[0]?.id ?? '';
  await api.call('addHolder', { params, body: { version: await version(), personId: person.id, identityDocumentId } });
  const form = new FormData();
  form.set('version', String(await version()));
  form.append('file', new File([Uint8Array.from(scannedPaper('fr'))], 'diplome.jpg'));
  const { request } = await api.call('uploadFiles', { params, form });
  const issuer = { latin: 'Université Hassan II', arabic: 'جامعة الحسن الثاني' };
  const original = { kind: 'diploma', issuer, ownNumber: 'D-2019-4471', issuedOn: '2019-07-12' };
  await api.call('describeOriginal', { params, body: { version: await version(), ...original } });
  for (const { code } of (await catalogueOf()).copies.checks.filter(({ when }) => when === 'always')) {
    await api.call('checkOriginal', { params, body: { version: await version(), check: code, made: true } });
  }
  for (const { id: pageId } of request.document?.pages ?? []) {
    await api.call('comparePage', { params, body: { version: await version(), pageId, compared: true } });
  }
  await api.call('submitCertification', { params, body: { version: await version() } });
  await signWaiting(id);
}
