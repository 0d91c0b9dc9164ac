import type { Channel, OwnChange, Part, RequestVerb } from './model.ts';

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

/** Who may ask for a change: staff with a permission at the request's office, by where it came from, and people in a part of it. */
export interface Allowed {
  readonly staff: Readonly<Record<Channel, RequestsPermission | null>>;
  readonly parts: readonly Part[];
}

const applicant = ['applicant'] as const;
const signatory = ['signatory'] as const;
// What people prepare and agree to from afar is theirs: no clerk changes it, sends it or gives it up under their names.
const preparing = { counter: 'requests.prepare', distance: null } as const;
const handling = { counter: 'requests.handle', distance: 'requests.handle' } as const;
const refusing = { counter: 'requests.refuse', distance: 'requests.refuse' } as const;

/** Who may ask for each change. */
export const allowedTo = {
  edit: { staff: preparing, parts: applicant },
  submit: { staff: preparing, parts: [] },
  invite: { staff: preparing, parts: applicant },
  amend: { staff: preparing, parts: applicant },
  // A clerk before whom somebody consents writes it down; at a distance nobody does it for them.
  consent: { staff: preparing, parts: signatory },
  decline: { staff: preparing, parts: signatory },
  reopen: { staff: preparing, parts: [] },
  return: { staff: handling, parts: [] },
  resubmit: { staff: preparing, parts: applicant },
  abandon: { staff: preparing, parts: applicant },
  refuse: { staff: refusing, parts: [] },
  reconsider: { staff: refusing, parts: [] },
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
