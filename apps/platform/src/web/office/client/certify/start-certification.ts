import type { Desk } from '../counter/desk.ts';
import type { Identified } from '../counter/person/start-request.ts';
import type { Office } from '../office-context.ts';

/** Opens a request for whoever shows an original, or, when `joining`, adds them to the one on the desk. */
export async function startCertification(
  { api, office }: Pick<Office, 'api' | 'office'>,
  desk: Desk,
  { person, document }: Identified,
  joining: boolean,
): Promise<boolean> {
  const opened = joining || (await desk.begin(() => api.call('openCertification', { body: { officeId: office.id } })));
  return (
    opened &&
    desk.change(({ id, version }) =>
      api.call('addHolder', {
        params: { requestId: id },
        body: { version, personId: person.id, identityDocumentId: document.id },
      }),
    )
  );
}
