import { asId, civilTime, type Clock, type PersonActor } from '../kernel/index.ts';
import { eraseHeld } from '../modules/certification/index.ts';
import { emptyVault, listVault } from '../modules/documents/index.ts';
import { countGuardianships, eraseVisits } from '../modules/enrolment/index.ts';
import {
  type Biometrics,
  countMandates,
  type ErasureParticipant,
  listMergesOfMine,
  type SubjectVault,
} from '../modules/identity/index.ts';
import { eraseParties } from '../modules/legalisation/index.ts';
import { erasePersonalDeliveries } from '../modules/notifications/index.ts';
import { countOpenOf, eraseWords } from '../modules/requests/index.ts';

/** Every room that holds something of persons: what goes with them, what stays by law, and what must end first. */
export function erasureParticipants({
  clock,
  vault,
  biometrics,
}: {
  readonly clock: Clock;
  readonly vault: Pick<SubjectVault, 'shred'>;
  readonly biometrics: Pick<Biometrics, 'erase'>;
}): readonly ErasureParticipant[] {
  return [
    papers,
    originals,
    requests(vault),
    mandates(clock),
    visits(clock),
    merges,
    messages,
    fingerprints(biometrics),
  ];
}

/** Acts and their register stay with the commune; the person's own way to them goes. */
const papers: ErasureParticipant = {
  goes: ['vault'],
  stays: async (tx, { personId }) => {
    const { length } = await listVault(tx, ofPerson(personId));
    return [
      { kind: 'acts', count: length, basis: 'dahir-1915', until: null },
      { kind: 'register', count: length, basis: 'law-69-99', until: null },
    ];
  },
  blocks: async () => [],
  erase: (tx, { personId }) => emptyVault(tx, personId),
};

/** The way to one's Originals goes, with what was scanned ahead; their pages stay with the certification, and what names them is closed. */
const originals: ErasureParticipant = {
  goes: [],
  stays: async () => [],
  blocks: async () => [],
  erase: (tx, erased) => eraseHeld(tx, erased),
};

/**
 * What is not decided yet must end first; what was decided stays with the commune. The words go: in requests of their own the key of all that
 * was written, in those of others how they were invited. What others wrote in requests of theirs stays theirs.
 */
function requests(vault: Pick<SubjectVault, 'shred'>): ErasureParticipant {
  return {
    goes: ['correspondence'],
    stays: async () => [],
    blocks: async (tx, { personId }) => [{ kind: 'requests', count: await countOpenOf(tx, personId) }],
    erase: async (tx, { personId }) => eraseParties(vault, tx, personId, await eraseWords(vault, tx, personId)),
  };
}

/** Who may act for an organisation ends that first; ended mandates stay in its file, for the acts that were signed under them. */
function mandates(clock: Clock): ErasureParticipant {
  return {
    goes: [],
    stays: async (tx, { personId }) => {
      const { all } = await countMandates(tx, personId, clock());
      return [{ kind: 'mandates', count: all, basis: 'doc-1913', until: null }];
    },
    blocks: async (tx, { personId }) => {
      const { standing } = await countMandates(tx, personId, clock());
      return [{ kind: 'mandates', count: standing }];
    },
    erase: async () => undefined,
  };
}

/** Nobody leaves a minor without who stands for them; what was taken at visits goes, and a ward's file keeps that somebody stood for them. */
function visits(clock: Clock): ErasureParticipant {
  const today = (): string => civilTime(clock()).date.split('/').toReversed().join('-');
  return {
    goes: ['visits', 'specimens'],
    stays: async (tx, { personId }) => {
      const { ofOthers } = await countGuardianships(tx, personId, today());
      return [{ kind: 'guardianships', count: ofOthers, basis: 'law-70-03', until: null }];
    },
    blocks: async (tx, { personId }) => {
      const { standing } = await countGuardianships(tx, personId, today());
      return [{ kind: 'guardianships', count: standing }];
    },
    erase: (tx, { personId }) => eraseVisits(tx, personId),
  };
}

/** Two files on their way to be one are settled first. */
const merges: ErasureParticipant = {
  goes: [],
  stays: async () => [],
  blocks: async (tx, { personId }) => {
    const open = (await listMergesOfMine(tx, personId)).filter(
      ({ state }) => state === 'proposed' || state === 'approved',
    );
    return [{ kind: 'merges', count: open.length }];
  },
  erase: async () => undefined,
};

/** Which messages were owed to them; their addresses are the file's. */
const messages: ErasureParticipant = {
  goes: [],
  stays: async () => [],
  blocks: async () => [],
  erase: (tx, { personId }) => erasePersonalDeliveries(tx, personId),
};

/** Templates have a schema and a login of their own. */
function fingerprints(biometrics: Pick<Biometrics, 'erase'>): ErasureParticipant {
  return {
    goes: ['fingerprints'],
    stays: async () => [],
    blocks: async () => [],
    erase: async (_tx, { personId }) => {
      const erased = await biometrics.erase(ofPerson(personId), personId);
      if (!erased.ok) throw new Error(`templates could not be erased: ${erased.refusal.code}`);
    },
  };
}

/** The person, for a job that acts on their own word. */
function ofPerson(personId: PersonActor['personId']): PersonActor {
  // No session is behind it: nothing that is done under it looks for one.
  const none = '00000000-0000-4000-8000-000000000000';
  return { kind: 'person', accountId: asId(none), sessionId: asId(none), personId, level: 'low', steppedUpAt: null };
}
