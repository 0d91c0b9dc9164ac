import { signQueued } from './journey.ts';
import type { Citizen } from './people.ts';
import type { StaffSession } from './staff-session.ts';

/** Who works at an office of the demo. */
export interface OfficeTeam {
  readonly clerk: StaffSession;
  readonly officer: StaffSession;
  readonly officeId: string;
}

/**
 * What the office makes of the papers that came from home (`demo/home`): the declaration goes first, and its applicant is answered; the
 * permission for a child goes back with what is to be mended; the undertaking is refused, and its refusal signed.
 */
export async function answerHome({ clerk, officer, officeId }: OfficeTeam): Promise<void> {
  const { api } = clerk;
  const { lines } = await api.call('listQueue', { query: { office: officeId, channel: 'distance' } });
  const came = (nature: string) => lines.find(each => each.nature === nature);
  const [waiting, wrong, refused] = [came('declaration'), came('school'), came('undertaking')];
  if (waiting) {
    const params = { requestId: waiting.id };
    await api.call('prioritiseRequest', { params, body: { priority: 'high', reason: 'travel' } });
    const text = 'Bonjour Madame, nous regardons votre déclaration demain matin : elle sera prête avant votre départ.';
    await api.call('writeMessage', { params, body: { text } });
  }
  if (wrong) {
    const fields = [
      { field: 'document', reason: 'blank' },
      { field: 'places', reason: 'wrong' },
    ];
    const note = 'Le nom de l’école manque, et la signature doit être sous le texte.';
    const body = { version: wrong.version, fields, note };
    await api.call('returnRequest', { params: { requestId: wrong.id }, body });
  }
  if (!refused) return;
  const note = 'L’engagement porte sur la cession d’un appartement.';
  const body = { version: refused.version, reason: 'REAL_ESTATE', note };
  const proposed = await api.call('refuseRequest', { params: { requestId: refused.id }, body });
  await signQueued(officer, proposed);
}

/** A refusal at the counter that waits for the officer's signature. */
export async function proposeRefusal({ clerk: { api }, officeId }: OfficeTeam, { document }: Citizen): Promise<void> {
  const { type, number } = document;
  const { person } = await api.call('findPerson', { body: { type, number, reason: 'Au guichet / في الشباك' } });
  if (!person) throw new Error('the demo citizen is not there');
  const { id, version } = await api.call('openRequest', { body: { officeId, service: 'signature-legalisation' } });
  const params = { requestId: id };
  const signatory = { personId: person.id, identityDocumentId: person.documents[0]?.id ?? '' };
  const known = await api.call('addSignatory', { params, body: { version, ...signatory } });
  const note = 'Le papier présenté laisse le montant en blanc.';
  await api.call('refuseRequest', { params, body: { version: known.version, reason: 'BLANK', note } });
}
