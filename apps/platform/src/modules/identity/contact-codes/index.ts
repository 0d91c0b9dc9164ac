export type {
  CodeAsked,
  CodeMessage,
  CodeMessenger,
  CodePurpose,
  ConfirmedContact,
  ContactCodeId,
  ContactCodes,
} from './model.ts';
export { contactCodeTask, createContactCodes } from './service.ts';
