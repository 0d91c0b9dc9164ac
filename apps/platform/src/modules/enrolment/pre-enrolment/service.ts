import type { Actor, Language, PersonId, Result } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { SignatureSample } from '../signature-sample/index.ts';
import type { Answer } from './answers.ts';
import type { DraftSecret, PreEnrolmentCode } from './codes.ts';
import * as contacts from './contacts.ts';
import * as counter from './counter.ts';
import type { PreEnrolmentDependencies } from './dependencies.ts';
import * as drafts from './drafts.ts';
import { keep } from './keeping.ts';
import { tell } from './messages.ts';
import type { ContactKind, PreEnrolmentFile, PreEnrolmentId } from './model.ts';
import * as sending from './sending.ts';

/** What people do at home: whoever holds a draft's secret acts for it, without an account. */
export interface PreEnrolmentDrafts {
  /** Which contacts a code can be sent to here. */
  readonly offered: Readonly<Record<ContactKind, boolean>>;
  /** Days that a pre-enrolment waits for its person. */
  readonly days: number;
  /** See `beginDraft`. */
  begin(asked: { readonly from: string; readonly language: Language }): Promise<Result<DraftSecret>>;
  /** See `resumeDraft`. */
  resume(asked: { readonly from: string; readonly typed: string }): Promise<Result<DraftSecret>>;
  /** See `openDraft`. */
  open(secret: DraftSecret): Promise<drafts.DraftView | undefined>;
  /** See `answer` in drafts.ts. */
  answer(secret: DraftSecret, given: Answer): Promise<Result<null>>;
  /** See `agree`. */
  agree(secret: DraftSecret, noticeVersion: string): Promise<Result<null>>;
  /** See `draw`. */
  draw(secret: DraftSecret, sample: SignatureSample): Promise<Result<null>>;
  /** See `giveContacts`. */
  giveContacts(secret: DraftSecret, typed: Readonly<Record<ContactKind, string>>): Promise<Result<null>>;
  /** See `confirmContact`. */
  confirmContact(
    secret: DraftSecret,
    given: { readonly kind: ContactKind; readonly code: string },
  ): Promise<Result<null>>;
  /** See `sendCodeAgain`. */
  sendCodeAgain(secret: DraftSecret, kind: ContactKind): Promise<Result<null>>;
  /** See `dropContact`. */
  dropContact(secret: DraftSecret, kind: ContactKind): Promise<Result<null>>;
  /** See `sendDraft`. */
  send(secret: DraftSecret): Promise<Result<PreEnrolmentCode>>;
  /** See `withdraw`. */
  withdraw(secret: DraftSecret): Promise<void>;
  /** See `findOwn`. */
  findOwn(own: sending.OwnCode): Promise<Result<{ readonly expiresAt: Date }>>;
  /** See `withdrawOwn`. */
  withdrawOwn(own: sending.OwnCode): Promise<Result<null>>;
}

/** What the counter does with the code that a person brought, and what the worker does when nobody comes. */
export interface PreEnrolments {
  readonly drafts: PreEnrolmentDrafts;
  /** See `findByCode`. */
  findByCode(actor: Actor, typed: string): Promise<Result<PreEnrolmentId>>;
  /** See `getFile`. */
  get(actor: Actor, id: PreEnrolmentId): Promise<Result<PreEnrolmentFile>>;
  /** See `markUsed`. */
  markUsed(tx: Tx, id: PreEnrolmentId, personId: PersonId): Promise<Result<null>>;
  /** The job `enrolment.keep`; see `keep`. */
  keep(): Promise<void>;
  /** The job `enrolment.tell`, with the payload it was enqueued with; see `tell`. */
  tell(payload: unknown): Promise<void>;
}

/** Builds pre-enrolment from what composition hands in. */
export function createPreEnrolments(deps: PreEnrolmentDependencies): PreEnrolments {
  return {
    drafts: createDrafts(deps),
    findByCode: (actor, typed) => counter.findByCode(deps, actor, typed),
    get: (actor, id) => counter.getFile(deps, actor, id),
    markUsed: (tx, id, personId) => counter.markUsed(deps, tx, id, personId),
    keep: () => keep(deps),
    tell: payload => tell(deps, payload),
  };
}

function createDrafts(deps: PreEnrolmentDependencies): PreEnrolmentDrafts {
  return {
    offered: deps.contactCodes.offered,
    days: deps.days,
    begin: asked => drafts.beginDraft(deps, asked),
    resume: asked => drafts.resumeDraft(deps, asked),
    open: secret => drafts.openDraft(deps, secret),
    answer: (secret, given) => drafts.answer(deps, secret, given),
    agree: (secret, noticeVersion) => drafts.agree(deps, secret, noticeVersion),
    draw: (secret, sample) => drafts.draw(deps, secret, sample),
    giveContacts: (secret, typed) => contacts.giveContacts(deps, secret, typed),
    confirmContact: (secret, given) => contacts.confirmContact(deps, secret, given),
    sendCodeAgain: (secret, kind) => contacts.sendCodeAgain(deps, secret, kind),
    dropContact: (secret, kind) => contacts.dropContact(deps, secret, kind),
    send: secret => sending.sendDraft(deps, secret),
    withdraw: secret => sending.withdraw(deps, secret),
    findOwn: own => sending.findOwn(deps, own),
    withdrawOwn: own => sending.withdrawOwn(deps, own),
  };
}
