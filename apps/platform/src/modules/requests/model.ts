import type { CommuneId, OfficeId, RequestId, StaffId } from '../../kernel/index.ts';

/** Where a request stands. `done`, `refused` and `abandoned` are final. */
export type RequestState = 'draft' | 'queued' | 'done' | 'refused' | 'abandoned';

/** What can be done to a request. `edit` covers everything that a service adds to it (signatories, pages, options). */
export type RequestVerb = 'edit' | 'submit' | 'reopen' | 'refuse' | 'abandon' | 'complete';

/** Every change that a request can go through, and the state that it leads to. What is absent is refused; buttons read this too. */
export const transitions = {
  draft: { edit: 'draft', submit: 'queued', refuse: 'refused', abandon: 'abandoned' },
  queued: { reopen: 'draft', refuse: 'refused', complete: 'done' },
  done: {},
  refused: {},
  abandoned: {},
} as const satisfies Record<RequestState, Partial<Record<RequestVerb, RequestState>>>;

/** Why an officer refused: a code of the catalogue, and words for the applicant that stand nowhere else. */
export interface RequestRefusal {
  readonly reason: string;
  readonly note: string;
}

/** One request of a person for a municipal service. */
export interface ServiceRequest {
  readonly communeId: CommuneId;
  readonly id: RequestId;
  readonly officeId: OfficeId;
  readonly service: string;
  readonly channel: 'counter';
  readonly state: RequestState;
  /** Grows by one with every change. */
  readonly version: number;
  /** What people read aloud: "MAA03-7K3D". */
  readonly reference: string;
  readonly openedBy: StaffId;
  readonly openedAt: Date;
  readonly queuedAt: Date | null;
  readonly decidedAt: Date | null;
  readonly refusal: RequestRefusal | null;
}

/** A change asked for. `what` and `subjectId` of an edit go into its event: a word of the code and an id, never data. */
export type RequestChange =
  | { readonly verb: 'edit'; readonly what: string; readonly subjectId?: string }
  | { readonly verb: 'submit' | 'reopen' | 'abandon' }
  | { readonly verb: 'refuse'; readonly refusal: RequestRefusal }
  | { readonly verb: 'complete'; readonly actId: string };

/** What happened, for ever: ids and words of the code only. */
export interface RequestEvent {
  readonly version: number;
  readonly kind: 'opened' | 'edited' | 'submitted' | 'reopened' | 'refused' | 'abandoned' | 'completed';
  readonly data: Readonly<Record<string, string>>;
}

/** What a command answers and what is remembered of it: no personal data. */
export interface ChangedRequest {
  readonly requestId: RequestId;
  readonly version: number;
}
