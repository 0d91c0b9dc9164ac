import {
  type Actor,
  type Clock,
  type CommuneId,
  newId,
  ok,
  type PersonActor,
  type PersonId,
  type PersonName,
  refuse,
  type Result,
} from '../../../kernel/index.ts';
import { type Database, rebind, type Tx } from '../../../platform/db/index.ts';
import { readAccountNumber } from '../account-number.ts';
import { findPerson } from '../people-store.ts';
import { listCommunesOf } from '../rights/rights-store.ts';
import { checkOffer, holdsAt, isOver } from './decide.ts';
import type { Help, HelperAct, HelperActor, HelperDeed, HelpId, NamedHelp } from './model.ts';
import * as store from './store.ts';

/** Invitations in a day: numbers are not for trying out. */
const invitationsADay = 5;

/** What helping needs from outside. */
export interface HelpingDependencies {
  readonly db: Database;
  readonly clock: Clock;
  /** Services in which a helper may act. */
  readonly services: readonly string[];
}

/** What a person offers to a helper. */
export interface HelpOffer {
  /** The helper's account number, as typed. */
  readonly accountNumber: string;
  readonly services: readonly string[];
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Letting somebody else file and track: seen and ended by both, never signing or consenting. */
export interface Helping {
  readonly services: readonly string[];
  /**
   * Invites the holder of an account number, who must agree. Whether anybody has the number is not told. Refused: a mistyped number,
   * `helpers.yourself`, `helpers.service-needed`, `helpers.dates-wrong`, `helpers.too-long`, `helpers.too-many-today`.
   */
  invite(actor: PersonActor, offer: HelpOffer): Promise<Result<HelpId>>;
  /** The helper agrees or declines. Refused: `helpers.unknown`, `helpers.over`. */
  respond(actor: PersonActor, id: HelpId, agrees: boolean): Promise<Result<null>>;
  /** Either side ends it, at once. Refused: `helpers.unknown`, `helpers.over`. */
  end(actor: PersonActor, id: HelpId): Promise<Result<null>>;
  /** Who helps the person, and whom the person helps; latest first. */
  list(actor: PersonActor): Promise<{ readonly helpers: readonly NamedHelp[]; readonly helped: readonly NamedHelp[] }>;
  /** What helpers did for the person, latest first, with their names. */
  listActs(actor: PersonActor): Promise<readonly (HelperAct & { readonly name: PersonName | undefined })[]>;
  /**
   * The only door by which somebody acts for another: whether the actor helps `personId` in `service` at this moment, in the caller's transaction,
   * which is bound to the helped person afterwards. Refused: `helpers.not-helper`, alike for a stranger, another service, and a help that
   * ended, has not begun or was not agreed.
   */
  mayFileFor(tx: Tx, actor: Actor, personId: PersonId, service: string): Promise<Result<HelperActor>>;
  /** Communes in which the helped person is known, for a helper who looks at their requests. In the transaction of `mayFileFor`. */
  listCommunes(tx: Tx, actor: HelperActor): Promise<readonly CommuneId[]>;
  /** Writes down what a helper does, in the transaction that does it: the helped person reads it. */
  record(tx: Tx, actor: HelperActor, what: HelperDeed): Promise<void>;
}

/** Builds the service. */
export function createHelping(deps: HelpingDependencies): Helping {
  const { db, clock } = deps;
  return {
    services: deps.services,
    invite: (actor, offer) => invite(deps, actor, offer),
    respond: (actor, id, agrees) => respond(deps, actor, id, agrees),
    end: (actor, id) => end(deps, actor, id),
    list: actor => list(deps, actor),
    listActs: ({ personId }) =>
      db.transaction({ personId }, async tx => {
        const acts = await store.listHelperActs(tx, personId, 200);
        const names = await namesOf(
          tx,
          acts.map(({ helperId }) => helperId),
        );
        return acts.map(act => ({ ...act, name: names.get(act.helperId) }));
      }),
    mayFileFor: (tx, actor, personId, service) => mayFileFor(tx, actor, { personId, service }, clock()),
    listCommunes: async (tx, { personId }) => {
      await rebind(tx, { personId });
      return listCommunesOf(tx, personId);
    },
    record: async (tx, actor, what) => {
      await rebind(tx, { personId: actor.personId });
      await store.insertHelperAct(tx, actor, what, clock());
    },
  };
}

async function invite(
  { db, clock, services }: HelpingDependencies,
  actor: PersonActor,
  offer: HelpOffer,
): Promise<Result<HelpId>> {
  const number = readAccountNumber(offer.accountNumber);
  if (!number.ok) return number;
  const now = clock();
  const checked = checkOffer(offer, services, now);
  if (!checked.ok) return checked;
  const { personId } = actor;
  return db.transaction({ personId }, async tx => {
    const asked = await store.countAsked(tx, personId, new Date(now.getTime() - 86_400_000));
    if (asked >= invitationsADay) return refuse('helpers.too-many-today', { most: invitationsADay });
    const helperId = (await store.findPersonByNumber(tx, number.value)) ?? null;
    if (helperId === personId) return refuse('helpers.yourself');
    const id = newId<HelpId>(now);
    const { startsAt, endsAt } = offer;
    const help: Help = {
      id,
      personId,
      helperId,
      services: [...new Set(offer.services)],
      startsAt,
      endsAt,
      state: 'asked',
      askedAt: now,
      answeredAt: null,
      endedAt: null,
      endedBy: null,
    };
    await store.insertHelp(tx, help);
    return ok(id);
  });
}

async function respond(
  { db, clock }: HelpingDependencies,
  { personId }: PersonActor,
  id: HelpId,
  agrees: boolean,
): Promise<Result<null>> {
  const now = clock();
  return db.transaction({ personId }, async tx => {
    const help = await store.findHelp(tx, id);
    if (help?.helperId !== personId) return refuse('helpers.unknown');
    if (help.state !== 'asked' || isOver(help, now)) return refuse('helpers.over');
    await store.updateHelp(tx, {
      ...help,
      state: agrees ? 'agreed' : 'declined',
      answeredAt: now,
      endedAt: agrees ? null : now,
    });
    return ok(null);
  });
}

async function end({ db, clock }: HelpingDependencies, { personId }: PersonActor, id: HelpId): Promise<Result<null>> {
  const now = clock();
  return db.transaction({ personId }, async tx => {
    const help = await store.findHelp(tx, id);
    if (!help || (help.personId !== personId && help.helperId !== personId)) return refuse('helpers.unknown');
    if (isOver(help, now)) return refuse('helpers.over');
    const endedBy = help.personId === personId ? 'person' : 'helper';
    await store.updateHelp(tx, { ...help, state: 'ended', endedAt: now, endedBy });
    return ok(null);
  });
}

async function list({ db, clock }: HelpingDependencies, { personId }: PersonActor) {
  const now = clock();
  return db.transaction({ personId }, async tx => {
    const helpers = await store.listHelps(tx, 'helped', personId);
    // An invitation that was declined or never answered is nothing that the invited person must read for ever.
    const helped = (await store.listHelps(tx, 'helper', personId)).filter(help => help.state !== 'declined');
    const agreed = helpers.flatMap(help =>
      help.helperId !== null && help.answeredAt !== null && help.state !== 'declined' ? [help.helperId] : [],
    );
    const names = await namesOf(tx, [...agreed, ...helped.map(help => help.personId)]);
    const named = (help: Help, other: PersonId | null): NamedHelp => ({
      ...help,
      name: other === null ? undefined : names.get(other),
      holds: holdsAt(help, now),
    });
    return {
      helpers: helpers.map(help => named(help, agreed.includes(help.helperId ?? help.personId) ? help.helperId : null)),
      helped: helped.map(help => named(help, help.personId)),
    };
  });
}

/** Names of people outside the transaction's scope, one binding each; the scope is nobody's afterwards. */
export async function namesOf(tx: Tx, ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, PersonName>> {
  const names = new Map<PersonId, PersonName>();
  for (const personId of new Set(ids)) {
    await rebind(tx, { personId });
    const person = await findPerson(tx, personId);
    if (person) names.set(personId, person.name);
  }
  await rebind(tx, {});
  return names;
}

async function mayFileFor(
  tx: Tx,
  actor: Actor,
  { personId, service }: { readonly personId: PersonId; readonly service: string },
  at: Date,
): Promise<Result<HelperActor>> {
  if (actor.kind !== 'person') return refuse('helpers.not-helper');
  await rebind(tx, { personId: actor.personId });
  const helps = await store.listHelps(tx, 'helper', actor.personId);
  const help = helps.find(each => each.personId === personId && each.services.includes(service) && holdsAt(each, at));
  if (!help) return refuse('helpers.not-helper');
  await rebind(tx, { personId });
  return ok({ kind: 'helper', helpId: help.id, helper: actor, personId, service });
}
