import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type MandateId, newId, type OrganisationId, type PartyId, type PersonId } from '../../../kernel/index.ts';
import { asSha256 } from '../../../platform/blobs/index.ts';
import type { Signatory } from '../model.ts';
import { decideParty, type PartyChange } from '../parties/decide.ts';
import type { PartyStanding } from '../parties/model.ts';
import { type AgreedParty, type AgreedPaper, consentsHold } from './consents.ts';

const now = new Date('2026-11-28T10:00:00Z');
const people = Array.from({ length: 4 }, () => newId<PersonId>(now));
const stranger = newId<PersonId>(now);
const papers = ['a', 'b', 'c'].map(letter => asSha256(Buffer.alloc(32, letter)));

/** What may happen to a request that people sign from afar. */
type Happening =
  | { readonly kind: 'invite' | 'replace' | 'decline' | 'stranger'; readonly party: number }
  | { readonly kind: 'bind' | 'consent' | 'attest'; readonly party: number; readonly person: number }
  | { readonly kind: 'paper'; readonly paper: number };

const parties = fc.integer({ min: 0, max: 2 });
const happenings: fc.Arbitrary<readonly Happening[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constantFrom('invite', 'replace', 'decline', 'stranger'), party: parties }),
    fc.record({
      kind: fc.constantFrom('bind', 'consent', 'attest'),
      party: parties,
      person: fc.integer({ min: 0, max: 3 }),
    }),
    // As often as everything else together, everybody takes the next step towards agreeing.
    fc.record({ kind: fc.constant('paper'), paper: fc.integer({ min: 0, max: 2 }) }),
  ) as fc.Arbitrary<Happening>,
  { maxLength: 24 },
);

type Party = PartyStanding & AgreedParty;

const clerk: Extract<Signatory['attestedBy'], { kind: 'staff' }> = {
  kind: 'staff',
  staffId: newId(now),
  communeId: newId(now),
  officeId: newId(now),
  at: now,
};

/** The request as the rooms would keep it, and beside it only who last said yes to what: the model. */
class World {
  parties: Party[];
  paper = papers[0] ?? asSha256(Buffer.alloc(32));
  readonly consents: { readonly party: PartyId; readonly person: PersonId; readonly paper: string }[] = [];
  signatories: Pick<Signatory, 'personId' | 'attestedBy' | 'consent' | 'signedFor'>[] = [];
  readonly yes = new Map<PartyId, { readonly person: PersonId; readonly paper: string }>();
  stranger = false;

  constructor(count: number) {
    this.parties = Array.from({ length: count }, () => ({
      id: newId<PartyId>(now),
      turn: 1,
      state: 'awaited',
      personId: null,
      attested: null,
    }));
  }

  happen(event: Happening): void {
    if (event.kind === 'paper') return this.changePaper(papers[event.paper] ?? this.paper);
    const party = this.parties[event.party % this.parties.length];
    if (!party) return;
    if (event.kind === 'stranger') {
      this.stranger = true;
      this.sign(stranger, 'distance');
      return;
    }
    const personId = 'person' in event ? (people[event.person] ?? null) : party.personId;
    if (personId === null && event.kind === 'decline') return;
    const change = changeOf(event.kind, personId);
    const decided = decideParty(party, change, {
      requestState: 'collecting',
      applicantId: null,
      parties: this.parties,
    });
    if (!decided.ok) return;
    const attested = event.kind === 'consent' ? 'distance' : event.kind === 'attest' ? 'counter' : null;
    this.put({ ...party, ...decided.value, attested });
    if (event.kind === 'replace' || event.kind === 'decline') this.yes.delete(party.id);
    if (personId === null || attested === null) return;
    if (attested === 'distance') this.consents.push({ party: party.id, person: personId, paper: this.paper });
    this.yes.set(party.id, { person: personId, paper: this.paper });
    this.sign(personId, attested);
  }

  /** What sending a changed paper does: every consent is void. */
  changePaper(paper: typeof this.paper): void {
    if (paper === this.paper) return;
    this.paper = paper;
    for (const party of this.parties)
      if (party.state === 'consented') this.put({ ...party, state: 'bound', attested: null });
    this.yes.clear();
  }

  put(party: Party): void {
    this.parties = this.parties.map(each => (each.id === party.id ? party : each));
  }

  /** A signatory is written when somebody consents, and stays written whatever happens to the party. */
  sign(personId: PersonId, how: 'distance' | 'counter'): void {
    const attestedBy: Signatory['attestedBy'] =
      how === 'distance'
        ? { kind: 'distance', level: 'substantial', documentSha256: this.paper, at: now }
        : { ...clerk, agreed: { paper: this.paper, nature: 'lease' } };
    const consent = { sentence: '2026-11', language: 'fr', at: now } as const;
    this.signatories = [
      ...this.signatories.filter(each => each.personId !== personId),
      { personId, attestedBy, consent, signedFor: null },
    ];
  }

