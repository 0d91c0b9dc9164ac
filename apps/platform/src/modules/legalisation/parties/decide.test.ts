import { describe, expect, test } from 'vitest';
import { newId, type PartyId, type PersonId } from '../../../kernel/index.ts';
import type { RequestState } from '../../requests/index.ts';
import { decideParty, hasTurn, isComplete, mayAdd, nextAsked, type PartyChange } from './decide.ts';
import { type PartyStanding, type PartyState, partyTransitions, type PartyVerb } from './model.ts';

const now = new Date('2026-11-23T10:00:00Z');
const person = (): PersonId => newId<PersonId>(now);
const [initiator, amina, stranger] = [person(), person(), person()];
const party = (state: PartyState, personId: PersonId | null, turn = 1): PartyStanding => ({
  id: newId<PartyId>(now),
  turn,
  state,
  personId,
});
const collecting = (parties: readonly PartyStanding[], requestState: RequestState = 'collecting') => ({
  requestState,
  applicantId: initiator,
  parties,
});
const changeOf = (verb: PartyVerb, personId: PersonId): PartyChange => {
  if (verb === 'decline') return { verb, personId, reason: 'content' };
  return verb === 'bind' || verb === 'consent' || verb === 'attest' ? { verb, personId } : { verb };
};
const code = (result: ReturnType<typeof decideParty>): string => (result.ok ? result.value.state : result.refusal.code);

describe('given a party in each state', () => {
  const states: readonly PartyState[] = ['awaited', 'invited', 'bound', 'consented', 'declined'];
  const verbs: readonly PartyVerb[] = ['invite', 'bind', 'consent', 'attest', 'decline', 'replace', 'void'];
  test.each(states.flatMap(state => verbs.map(verb => [state, verb] as const)))(
    '%s, when %s, then only what the table allows',
    (state, verb) => {
      const known = state !== 'awaited' && state !== 'invited';
      const given = party(state, known ? amina : null);
      const possible: Partial<Record<PartyVerb, PartyState>> = partyTransitions[state];
      const decided = decideParty(given, changeOf(verb, amina), collecting([given]));
      expect(decided.ok && decided.value.state).toBe(possible[verb] ?? false);
      if (decided.ok && verb === 'replace') expect(decided.value.personId).toBeNull();
    },
  );

  test.each(['draft', 'payable', 'queued', 'declined', 'expired', 'abandoned', 'done', 'refused'] as const)(
    'of a request that is %s, nobody binds, consents, declines or is attested',
    state => {
      for (const verb of ['bind', 'consent', 'attest', 'decline'] as const) {
        const given = party(verb === 'bind' ? 'invited' : 'bound', verb === 'bind' ? null : amina);
        expect(code(decideParty(given, changeOf(verb, amina), collecting([given], state)))).toBe(
          'parties.request-over',
        );
      }
      const given = party('invited', null);
      const replaced = decideParty(given, { verb: 'replace' }, collecting([given], state));
      expect(replaced.ok).toBe(state === 'draft');
    },
  );
});

describe('who may be a party', () => {
  test('the initiator is bound as soon as their turn has come, and signs in their own place only', () => {
    const own = party('awaited', initiator);
    expect(code(decideParty(own, { verb: 'invite' }, collecting([own])))).toBe('bound');
    const other = party('invited', null);
    const bound = { ...own, state: 'bound' } as const;
    expect(code(decideParty(other, { verb: 'bind', personId: initiator }, collecting([bound, other])))).toBe(
      'parties.is-applicant',
    );
    expect(code(decideParty(bound, { verb: 'replace' }, collecting([bound, other])))).toBe('parties.is-applicant');
  });

  test('nobody is two parties, takes another’s place, or consents and declines for another', () => {
    const hers = party('bound', amina);
    const free = party('invited', null);
    const facts = collecting([hers, free]);
    expect(code(decideParty(free, { verb: 'bind', personId: amina }, facts))).toBe('parties.person-there');
    expect(code(decideParty(hers, { verb: 'bind', personId: stranger }, facts))).toBe('parties.not-yours');
    expect(code(decideParty(hers, { verb: 'consent', personId: stranger }, facts))).toBe('parties.not-yours');
    expect(code(decideParty(hers, { verb: 'consent', personId: initiator }, facts))).toBe('parties.not-yours');
    expect(code(decideParty(hers, changeOf('decline', stranger), facts))).toBe('parties.not-yours');
    expect(code(decideParty(hers, { verb: 'attest', personId: stranger }, facts))).toBe('parties.not-yours');
    expect(code(decideParty(free, { verb: 'consent', personId: stranger }, facts))).toBe('parties.not-yours');
  });

  test('a reason that is not of the list is none', () => {
    const hers = party('bound', amina);
    expect(code(decideParty(hers, { verb: 'decline', personId: amina, reason: 'BLANK' }, collecting([hers])))).toBe(
      'parties.unknown-reason',
    );
  });

  test('no more than twenty, in turns from 1 to 20', () => {
    const twenty = Array.from({ length: 20 }, () => party('awaited', null));
    expect(mayAdd(twenty, 1)).toMatchObject({ refusal: { code: 'parties.too-many' } });
    for (const turn of [0, 21, 1.5]) expect(mayAdd([], turn).ok).toBe(false);
    expect(mayAdd([], 20).ok).toBe(true);
  });
});

describe('turns', () => {
  test('those of one turn are asked together, the next when all of them have consented', () => {
    const [one, two, three] = [party('awaited', null), party('awaited', null), party('awaited', null, 2)];
    expect(nextAsked([one, two, three])).toEqual([one, two]);
    const consented = { ...one, state: 'consented', personId: amina } as const;
    expect(nextAsked([consented, { ...two, state: 'bound' }, three])).toEqual([]);
    expect(hasTurn(three, [consented, { ...two, state: 'consented' }, three])).toBe(true);
    expect(nextAsked([consented, { ...two, state: 'consented' }, three])).toEqual([three]);
  });

  test('nobody consents, declines or is attested before their turn', () => {
    const first = party('invited', null);
    const later = party('bound', amina, 2);
    for (const verb of ['consent', 'decline', 'attest'] as const)
      expect(code(decideParty(later, changeOf(verb, amina), collecting([first, later])))).toBe('parties.not-your-turn');
  });

  test('a request is complete when there are parties and all have consented', () => {
    expect(isComplete([])).toBe(false);
    expect(isComplete([party('consented', amina), party('bound', stranger)])).toBe(false);
    expect(isComplete([party('consented', amina), party('consented', stranger)])).toBe(true);
  });
});
