import {
  type Actor,
  type AssuranceLevel,
  type Language,
  newId,
  ok,
  type PersonActor,
  refuse,
  type Result,
} from '../../../kernel/index.ts';
import { findAccount } from '../account-store.ts';
import { listPasskeys } from '../passkey-store.ts';
import { insertReading } from '../reading-store.ts';
import { endSessions } from '../session-store.ts';
import { confirm, readPending } from './confirm.ts';
import { levelToBind } from './decide.ts';
import type { NationalDependencies } from './dependencies.ts';
import { enter, type WalkPlace } from './entering.ts';
import { judge } from './judge.ts';
import type { AnswerOutcome, BindingId, BindingListed, PendingAnswer } from './model.ts';
import { deliverNews, oweNews } from './news.ts';
import { browserDigest, isStateOf, newBrowserToken, sealAnswer, secretsOf } from './secrets.ts';
import * as store from './store.ts';

/** Minutes for a walk to the provider and the person's yes. */
const walkMinutes = 10;

/** Opening one's account through the national identity provider. */
export interface NationalIdentity {
  /** Whether a provider is configured. */
  readonly offered: boolean;
  /** Origin of the provider's page. Refused: `national.unavailable`. */
  pageOrigin(): Promise<Result<string>>;
  /**
   * Begins a walk: the address to send the browser to, and what it keeps in a cookie until it comes back. `next` is a path of ours.
   * A signed-in person proves again that it is they. Refused: `national.unavailable`.
   */
  begin(
    actor: Actor,
    asked: {
      readonly next: string;
      readonly level?: AssuranceLevel | undefined;
      readonly language: Language;
      readonly sharedDevice: boolean;
    },
  ): Promise<Result<{ readonly address: string; readonly browserToken: string }>>;
  /**
   * The browser is back, with the query of its address: a session, or a question to the person. Refused: `national.start-again` (another
   * browser, another session, too late, twice), like `NationalProvider.finish`, and like `judge`.
   */
  answer(
    actor: Actor,
    back: { readonly query: URLSearchParams; readonly browserToken: string; readonly place: WalkPlace },
  ): Promise<Result<AnswerOutcome>>;
  /** What the person is asked; see `readPending`. */
  readPending(browserToken: string): Promise<Result<PendingAnswer>>;
  /** The person's yes; see `confirm`. */
  confirm(
    actor: Actor,
    given: {
      readonly browserToken: string;
      readonly noticeVersion: string;
      readonly language: Language;
      readonly place: WalkPlace;
    },
  ): Promise<Result<AnswerOutcome>>;
  /** Bindings of the actor's own account, ended ones too, the latest first. */
  listBindings(actor: PersonActor): Promise<readonly BindingListed[]>;
  /**
   * Ends a binding of the actor's own account, and every other session of it. Refused: `national.not-bound`, and `national.only-way-in`
   * while nothing else opens the account.
   */
  unbind(actor: PersonActor, id: BindingId): Promise<Result<null>>;
  /** The job `identity.national-news`; see `deliverNews`. */
  deliver(payload: unknown): Promise<void>;
  /** Forgets walks that are over: a job. */
  forget(): Promise<void>;
}

/** Builds the service. */
export function createNationalIdentity(deps: NationalDependencies): NationalIdentity {
  const { db, clock, provider } = deps;
  return {
    offered: provider !== undefined,
    pageOrigin: async () => (provider ? provider.pageOrigin() : refuse('national.unavailable')),
    begin: (actor, asked) => begin(deps, actor, asked),
    answer: (actor, back) => answer(deps, actor, back),
    readPending: token => readPending(deps, token),
    confirm: async (actor, { browserToken, ...given }) => {
      const walk = await db.transaction({}, tx =>
        store.findAnswered(tx, browserDigest(deps.keys, browserToken), clock()),
      );
      if (!walk || !isBegunBy(walk, actor)) return refuse('national.start-again');
      return confirm(deps, browserToken, given);
    },
    listBindings: ({ accountId }) => db.transaction({ accountId }, tx => store.listBindings(tx, accountId)),
    unbind: (actor, id) => unbind(deps, actor, id),
    deliver: payload => deliverNews(deps, payload),
    forget: () => db.transaction({}, tx => store.deleteOverWalks(tx, clock())),
  };
}

