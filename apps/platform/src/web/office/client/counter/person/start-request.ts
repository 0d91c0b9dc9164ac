import type { IdentityDocumentView, PersonCard } from '../../../../api/contract/index.ts';
import type { Office } from '../../office-context.ts';
import type { Desk } from '../desk.ts';

/** A person who stands at the counter, and the document of theirs that the clerk holds. */
export interface Identified {
  readonly person: PersonCard;
  readonly document: IdentityDocumentView;
}

/** Opens a request for the person, or, when `joining`, adds them to the one on the desk. Answers whether it was done. */
export async function startRequest(
  { api, office }: Pick<Office, 'api' | 'office'>,
  desk: Desk,
  { person, document }: Identified,
  joining: boolean,
): Promise<boolean> {
  const service = 'signature-legalisation';
  const opened =
    joining || (await desk.begin(() => api.call('openRequest', { body: { officeId: office.id, service } })));
  return (
    opened &&
    desk.change(({ id, version }) =>
      api.call('addSignatory', {
        params: { requestId: id },
        body: { version, personId: person.id, identityDocumentId: document.id },
      }),
    )
  );
}
