import type { CommuneId, OfficeId, PersonId, RequestId, StaffId } from '../../kernel/index.ts';

/** Where a request came from: a clerk's counter, or its applicant's own account. */
export type Channel = 'counter' | 'distance';

/** Where a request stands. `done`, `refused`, `declined`, `expired` and `abandoned` are final. */
export type RequestState =
  | 'draft'
  | 'collecting'
  | 'payable'
  | 'queued'
  | 'returned'
  | 'refusing'
  | 'done'
  | 'refused'
  | 'declined'
  | 'expired'
  | 'abandoned';

/**
 * What can be done to a request. `edit` covers everything that a service adds to it (signatories, pages, options); `gather` follows the last
 * consent, `pay` a fee that is settled or nought, `complete` an act that was recorded; `issue` is for what is handed out at once, under
 * an officer's earlier authorisation.
 */
export type RequestVerb =
  | 'edit'
  | 'submit'
  | 'invite'
  | 'amend'
  | 'consent'
  | 'gather'
  | 'pay'
  | 'decline'
  | 'expire'
  | 'reopen'
  | 'return'
  | 'resubmit'
  | 'refuse'
  | 'reconsider'
  | 'abandon'
  | 'complete'
  | 'issue';

/** Every change that a request can go through, and the state that it leads to. What is absent is refused; buttons read this too. */
export const transitions = {
  draft: {
    edit: 'draft',
    submit: 'queued',
    invite: 'collecting',
    refuse: 'refusing',
    abandon: 'abandoned',
    expire: 'expired',
    issue: 'done',
  },
  collecting: {
    edit: 'collecting',
    consent: 'collecting',
    gather: 'payable',
    amend: 'draft',
    decline: 'declined',
    abandon: 'abandoned',
    expire: 'expired',
  },
  payable: { pay: 'queued', abandon: 'abandoned', expire: 'expired' },
  queued: { reopen: 'draft', return: 'returned', refuse: 'refusing', complete: 'done' },
  returned: {
    edit: 'returned',
    resubmit: 'queued',
    // The paper itself changed: what was consented to is no more.
    invite: 'collecting',
    // Mended at the counter, where everything is done before the clerk.
    reopen: 'draft',
    abandon: 'abandoned',
    expire: 'expired',
  },
  // A refusal waits for the officer's signature.
  refusing: { reconsider: 'queued', reopen: 'draft', complete: 'refused' },
  done: {},
  refused: {},
  declined: {},
  expired: {},
  abandoned: {},
} as const satisfies Record<RequestState, Partial<Record<RequestVerb, RequestState>>>;

/** Why an officer refused: a code of the catalogue, and words for the applicant that stand nowhere else. */
export interface RequestRefusal {
  readonly reason: string;
  readonly note: string;
}

/** What must be mended before a returned request goes on: places on the screen with a code each, and words for the applicant. */
export interface Correction {
  readonly fields: readonly { readonly field: string; readonly reason: string }[];
  readonly note: string;
}

/** One request of a person for a municipal service. */
export interface ServiceRequest {
  readonly communeId: CommuneId;
  readonly id: RequestId;
  readonly officeId: OfficeId;
  readonly service: string;
  readonly channel: Channel;
  readonly state: RequestState;
  /** Grows by one with every change. */
  readonly version: number;
  /** What people read aloud: "MAA03-7K3D". */
  readonly reference: string;
  /** The clerk who opened it; null for one that its applicant opened. */
  readonly openedBy: StaffId | null;
  /** Whose request it is; null until somebody with an account is known to ask. */
  readonly applicantId: PersonId | null;
  readonly openedAt: Date;
  readonly queuedAt: Date | null;
  readonly decidedAt: Date | null;
  /** When it is expected to be ready; null while nobody could say. */
  readonly dueAt: Date | null;
  /** When it lapses if nothing happens; null for never. */
  readonly expiresAt: Date | null;
  readonly refusal: RequestRefusal | null;
  /** Kept while it is being mended, and after, so that the office sees what it had asked for. */
  readonly correction: Correction | null;
  /** The request that this one takes up again. */
  readonly resubmissionOf: RequestId | null;
}

/** A change of state that needs no words. */
export type PlainVerb = 'submit' | 'invite' | 'amend' | 'reopen' | 'resubmit' | 'reconsider' | 'abandon';

/** A change that somebody asks for. `what` and `subjectId` go into its event: a word of the code and an id, never data. */
export type AskedChange =
  | { readonly verb: 'edit' | 'consent' | 'decline'; readonly what: string; readonly subjectId?: string }
  | { readonly verb: PlainVerb }
  | { readonly verb: 'return'; readonly correction: Correction }
  | { readonly verb: 'refuse'; readonly refusal: RequestRefusal };

/** A change that the platform makes by itself, when what it waits for has come. */
export type OwnChange =
  | { readonly verb: 'gather' | 'pay' | 'expire' }
  | { readonly verb: 'complete' | 'issue'; readonly actId: string };

export type RequestChange = AskedChange | OwnChange;

/** What happened, for ever: ids and words of the code only. */
export interface RequestEvent {
  readonly version: number;
  readonly kind:
    | 'opened'
    | 'edited'
    | 'submitted'
    | 'invited'
    | 'amended'
    | 'consented'
    | 'gathered'
    | 'paid'
    | 'declined'
    | 'expired'
    | 'reopened'
    | 'returned'
    | 'resubmitted'
    | 'refused'
    | 'reconsidered'
    | 'abandoned'
    | 'completed'
    | 'issued';
  readonly data: Readonly<Record<string, string>>;
}

/** In which part somebody is concerned by a request. */
export type Part = 'applicant' | 'signatory';

/** What a command answers and what is remembered of it: no personal data. */
export interface ChangedRequest {
  readonly requestId: RequestId;
  readonly version: number;
}
