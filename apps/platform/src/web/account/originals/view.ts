import type { CommuneId } from '../../../kernel/index.ts';
import { listPublicActs, type PublicAct } from '../../../modules/acts/index.ts';
import type { OwnOriginal } from '../../../modules/certification/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import type { Speak } from '../page.tsx';
import type { KindOffered } from './deps.ts';

/** What an original is called, in the reader's language. */
export function kindIn(
  { language }: Pick<Speak, 'language'>,
  kinds: readonly KindOffered[],
  code: string | null,
): string {
  return kinds.find(kind => kind.code === code)?.label[language] ?? code ?? '';
}

/** Who issued an original, as the reader's script has it. */
export function issuerIn(
  { language }: Pick<Speak, 'language'>,
  { particulars }: Pick<OwnOriginal, 'particulars'>,
): string {
  const { issuer } = particulars;
  return issuer ? issuer[language === 'ar' ? 'arabic' : 'latin'] : '';
}

/** "2031-05-10" as a day is printed: "10/05/2031". */
export function dayOf(date: string): string {
  return date.split('-').toReversed().join('/');
}

/** The acts of several ids in one commune, by id. */
export async function readActs(
  db: Database,
  communeId: CommuneId,
  ids: readonly PublicAct['actId'][],
): Promise<ReadonlyMap<string, PublicAct>> {
  const acts = await db.transaction({ communeId }, tx => listPublicActs(tx, communeId, ids));
  return new Map(acts.map(act => [act.actId, act]));
}
