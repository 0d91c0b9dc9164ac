export type { PartyGiven } from './adding.ts';
export type { PartiesDeps, PartyMessenger } from './dependencies.ts';
export { invitationTask } from './inviting.ts';
export type { DeclineReason, Party, PartyContact, PartyState } from './model.ts';
export type { Parties } from './service.ts';
export { createParties } from './service.ts';
