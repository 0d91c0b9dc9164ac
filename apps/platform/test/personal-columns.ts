/** What becomes of a row when the person that it names is erased. */
export type Fate =
  /** Deleted. */
  | 'erased'
  /** Deleted under the login of the templates’ own schema. */
  | 'erased with the template'
  /** What is personal in it is emptied or replaced; ids and days stay, for what refers to them. */
  | 'emptied'
  /** What is personal in it is sealed: the destroyed key closes it. */
  | 'closed with the key'
  /** The law keeps it: acts, registers and requests decided (dahir of 25 July 1915, law 69-99). */
  | 'held: dahir-1915'
  /** Acts were signed under it (Code of Obligations and Contracts). */
  | 'held: doc-1913'
  /** It is the ward's file that says somebody stood for them; the name is gone (law 70-03). */
  | 'held: law-70-03'
  /** Ids, days and words of ours. */
  | 'nothing personal'
  /** Over within a day by itself. */
  | 'short-lived'
  /** Of the staff, not of a person who asks. */
  | 'staff';

/** Every column of the schemas that may name somebody, reviewed: the tests demand that none is missing. */
export const personalColumns: Readonly<Record<string, Fate>> = {
  'acts.prepared_act.holders': 'held: dahir-1915',
  'acts.reissue.holders': 'held: dahir-1915',
  'biometrics.template.person_id': 'erased with the template',
  'certification.ahead.person_id': 'erased',
  'certification.ahead.sealed_for': 'erased',
  'certification.certification.sealed_for': 'closed with the key',
  'certification.held.person_id': 'erased',
  'certification.holder.person_id': 'held: dahir-1915',
  'certification.original.sealed_for': 'closed with the key',
  'documents.vault_item.person_id': 'erased',
  'enrolment.assistance.person_id': 'erased',
  'enrolment.attempt.subject': 'short-lived',
  'enrolment.correction.person_id': 'erased',
  'enrolment.guardianship.guardian_id': 'held: law-70-03',
  'enrolment.guardianship.person_id': 'erased',
  'enrolment.pre_enrolment.used_for': 'nothing personal',
  'enrolment.specimen.person_id': 'erased',
  'enrolment.visit.person_id': 'erased',
  'enrolment.witness.person_id': 'erased',
  'identity.account.person_id': 'emptied',
  'identity.activation.account_id': 'nothing personal',
  'identity.app_code.account_id': 'erased',
  'identity.challenge.account_id': 'short-lived',
  'identity.contact.person_id': 'erased',
  'identity.contact.sealed_for': 'nothing personal',
  'identity.contact_code.subject_id': 'short-lived',
  'identity.document_renewal.person_id': 'erased',
  'identity.export.person_id': 'erased',
  'identity.export_part.person_id': 'erased',
  'identity.failed_attempt.subject': 'short-lived',
  'identity.file_change.person_id': 'erased',
  'identity.file_reading.person_id': 'erased',
  'identity.helper.helper_id': 'nothing personal',
  'identity.helper.person_id': 'nothing personal',
  'identity.helper_act.helper_id': 'nothing personal',
  'identity.helper_act.person_id': 'nothing personal',
  'identity.identity_document.person_id': 'emptied',
  'identity.identity_document.sealed_for': 'emptied',
  'identity.key_data_rule.second_person': 'nothing personal',
  'identity.known_device.account_id': 'erased',
  'identity.known_name.person_id': 'erased',
  'identity.known_person.person_id': 'erased',
  'identity.mandate.person_id': 'held: doc-1913',
  'identity.mandate_end.ended_by_person': 'held: doc-1913',
  'identity.merge.merged_id': 'nothing personal',
  'identity.merge.survivor_id': 'nothing personal',
  'identity.merge_move.sealed_for': 'nothing personal',
  'identity.national_binding.account_id': 'erased',
  'identity.national_binding.person_id': 'erased',
  'identity.national_walk.account_id': 'short-lived',
  'identity.passkey.account_id': 'erased',
  'identity.person.merged_into': 'nothing personal',
  'identity.recovery_code.account_id': 'erased',
  'identity.retention_warning.person_id': 'erased',
  'identity.rights_event.person_id': 'nothing personal',
  'identity.rights_request.person_id': 'closed with the key',
  'identity.security_event.account_id': 'erased',
  'identity.session.account_id': 'erased',
  'identity.subject_key.subject_id': 'closed with the key',
  'legalisation.awaited.person_id': 'held: dahir-1915',
  'legalisation.consent.person_id': 'held: dahir-1915',
  'legalisation.party.person_id': 'held: dahir-1915',
  'legalisation.signatory.person_id': 'held: dahir-1915',
  'legalisation.witness.person_id': 'held: dahir-1915',
  'notifications.delivery.person_id': 'closed with the key',
  'notifications.delivery.subject_id': 'nothing personal',
  'notifications.personal_delivery.person_id': 'erased',
  'notifications.personal_delivery.subject_id': 'nothing personal',
  'organisation.history.subject_id': 'staff',
  'organisation.staff.account_id': 'staff',
  'organisation.statement.subject_id': 'staff',
  'organisation.statement_proposal.subject_id': 'staff',
  'register.applicant.person_id': 'held: dahir-1915',
  'register.correction.applicant_id': 'nothing personal',
  'register.correction.person_id': 'closed with the key',
  'register.particulars.subject': 'nothing personal',
  'requests.person_request.person_id': 'nothing personal',
  'requests.request.applicant_id': 'held: dahir-1915',
};
