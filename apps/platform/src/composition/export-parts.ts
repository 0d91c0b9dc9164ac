import type { PersonActor } from '../kernel/index.ts';
import type { Acts } from '../modules/acts/index.ts';
import { listVault } from '../modules/documents/index.ts';
import { tellVisits } from '../modules/enrolment/index.ts';
import {
  type ExportDependencies,
  type ExportPaper,
  type Helping,
  type IdentityService,
  listMergesOfMine,
  type NamedHelp,
  type Profile,
  readWaysIn,
  type Rights,
  tellMandates,
} from '../modules/identity/index.ts';
import type { Conversations, Requests } from '../modules/requests/index.ts';
import { tellRequests } from './own-requests-told.ts';
import type { Database } from '../platform/db/index.ts';

/** The rooms whose parts the archive holds. */
interface ExportedRooms {
  readonly db: Database;
  readonly identity: IdentityService;
  readonly profile: Profile;
  readonly rights: Rights;
  readonly helping: Helping;
  readonly requests: Pick<Requests, 'listOwn' | 'readSeveral'>;
  readonly conversation: Pick<Conversations, 'list'>;
}

/** What the archive of a person holds, part by part; docs/export.md describes each. */
export function exportParts(rooms: ExportedRooms): ExportDependencies['parts'] {
  const { db, identity, profile, rights, helping } = rooms;
  return [
    {
      name: 'file',
      read: async actor => {
        const { file, choices, confirmed } = await profile.readOwn(actor);
        const { id: _id, documents, ...rest } = file;
        return { ...rest, documents: documents.map(({ id: _document, ...each }) => each), choices, confirmed };
      },
    },
    {
      name: 'readings',
      read: async actor => (await identity.listReadings(actor)).map(({ readerId: _reader, ...each }) => each),
    },
    {
      name: 'changes',
      read: async actor =>
        (await profile.listChanges(actor)).map(
          ({ field, old, new: after, state, source, madeIn, seen, reason, madeAt }) => ({
            field,
            old,
            new: after,
            state,
            source,
            seen,
            reason,
            communeId: madeIn,
            at: madeAt,
          }),
        ),
    },
    {
      name: 'rights',
      read: async actor =>
        (await rights.listOwn(actor)).map(({ number, kind, words, askedAt, dueAt, state, ground, answer }) => {
          return { number, kind, words, askedAt, dueAt, state, ground, answer };
        }),
    },
    {
      name: 'helpers',
      read: async actor => {
        const { helpers, helped } = await helping.list(actor);
        return { helpers: helpers.map(plain), helped: helped.map(plain) };
      },
    },
    { name: 'requests', read: actor => tellRequests(rooms, actor) },
    ...takenAndHeld(db, identity),
    {
      name: 'sessions',
      read: async actor => (await identity.listSessions(actor)).map(({ createdAt, seenAt }) => ({ createdAt, seenAt })),
    },
  ];
}

/** What was taken of a person at visits, what they may do for others, and how they come in. */
function takenAndHeld(db: Database, identity: Pick<IdentityService, 'vault'>): ExportDependencies['parts'] {
  return [
    {
      name: 'enrolment',
      read: ({ personId }) => db.transaction({ personId }, tx => tellVisits(tx, identity.vault, personId)),
    },
    {
      name: 'mandates',
      read: ({ personId }) => db.transaction({ personId }, tx => tellMandates(tx, personId)),
    },
    {
      name: 'merges',
      read: async ({ personId }) =>
        (await db.transaction({ personId }, tx => listMergesOfMine(tx, personId))).map(({ id: _id, ...each }) => each),
    },
    {
      name: 'signIn',
      read: actor =>
        db.transaction({ personId: actor.personId, accountId: actor.accountId }, tx => readWaysIn(tx, actor)),
    },
  ];
}

function plain({ name, services, startsAt, endsAt, state }: NamedHelp) {
  return { name, services, startsAt, endsAt, state };
}

/** A person's papers, latest first. One whose stored file does not pass verification is left out of the archive, and its page says so. */
export async function ownPapers(
  { db, acts }: { readonly db: Database; readonly acts: Pick<Acts, 'openSealed'> },
  actor: PersonActor,
): Promise<readonly ExportPaper[]> {
  const items = await db.transaction({ personId: actor.personId }, tx => listVault(tx, actor));
  return items.map(({ actId }) => ({
    name: `${actId}.pdf`,
    read: async () => {
      const opened = await acts.openSealed(actor, actId);
      return opened.ok ? opened.value.bytes : new Uint8Array();
    },
  }));
}
