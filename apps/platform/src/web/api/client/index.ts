export type { ApiClient, CallOf, ClientOptions, RouteName } from './client.ts';
export { ApiProblem, createApiClient, Unreachable } from './client.ts';