async function begin(
  deps: NationalDependencies,
  actor: Actor,
  asked: Parameters<NationalIdentity['begin']>[1],
): ReturnType<NationalIdentity['begin']> {
  const { provider } = deps;
  if (!provider) return refuse('national.unavailable');
  const now = deps.clock();
  const browserToken = newBrowserToken();
  const level = asked.level ?? levelToBind;
  const pushed = await provider.begin({ ...secretsOf(deps.keys, browserToken), level, language: asked.language });
  if (!pushed.ok) return pushed;
  await deps.db.transaction({}, tx =>
    store.insertWalk(tx, {
      id: newId<store.WalkId>(now),
      browser: browserDigest(deps.keys, browserToken),
      issuer: provider.issuer,
      begunBy: actor.kind === 'person' ? { accountId: actor.accountId, sessionId: actor.sessionId } : null,
      next: asked.next,
      sharedDevice: asked.sharedDevice,
      begunAt: now,
      expiresAt: new Date(now.getTime() + walkMinutes * 60_000),
    }),
  );
  return ok({ address: pushed.value.address, browserToken });
}

/** A walk begun in a session comes back to that session, and to no other. */
function isBegunBy({ begunBy }: store.Walk, actor: Actor): boolean {
  return begunBy === null || (actor.kind === 'person' && actor.sessionId === begunBy.sessionId);
}

async function answer(
  deps: NationalDependencies,
  actor: Actor,
  { query, browserToken, place }: Parameters<NationalIdentity['answer']>[1],
): Promise<Result<AnswerOutcome>> {
  const { provider, keys } = deps;
  if (!provider) return refuse('national.unavailable');
  // An address that somebody else prepared does not use up this browser's walk.
  if (!isStateOf(keys, browserToken, query.get('state'))) return refuse('national.start-again');
  const browser = browserDigest(keys, browserToken);
  const walk = await deps.db.transaction({}, tx => store.takeWalk(tx, browser, deps.clock()));
  if (!walk || walk.issuer !== provider.issuer || !isBegunBy(walk, actor)) return refuse('national.start-again');
  const said = await provider.finish({ ...secretsOf(keys, browserToken), query, since: walk.begunAt });
  if (!said.ok) return said;
  const outcome = await deps.db.transaction({}, async (tx): Promise<Result<AnswerOutcome>> => {
    const verdict = await judge(deps, tx, said.value, walk);
    if (!verdict.ok) return verdict;
    if (verdict.value.kind === 'bound')
      return ok(await enter(deps, tx, verdict.value.account, { walk, level: said.value.level, place }));
    await store.keepAnswer(tx, browser, walk.id, sealAnswer(keys, browserToken, walk.id, said.value));
    return ok({ kind: 'confirm' });
  });
  // Only who was signed in and proved again at the highest level: the card's own spelling, once it agrees with the file.
  const { level, name, birthDate } = said.value;
  if (outcome.ok && outcome.value.kind === 'proven' && level === 'high' && actor.kind === 'person')
    await deps.keepVouched({ ...actor, level }, { name, birthDate });
  return outcome;
}

async function unbind(deps: NationalDependencies, actor: PersonActor, id: BindingId): Promise<Result<null>> {
  const { accountId, personId, sessionId } = actor;
  const now = deps.clock();
  return deps.db.transaction({ accountId, personId }, async tx => {
    const account = await findAccount(tx, { id: accountId });
    const passkeys = await listPasskeys(tx, accountId);
    if (!account?.passwordHash && passkeys.length === 0) return refuse('national.only-way-in');
    if (!(await store.endBinding(tx, accountId, id, now))) return refuse('national.not-bound');
    await endSessions(tx, accountId, { allBut: sessionId }, now);
    const reader = { communeId: null, staffId: null };
    await insertReading(tx, personId, { reader, purpose: 'national-unbound' }, now);
    await oweNews(tx, { personId, event: 'unbound' }, now);
    return ok(null);
  });
}
