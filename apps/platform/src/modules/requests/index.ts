export { runCommand } from './command.ts';
export type {
  ChangedRequest,
  RequestRefusal,
  RequestState,
  RequestVerb,
  ServiceRequest,
} from './model.ts';
export { readReference } from './store.ts';
export { requestsPermissions } from './policy.ts';
export type { Requests } from './service.ts';
export { createRequests } from './service.ts';
