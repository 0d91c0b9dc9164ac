import { civilDate } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { getOffice, listRealCommunes } from '../../organisation/index.ts';
import { digestOf } from './content.ts';
import { type KeptExtract, selectBusyDays, selectExtracts, selectOffices } from './extract-store.ts';
import type { ExtractDeps, ExtractPlace, SecondCopyDestination } from './ports.ts';
import { readDay } from './read-day.ts';
import { manifestOf, pathOf, writeManifest } from './service.ts';

/** What does not agree between a second copy and the register. */
export interface Disagreement {
  /** A day that was never extracted, a file that is not there, one that differs, one nobody made, a broken chain, a day that reads otherwise now. */
  readonly what: 'day-missing' | 'file-missing' | 'file-altered' | 'file-unknown' | 'chain-broken' | 'register-differs';
  /** Path in the second copy, or office and day. */
  readonly where: string;
}

/** What a comparison found: sound when nothing disagrees. */
export interface SecondCopyCheck {
  readonly extracts: number;
  readonly disagreements: readonly Disagreement[];
}

type CheckDeps = Pick<ExtractDeps, 'db' | 'clock' | 'vault' | 'withdrawnOn' | 'blobs'>;

/** Compares a second copy with the register, day by day: both ways, so that neither a missing nor an added file goes unseen. */
export async function checkSecondCopy(deps: CheckDeps, copy: SecondCopyDestination): Promise<SecondCopyCheck> {
  const disagreements: Disagreement[] = [];
  const expected = new Set<string>();
  let extracts = 0;
  for (const { id: communeId } of await deps.db.transaction({}, tx => listRealCommunes(tx))) {
    const offices = await deps.db.transaction({ communeId }, tx => selectOffices(tx, communeId));
    for (const officeId of offices) {
      const found = await checkOffice(deps, copy, { communeId, officeId });
      extracts += found.extracts;
      disagreements.push(...found.disagreements);
      for (const path of found.paths) expected.add(path);
    }
  }
  for (const path of await copy.list())
    if (!expected.has(path)) disagreements.push({ what: 'file-unknown', where: path });
  return { extracts, disagreements };
}

async function checkOffice(deps: CheckDeps, copy: SecondCopyDestination, key: Omit<ExtractPlace, 'day'>) {
  const { communeId, officeId } = key;
  const read = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => deps.db.transaction({ communeId }, work);
  const extracts = (await read(tx => selectExtracts(tx, key))).filter(({ file }) => file !== null);
  const office = await read(tx => getOffice(tx, communeId, officeId));
  const disagreements: Disagreement[] = [];
  const paths: string[] = [];
  let before: string | null = null;
  for (const extract of extracts) {
    const path = pathOf(office, extract.day);
    paths.push(`${path}.pdf`, `${path}.json`);
    const say = (what: Disagreement['what'], ending = ''): void =>
      void disagreements.push({ what, where: `${path}${ending}` });
    if (extract.previous !== before) say('chain-broken');
    if (digestOf(await read(tx => readDay(deps, tx, extract))) !== extract.content) say('register-differs');
    await compare(deps, copy, { extract, office, path, say });
    before = extract.file?.sha256 ?? null;
  }
  const made = new Set(extracts.map(({ day }) => day));
  const today = civilDate(deps.clock());
  for (const day of await read(tx => selectBusyDays(tx, key, { after: null, before: today })))
    if (!made.has(day)) disagreements.push({ what: 'day-missing', where: pathOf(office, day) });
  return { extracts: extracts.length, disagreements, paths };
}

interface Compared {
  readonly extract: KeptExtract;
  readonly office: Parameters<typeof pathOf>[0];
  readonly path: string;
  readonly say: (what: Disagreement['what'], ending?: string) => void;
}

async function compare(
  { blobs }: CheckDeps,
  copy: SecondCopyDestination,
  { extract, office, path, say }: Compared,
): Promise<void> {
  const { file } = extract;
  if (!file) return;
  const wanted = [
    ['.pdf', await blobs.get(extract.communeId, file.sha256)],
    ['.json', Buffer.from(writeManifest(manifestOf(office, extract, file)))],
  ] as const;
  for (const [ending, bytes] of wanted) {
    const found = await copy.get(`${path}${ending}`);
    if (!found) say('file-missing', ending);
    else if (!bytes.equals(found)) say('file-altered', ending);
  }
}
