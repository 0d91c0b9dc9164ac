import type { PersonCard } from '../../web/api/contract/index.ts';
import type { Citizen } from './people.ts';
import type { StaffSession } from './staff-session.ts';

/**
 * Enrols a citizen as the screen of visits does, by its own call: attested from the card, the notice read and agreed to in their language,
 * the signature and the fingerprint left for another day because the station has no device. Throws an `ApiProblem` with what is refused.
 */
export async function enrolByVisit({ api }: StaffSession, officeId: string, citizen: Citizen): Promise<PersonCard> {
  const { attestation, notice, consent } = await api.call('visitCatalogue', {});
  const { person } = await api.call('completeVisit', {
    body: {
      officeId,
      preEnrolmentId: null,
      cardRead: 'by-eye',
      subject: { enrol: citizen },
      attestation: { version: attestation, agrees: true },
      notice: { notice, consent, language: citizen.language, mode: 'read', agrees: true },
      specimen: { reason: 'no-device' },
      fingerprint: { reason: 'no-device' },
      guardian: null,
      assistance: null,
    },
  });
  return person;
}
