import { enrolByVisit } from './enrol.ts';
import { drawnSignature } from './journey.ts';
import type { Citizen } from './people.ts';
import type { StaffSession } from './staff-session.ts';

/** An original that a citizen shows: the scan of its one page. */
export interface Shown {
  readonly citizen: Citizen;
  readonly officeId: string;
  readonly page: Uint8Array;
  /** How often it may be issued again; as usual in the commune unless said. */
  readonly copies?: number | undefined;
}

/**
 * Shows a diploma at the counter, compares it and hands its copy to the officer, by the screens' own calls; enrols the citizen first when
 * nobody knows them. Answers the request's id. Throws an `ApiProblem` with what is refused.
 */
export async function showOriginal(
  clerk: StaffSession,
  { citizen, officeId, page, copies: most }: Shown,
): Promise<string> {
  const { api } = clerk;
  const { type, number } = citizen.document;
  const { person } = await api.call('findPerson', { body: { type, number, reason: 'Original présenté / أصل معروض' } });
  const holder = person ?? (await enrolByVisit(clerk, officeId, citizen));
  const opened = await api.call('openCertification', { body: { officeId } });
  const params = { requestId: opened.id };
  let { version } = opened;
  const identityDocumentId = holder.documents[0]?.id ?? '';
  ({ version } = await api.call('addHolder', { params, body: { version, personId: holder.id, identityDocumentId } }));
  const form = new FormData();
  form.set('version', String(version));
  form.append('file', new File([Uint8Array.from(page)], 'diplome.jpg'));
  const { request } = await api.call('uploadFiles', { params, form });
  ({ version } = request);
  const issuer = { latin: 'Université Hassan II', arabic: 'جامعة الحسن الثاني' };
  const original = { kind: 'diploma', issuer, ownNumber: 'D-2019-4471', issuedOn: '2019-07-12' };
  ({ version } = await api.call('describeOriginal', { params, body: { version, ...original } }));
  const { copies } = await api.call('catalogue', {});
  for (const { code } of copies.checks.filter(({ when }) => when === 'always'))
    ({ version } = await api.call('checkOriginal', { params, body: { version, check: code, made: true } }));
  for (const { id: pageId } of request.document?.pages ?? [])
    ({ version } = await api.call('comparePage', { params, body: { version, pageId, compared: true } }));
  const signer = { requestId: opened.id, personId: holder.id };
  const signed = await api.call('signForCopy', { params: signer, body: { version, ...drawnSignature } });
  ({ version } = signed);
  const until = signed.certification?.reissues.limits.until;
  if (most !== undefined && until !== undefined)
    ({ version } = await api.call('chooseReissues', {
      params,
      body: { version, reissues: { kind: 'chosen', most, until } },
    }));
  await api.call('submitCertification', { params, body: { version } });
  return opened.id;
}
