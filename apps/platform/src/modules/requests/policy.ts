import type { RequestVerb } from './model.ts';

/** Permissions that this room knows; `roles.ts` hands them out. */
export const requestsPermissions = ['requests.read', 'requests.prepare', 'requests.refuse'] as const;
export type RequestsPermission = (typeof requestsPermissions)[number];

/** What a member of staff needs for each change. `complete` belongs to the platform: an act was recorded. */
export const permissionOf = {
  edit: 'requests.prepare',
  submit: 'requests.prepare',
  reopen: 'requests.prepare',
  abandon: 'requests.prepare',
  refuse: 'requests.refuse',
} as const satisfies Record<Exclude<RequestVerb, 'complete'>, RequestsPermission>;

/** What members of staff can do, in the order of the table above. */
export const staffVerbs = [
  'edit',
  'submit',
  'reopen',
  'abandon',
  'refuse',
] as const satisfies readonly (keyof typeof permissionOf)[];
