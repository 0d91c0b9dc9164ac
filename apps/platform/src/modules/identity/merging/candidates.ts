import type { CommuneId, PersonId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { type DocumentType, documentTypes } from '../document-number.ts';
import { readNumbersOf } from '../file.ts';
import { indexWords } from '../names.ts';
import { isKnown } from '../people-store.ts';
import { blindIndex, type IdentityKeys } from '../protection.ts';
import { compare, looksAlike, scoreOf, type Traits } from './decide.ts';
import { selectByContacts, selectByNumbers, selectByWords, selectTraits } from './merge-store.ts';
import type { Candidate, Duplicates, Finding } from './model.ts';

const most = 20;

/** The blind indexes of a person's numbers under every type: one number shown as a card and as a residence permit is found. */
async function indexesOf(tx: Tx, keys: IdentityKeys, personId: PersonId): Promise<Buffer[]> {
  const numbers = await readNumbersOf(tx, keys, personId);
  return numbers.flatMap(number => documentTypes.map(type => blindIndex(keys, { type, number })));
}

type Row = Awaited<ReturnType<typeof selectTraits>>[number];

function traitsOf({ arabic, latin, birthDate, numbers, contacts }: Row): Traits {
  return { name: { arabic, latin }, birthDate, numbers: new Set(numbers), contacts: new Set(contacts) };
}

/**
 * Who else known in the commune may be this person, best first, and the types of documents with the same number whose holders the
 * commune has not served. In a scope bound to the commune, which must know the person.
 */
export async function findCandidates(
  tx: Tx,
  keys: IdentityKeys,
  { communeId, personId }: { readonly communeId: CommuneId; readonly personId: PersonId },
): Promise<Duplicates> {
  const [own] = await selectTraits(tx, [personId]);
  if (!own) return { candidates: [], elsewhere: [] };
  const indexes = await indexesOf(tx, keys, personId);
  const holders = (await selectByNumbers(tx, indexes)).filter(holder => holder.personId !== personId);
  const elsewhere: DocumentType[] = [];
  const found = new Set<PersonId>();
  for (const holder of holders) {
    if (await isKnown(tx, communeId, holder.personId)) found.add(holder.personId);
    else elsewhere.push(holder.type);
  }
  const { arabic, latin, birthDate, contacts } = own;
  const words = indexWords({ arabic, latin });
  if (birthDate !== null) for (const id of await selectByWords(tx, communeId, { words, birthDate })) found.add(id);
  for (const id of await selectByContacts(
    tx,
    contacts.map(hex => Buffer.from(hex, 'hex')),
  ))
    found.add(id);
  found.delete(personId);
  const mine: Traits = { ...traitsOf(own), numbers: new Set(indexes.map(index => index.toString('hex'))) };
  const candidates = (await selectTraits(tx, [...found])).flatMap(row => toCandidate(mine, row));
  const ordered = candidates.toSorted((one, other) => other.score - one.score).slice(0, most);
  return { candidates: ordered, elsewhere };
}

function toCandidate(mine: Traits, row: Row): Candidate[] {
  const theirs = traitsOf(row);
  const findings = compare(mine, theirs);
  if (!looksAlike(findings, mine, theirs)) return [];
  return [{ id: row.personId, name: theirs.name, birthDate: theirs.birthDate, findings, score: scoreOf(findings) }];
}

/** What speaks for two persons being one; undefined when it is not enough. In a scope bound to a commune that knows both. */
export async function judgePair(
  tx: Tx,
  keys: IdentityKeys,
  [one, other]: readonly [PersonId, PersonId],
): Promise<readonly Finding[] | undefined> {
  const rows = await selectTraits(tx, [one, other]);
  const [first, second] = [rows.find(row => row.personId === one), rows.find(row => row.personId === other)];
  if (!first || !second) return undefined;
  const indexes = await indexesOf(tx, keys, one);
  const mine: Traits = { ...traitsOf(first), numbers: new Set(indexes.map(index => index.toString('hex'))) };
  const findings = compare(mine, traitsOf(second));
  return looksAlike(findings, mine, traitsOf(second)) ? findings : undefined;
}
