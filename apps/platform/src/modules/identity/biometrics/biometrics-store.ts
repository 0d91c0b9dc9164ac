import { sql } from 'kysely';
import type { CommuneId, PersonId, StaffId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { Finger } from './finger-template.ts';
import type { FingerprintKept, FingerprintPurpose } from './model.ts';

/** A template's row, still sealed. */
export interface SealedTemplate extends FingerprintKept {
  readonly sealed: Buffer;
}

/** Writes a template in the place of the earlier one of the finger. */
export async function putTemplate(
  tx: Tx,
  personId: PersonId,
  template: SealedTemplate & { readonly takenIn: CommuneId; readonly takenBy: StaffId },
): Promise<void> {
  const { finger, sealed, purpose, consent, authorisation, takenIn, takenBy, takenAt } = template;
  await sql`insert into biometrics.template
      (person_id, finger, template_sealed, purpose, consent, authorisation, taken_in, taken_by, taken_at)
    values (${personId}, ${finger}, ${sealed}, ${purpose}, ${consent}, ${authorisation}, ${takenIn}, ${takenBy}, ${takenAt})
    on conflict (person_id, finger) do update
    set template_sealed = excluded.template_sealed, purpose = excluded.purpose, consent = excluded.consent,
      authorisation = excluded.authorisation, taken_in = excluded.taken_in, taken_by = excluded.taken_by,
      taken_at = excluded.taken_at`.execute(tx);
}

/** The templates of one person, by finger. */
export async function selectTemplates(tx: Tx, personId: PersonId): Promise<SealedTemplate[]> {
  const { rows } = await sql<{
    finger: Finger;
    sealed: Buffer;
    purpose: FingerprintPurpose;
    consent: string;
    authorisation: string;
    taken_at: Date;
  }>`
    select finger, template_sealed as sealed, purpose, consent, authorisation, taken_at from biometrics.template
    where person_id = ${personId} order by finger`.execute(tx);
  return rows.map(({ taken_at: takenAt, ...row }) => ({ ...row, takenAt }));
}

/** Deletes the templates of one person; answers how many. */
export async function deleteTemplates(tx: Tx, personId: PersonId): Promise<number> {
  const { rows } = await sql`delete from biometrics.template where person_id = ${personId} returning finger`.execute(
    tx,
  );
  return rows.length;
}
