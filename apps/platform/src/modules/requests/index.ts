export type { RequestCommand } from './command.ts';
export { runCommand } from './command.ts';
export type {
  ChangedRequest,
  RequestRefusal,
  RequestState,
  RequestVerb,
  ServiceRequest,
} from './model.ts';
export { requestsPermissions } from './policy.ts';
export type { RequestAt, Requests, RequestsPorts } from './service.ts';
export { createRequests } from './service.ts';
