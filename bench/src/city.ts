import type { CommuneId, LocalizedText, OfficeId } from '../../apps/platform/src/kernel/index.ts';
import { newId } from '../../apps/platform/src/kernel/index.ts';
import type { Office } from '../../apps/platform/src/modules/organisation/index.ts';

/** The same word in all four languages. */
export function named(word: string): LocalizedText {
  return { ar: word, fr: word, zgh: word, en: word };
}

/** An annex of a commune of the bench, with a code of its own. */
export function anOffice(communeId: CommuneId, index: number, now: Date): Office {
  return {
    communeId,
    id: newId<OfficeId>(now),
    arrondissementId: null,
    code: `B${String.fromCodePoint(65 + Math.floor(index / 26), 65 + (index % 26))}01`,
    name: named(`Bureau ${index}`),
    address: named('Rue 1'),
    kind: 'annex',
    organised: 'clerk-and-officer',
    openedOn: '2026-01-05',
  };
}
