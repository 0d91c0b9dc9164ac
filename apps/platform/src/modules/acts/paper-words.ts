import type { CommuneId, OfficeId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { getCommune, getOffice, listArrondissements } from '../organisation/index.ts';
import type { PaperOffice } from '../sealing/index.ts';

/** How papers name a kind of document: a minor's card is a national card, a foreign one is named by its number. */
export const paperTypes = {
  cnie: 'cnie',
  minor: 'cnie',
  passport: 'passport',
  residence: 'residence',
  foreign: 'other',
} as const;

/** An office as papers name it today. */
export async function paperOffice(tx: Tx, communeId: CommuneId, officeId: OfficeId): Promise<PaperOffice> {
  const office = await getOffice(tx, communeId, officeId);
  const arrondissements = await listArrondissements(tx, communeId);
  const { name } = await getCommune(tx, communeId);
  const arrondissement = arrondissements.find(each => each.id === office.arrondissementId)?.name ?? null;
  return { commune: name, arrondissement, name: office.name };
}
