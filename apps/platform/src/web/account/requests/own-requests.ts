import type {
  ActId,
  CommuneId,
  LocalizedText,
  PersonActor,
  PersonName,
  RequestId,
  Result,
} from '../../../kernel/index.ts';
import type {
  Channel,
  correctionFields,
  correctionReasons,
  Part,
  RequestState,
} from '../../../modules/requests/index.ts';

/** A signatory as the others may know them. */
export interface SignatoryLine {
  readonly name: PersonName | string;
  /** Whether it is the reader. */
  readonly you: boolean;
  readonly signedAt: Date | null;
  readonly declined: boolean;
}

/** A request of the person’s own, in whichever commune, as a list shows it. */
export interface OwnRequestLine {
  readonly communeId: CommuneId;
  readonly id: RequestId;
  readonly version: number;
  /** What people read aloud: “MAA03-7K3D”. */
  readonly reference: string;
  readonly state: RequestState;
  readonly channel: Channel;
  /** In which parts it concerns the reader. */
  readonly parts: readonly Part[];
  /** The nature of the act, or the service until that was chosen. */
  readonly what: LocalizedText;
  readonly office: LocalizedText;
  readonly commune: LocalizedText;
  readonly signatories: readonly SignatoryLine[];
  readonly openedAt: Date;
  /** When it last changed: for a draft, when it was saved. */
  readonly savedAt: Date;
  readonly decidedAt: Date | null;
  readonly dueAt: Date | null;
  readonly expiresAt: Date | null;
  /** Messages of the office that the applicant has not read. */
  readonly unread: number;
  /** Where the reader signs it now; null when nothing is asked of them. */
  readonly signAt: string | null;
  /** Where its applicant goes on with it at home; null for one that is made at a counter. */
  readonly continueAt: string | null;
}

/** Something that must be mended, and why. */
export interface FieldToMend {
  readonly field: (typeof correctionFields)[number];
  readonly reason: (typeof correctionReasons)[number];
  /** The page on which it is mended at home. */
  readonly mendAt: string | null;
}

/** One message between the applicant and the office. */
export interface MessageLine {
  readonly id: string;
  readonly from: 'you' | 'office';
  readonly text: string;
  readonly at: Date;
}

/** One step in the request’s life, or a look at its file. */
export interface StepLine {
  readonly at: Date;
  readonly what: string;
  readonly who: 'you' | 'person' | 'platform' | { readonly staff: PersonName | null };
}

/** One request with everything that the reader may know of it. */
export interface OwnRequestFile extends OwnRequestLine {
  readonly officeAddress: LocalizedText;
  readonly pages: number;
  readonly correction: { readonly fields: readonly FieldToMend[]; readonly note: string } | null;
  readonly refusal: { readonly reason: LocalizedText | string; readonly note: string } | null;
  /** What came of it: the signed paper in the vault, of an act or of a refusal. */
  readonly actId: ActId | null;
  /** Null for a signatory who did not apply: it does not concern them. */
  readonly conversation: { readonly messages: readonly MessageLine[]; readonly open: boolean } | null;
  /** Null likewise. Latest first, looks at the file among them. */
  readonly steps: readonly StepLine[] | null;
  readonly mayAbandon: boolean;
  /** Whether its applicant can send it again with an answer alone: nothing of it is changed at home. */
  readonly maySendAgain: boolean;
  /** Whether it can be taken up again at home, prefilled and free. */
  readonly mayOpenAgain: boolean;
}

/** What a person does with their own requests. Somebody else’s, and none, are refused alike: `requests.not-found`. */
export interface OwnRequests {
  /** Those that concern the person, in every commune: what waits for them first, then what is under way, then what is over. */
  list(actor: PersonActor): Promise<readonly OwnRequestLine[]>;
  /** One of them. */
  open(actor: PersonActor, requestId: RequestId): Promise<Result<OwnRequestFile>>;
  /** Says that its applicant has read the office’s messages. */
  markRead(actor: PersonActor, requestId: RequestId): Promise<void>;
  /** Writes to the office, once a key. Refusals: those of the conversation. */
  write(
    actor: PersonActor,
    message: { readonly requestId: RequestId; readonly text: string; readonly key: string },
  ): Promise<Result<unknown>>;
  /**
   * Sends it again as it is, in the version that was read, with an answer to the office, once a key. Refusals: `requests.text-missing` without an
   * answer, those of the conversation and of the service.
   */
  sendAgain(
    actor: PersonActor,
    asked: {
      readonly requestId: RequestId;
      readonly version: number;
      readonly text: string;
      readonly key: string;
    },
  ): Promise<Result<unknown>>;
  /** Takes it up again, prefilled, once a key; answers the new one. Refusals: those of the service. */
  openAgain(
    actor: PersonActor,
    asked: { readonly requestId: RequestId; readonly key: string },
  ): Promise<Result<{ readonly requestId: RequestId }>>;
  /** Gives it up, in the version that was read, once a key. Refusals: those of a change. */
  abandon(
    actor: PersonActor,
    asked: { readonly requestId: RequestId; readonly version: number; readonly key: string },
  ): Promise<Result<unknown>>;
}
