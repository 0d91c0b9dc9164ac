import {
  type Actor,
  ok,
  type PersonActor,
  type PersonId,
  refuse,
  type Result,
  type StaffActor,
} from '../../kernel/index.ts';
import { rebind, type Tx } from '../../platform/db/index.ts';
import type { IdentityDependencies } from './dependencies.ts';
import { readDocument } from './document-number.ts';
import { readFile } from './file.ts';
import type { DocumentReference, FileReading, PersonFile, PersonFound, ReadingPurpose } from './model.ts';
import { searchWords } from './names.ts';
import * as store from './people-store.ts';
import * as readings from './reading-store.ts';
import { holds } from './policy.ts';
import { blindIndex } from './protection.ts';
import { checkWorld } from './training-numbers.ts';
import { insertSearch } from './search-store.ts';
import { maySearch } from './searches.ts';

const searchLimit = 20;
const readingLimit = 200;

/** Finding people and reading their files, each reading recorded. */
export interface People {
  /**
   * The holder of a document, anywhere in the country, by exact number; `undefined` when nobody holds it. A person whom
   * the actor's commune has not served yet needs a `reason` (`identity.reason-needed`), which the person will read, and
   * becomes known to the commune. A number that opens no file leaves a trace of who tried, and an hour holds only so many:
   * `identity.too-many-searches`. Also refused: `identity.not-allowed` and every mistake in the number.
   */
  findByDocument(
    actor: Actor,
    asked: DocumentReference & { readonly reason?: string | undefined },
  ): Promise<Result<PersonFile | undefined>>;
  /**
   * Up to 20 people known in the actor's commune whose name, in either script, has for each typed word a word that
   * begins so. Refused: `identity.not-allowed`, `identity.search-too-short` (fewer than two letters).
   */
  searchByName(actor: Actor, text: string): Promise<Result<readonly PersonFound[]>>;
  /** The file of a person: one known in the commune for staff, their own for a person. Else `identity.person-unknown`. */
  getFile(actor: Actor, personId: PersonId): Promise<Result<PersonFile>>;
  /** Who read a person's file, latest first: for the person alone. */
  listReadings(actor: PersonActor): Promise<readonly FileReading[]>;
}

/** Builds the room's people functions. */
export function createPeople(deps: IdentityDependencies): People {
  return {
    findByDocument: (actor, asked) => findByDocument(deps, actor, asked),
    searchByName: (actor, text) => searchByName(deps, actor, text),
    getFile: (actor, personId) => getFile(deps, actor, personId),
    listReadings: actor =>
      deps.db.transaction({ personId: actor.personId }, tx => readings.listReadings(tx, actor.personId, readingLimit)),
  };
}

async function findByDocument(
  deps: IdentityDependencies,
  actor: Actor,
  asked: DocumentReference & { readonly reason?: string | undefined },
): Promise<Result<PersonFile | undefined>> {
  if (!holds(actor, 'identity.find')) return refuse('identity.not-allowed');
  const document = readDocument(asked);
  if (!document.ok) return document;
  const sought = checkWorld(actor.communeId, document.value);
  if (!sought.ok) return sought;
  const now = deps.clock();
  return deps.db.transaction({ communeId: actor.communeId }, async tx => {
    const allowed = await maySearch(tx, actor, now);
    if (!allowed.ok) return allowed;
    const { type } = document.value;
    const personId = await store.findHolder(tx, document.value, blindIndex(deps.keys, document.value));
    if (personId === undefined) {
      await insertSearch(tx, actor, { type, outcome: 'nobody' }, now);
      return ok(undefined);
    }
    const known = await store.isKnown(tx, actor.communeId, personId);
    const reason = (asked.reason ?? '').trim().slice(0, 300);
    if (!known && reason.length < 5) {
      await insertSearch(tx, actor, { type, outcome: 'reason-needed' }, now);
      return refuse('identity.reason-needed');
    }
    return readRecorded(
      deps,
      tx,
      actor,
      personId,
      known ? { purpose: 'found-by-document' } : { purpose: 'found-elsewhere', reason },
      now,
    );
  });
}

async function readRecorded(
  deps: IdentityDependencies,
  tx: Tx,
  actor: StaffActor,
  personId: PersonId,
  reading: { readonly purpose: ReadingPurpose; readonly reason?: string },
  now: Date,
): Promise<Result<PersonFile>> {
  await rebind(tx, { communeId: actor.communeId, personId });
  const file = await readFile(tx, deps.keys, personId, now);
  if (!file) return refuse('identity.person-unknown');
  await store.makeKnown(tx, actor.communeId, file, now);
  await readings.insertReading(
    tx,
    personId,
    { reader: { communeId: actor.communeId, staffId: actor.staffId }, ...reading },
    now,
  );
  return ok(file);
}

async function searchByName(
  deps: IdentityDependencies,
  actor: Actor,
  text: string,
): Promise<Result<readonly PersonFound[]>> {
  if (!holds(actor, 'identity.find')) return refuse('identity.not-allowed');
  const words = searchWords(text.slice(0, 200)).slice(0, 8);
  if (words.join('').length < 2) return refuse('identity.search-too-short');
  return deps.db.transaction({ communeId: actor.communeId }, async tx =>
    ok(await store.searchKnown(tx, actor.communeId, words, searchLimit)),
  );
}

async function getFile(deps: IdentityDependencies, actor: Actor, personId: PersonId): Promise<Result<PersonFile>> {
  const now = deps.clock();
  if (actor.kind === 'person') return getOwnFile(deps, actor, personId, now);
  if (!holds(actor, 'identity.find')) return refuse('identity.not-allowed');
  return deps.db.transaction({ communeId: actor.communeId }, async tx => {
    if (!(await store.isKnown(tx, actor.communeId, personId))) return refuse('identity.person-unknown');
    return readRecorded(deps, tx, actor, personId, { purpose: 'opened' }, now);
  });
}

async function getOwnFile(
  deps: IdentityDependencies,
  actor: PersonActor,
  personId: PersonId,
  now: Date,
): Promise<Result<PersonFile>> {
  if (actor.personId !== personId) return refuse('identity.person-unknown');
  return deps.db.transaction({ personId }, async tx => {
    const file = await readFile(tx, deps.keys, personId, now);
    if (!file) return refuse('identity.person-unknown');
    await readings.insertReading(tx, personId, { reader: { communeId: null, staffId: null }, purpose: 'own' }, now);
    return ok(file);
  });
}
