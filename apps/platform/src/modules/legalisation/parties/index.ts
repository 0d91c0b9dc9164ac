export type { PartyGiven } from './adding.ts';
export type { PaperToSign, PartiesDeps, PartyMessage, PartyMessenger } from './dependencies.ts';
export type { PartyProgress } from './following.ts';
export { invitationTask } from './inviting.ts';
export type { DeclineReason, Party, PartyContact, PartyState } from './model.ts';
export type { Parties } from './service.ts';
export { createParties } from './service.ts';
