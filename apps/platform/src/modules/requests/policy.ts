import type { OwnChange, Part, RequestVerb } from './model.ts';

/** Permissions that this room knows; `roles.ts` hands them out. */
export const requestsPermissions = [
  'requests.read',
  'requests.prepare',
  'requests.refuse',
  // Taking queued requests in hand: checking them, writing to their applicants, returning them, handing them to an officer.
  'requests.handle',
  // Saying who does.
  'requests.assign',
] as const;
export type RequestsPermission = (typeof requestsPermissions)[number];

/** What somebody may ask for; the others belong to the platform. */
export type AskedVerb = Exclude<RequestVerb, OwnChange['verb']>;

/** Who may ask for a change: staff with a permission at the request's office, and people in a part of it. */
export interface Allowed {
  readonly staff: RequestsPermission | null;
  readonly parts: readonly Part[];
}

const applicant = ['applicant'] as const;
const signatory = ['signatory'] as const;

/** Who may ask for each change. */
export const allowedTo = {
  edit: { staff: 'requests.prepare', parts: applicant },
  submit: { staff: 'requests.prepare', parts: [] },
  invite: { staff: 'requests.prepare', parts: applicant },
  amend: { staff: 'requests.prepare', parts: applicant },
  // A clerk before whom somebody consents writes it down; at a distance nobody does it for them.
  consent: { staff: 'requests.prepare', parts: signatory },
  decline: { staff: 'requests.prepare', parts: signatory },
  reopen: { staff: 'requests.prepare', parts: [] },
  return: { staff: 'requests.handle', parts: [] },
  resubmit: { staff: 'requests.prepare', parts: applicant },
  abandon: { staff: 'requests.prepare', parts: applicant },
  refuse: { staff: 'requests.refuse', parts: [] },
  reconsider: { staff: 'requests.refuse', parts: [] },
} as const satisfies Record<AskedVerb, Allowed>;

/** What members of staff can do, in the order of the table above. */
export const askedVerbs = [
  'edit',
  'submit',
  'invite',
  'amend',
  'consent',
  'decline',
  'reopen',
  'return',
  'resubmit',
  'abandon',
  'refuse',
  'reconsider',
] as const satisfies readonly AskedVerb[];
