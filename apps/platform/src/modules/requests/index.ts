export { runCommand } from './command.ts';
export type {
  AskedChange,
  ChangedRequest,
  Channel,
  Correction,
  Part,
  PlainVerb,
  RequestRefusal,
  RequestState,
  ServiceRequest,
} from './model.ts';
export type { OwnRequest } from './own-store.ts';
export type { AskedVerb } from './policy.ts';
export { requestsPermissions } from './policy.ts';
export type { Opening, RequestAt, Requests, RequestsPorts, TakenStep } from './ports.ts';
export { createRequests } from './service.ts';
export { readReference } from './store.ts';
