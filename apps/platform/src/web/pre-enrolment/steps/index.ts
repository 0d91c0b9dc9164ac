import type { Step } from '../../../modules/enrolment/index.ts';
import type { StepPage } from '../step-form.tsx';
import { abilityStep, languageStep, noticeStep } from './agreement.tsx';
import { contactsStep, emailCodeStep, phoneCodeStep } from './contacts.tsx';
import { addressStep, birthStep, documentStep, documentTypeStep, guardianStep, nameStep } from './identity.tsx';
import { signatureStep } from './signature.tsx';

/** Every question with its page. */
export const stepPages: Readonly<Record<Step, StepPage>> = {
  language: languageStep,
  notice: noticeStep,
  name: nameStep,
  'document-type': documentTypeStep,
  document: documentStep,
  birth: birthStep,
  guardian: guardianStep,
  address: addressStep,
  contacts: contactsStep,
  'email-code': emailCodeStep,
  'phone-code': phoneCodeStep,
  ability: abilityStep,
  signature: signatureStep,
};