  /** As the database would be read: the newest consent of each party to the paper as it is, signatories of parties and strangers. */
  read(): AgreedPaper {
    const there = this.consents.filter(({ paper }) => paper === this.paper);
    const strangers = this.stranger ? this.signatories : [];
    return {
      sha256: this.paper,
      nature: 'lease',
      parties: this.parties,
      consents: new Map(
        there.map(({ party, person }) => [party, { personId: person, nature: 'lease', signedFor: null }]),
      ),
      signatories: [
        ...this.signatories.filter(({ personId }) => this.parties.some(party => party.personId === personId)),
        ...strangers.filter(({ personId }) => !this.parties.some(party => party.personId === personId)),
      ],
    };
  }
}

function changeOf(kind: Exclude<Happening['kind'], 'paper' | 'stranger'>, personId: PersonId | null): PartyChange {
  if (kind === 'invite' || kind === 'replace') return { verb: kind };
  const person = personId ?? people[0] ?? newId<PersonId>(now);
  return kind === 'decline'
    ? { verb: 'decline', personId: person, reason: 'content' }
    : { verb: kind, personId: person };
}

/** Everybody is invited, bound and agrees, so that agreement is reached often enough to be tried. */
function agreement(count: number): readonly Happening[] {
  return Array.from({ length: count }, (_, party) => [
    { kind: 'invite' as const, party },
    { kind: 'bind' as const, party, person: party },
    { kind: 'consent' as const, party, person: party },
  ]).flat();
}

test('« no act without all consents » : whatever happens to the parties, before and after they all agreed', () => {
  let held = 0;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3 }), happenings, happenings, (count, before, after) => {
      const world = new World(count);
      for (const event of [...before, ...agreement(count), ...after]) {
        world.happen(event);
        const agreed =
          !hasStranger(world) &&
          world.parties.every(({ id, personId }) => {
            const yes = world.yes.get(id);
            return yes !== undefined && yes.person === personId && yes.paper === world.paper;
          });
        if (agreed) held += 1;
        expect(consentsHold(world.read()).ok).toBe(agreed);
      }
    }),
    { numRuns: 300 },
  );
  // The property says nothing unless acts would be made, too.
  expect(held).toBeGreaterThan(100);
});

function hasStranger(world: World): boolean {
  return world.read().signatories.some(({ personId }) => !world.parties.some(party => party.personId === personId));
}

test.each(['distance', 'counter'] as const)(
  'a request that nobody signs, and one whose only consent, %s, was to another paper or nature, make no act',
  how => {
    const world = new World(1);
    const last = { kind: how === 'distance' ? 'consent' : 'attest', party: 0, person: 0 } as const;
    for (const event of [...agreement(1).slice(0, 2), last]) world.happen(event);
    expect(consentsHold(world.read()).ok).toBe(true);
    expect(consentsHold({ ...world.read(), parties: [] }).ok).toBe(false);
    expect(consentsHold({ ...world.read(), sha256: papers[1] ?? world.paper }).ok).toBe(false);
    expect(consentsHold({ ...world.read(), nature: 'contract' }).ok).toBe(false);
    // A clerk of a counter who attested something that no paper was named for attested nothing of this one.
    const signatories = world.signatories.map(each => ({ ...each, attestedBy: clerk }));
    expect(consentsHold({ ...world.read(), signatories }).ok).toBe(false);
  },
);

test('a consent in one capacity makes no act in another', () => {
  const world = new World(1);
  for (const event of agreement(1)) world.happen(event);
  const signedFor = { organisationId: newId<OrganisationId>(now), mandateId: newId<MandateId>(now), worth: 100 };
  const inName = (asked: typeof signedFor | null, printed: typeof signedFor | null) => {
    const { consents, signatories, ...rest } = world.read();
    return consentsHold({
      ...rest,
      consents: new Map([...consents].map(([id, each]) => [id, { ...each, signedFor: asked }])),
      signatories: signatories.map(each => ({ ...each, signedFor: printed })),
    }).ok;
  };
  expect(inName(signedFor, signedFor)).toBe(true);
  expect(inName(null, signedFor)).toBe(false);
  expect(inName(signedFor, null)).toBe(false);
  expect(inName(signedFor, { ...signedFor, mandateId: newId<MandateId>(now) })).toBe(false);
  expect(inName(signedFor, { ...signedFor, worth: 200 })).toBe(false);
});
