import type { ActFace, PaperOffice, Signatory, StampLanguages } from './face.ts';
import { abderrahim, act, fatima, many, zineb } from './specimens.fixture.ts';
import type { WaitingSlipFace } from './waiting-slip.ts';
import { currentWording } from './wording.ts';

// Faces of acts that several people sign, maybe at several offices.

const fes: PaperOffice = {
  commune: { ar: 'جماعة فاس', fr: 'Commune de Fès', zgh: 'Commune de Fès', en: 'Commune de Fès' },
  arrondissement: null,
  name: { ar: 'ملحقة النرجس', fr: 'Annexe Narjiss', zgh: 'Annexe Narjiss', en: 'Annexe Narjiss' },
};

/** The husband here, the wife at an office of another commune. */
const spread: ActFace = {
  ...act,
  signatories: [
    { ...abderrahim, mode: 'presence' },
    { ...zineb, attestedAt: fes },
  ],
};

/** Ten signatories: here, elsewhere, before witnesses, by a specimen. */
const ten: ActFace = {
  ...many,
  signatories: Array.from({ length: 10 }, (_, index): Signatory => {
    if (index % 4 === 0) return { ...fatima, document: { type: 'passport', number: `UX74022${10 + index}` } };
    const document = { type: 'cnie', number: `BK4829${10 + index}` } as const;
    if (index % 4 === 1) return { ...zineb, document, attestedAt: fes };
    return { ...zineb, document, mode: index % 4 === 2 ? 'specimen' : 'presence' };
  }),
};

/** The slip of somebody who will sign at another office. */
export const waiting: WaitingSlipFace = {
  wording: currentWording,
  office: act.office,
  instant: new Date('2026-11-10T09:42:00Z'),
  second: 'fr',
  reference: 'MAA03-7K3D',
  name: zineb.name,
  code: '7K3D-9QTM-X2WR-5HCA',
  validUntil: new Date('2027-01-09T09:42:00Z'),
  mark: null,
};

/** Stamps of such acts. */
export const severalVariants: Readonly<Record<string, readonly [ActFace, StampLanguages]>> = {
  'stamp-spread-fr': [spread, 'fr'],
  'stamp-spread-ar-fr': [spread, 'ar+fr'],
  'stamp-elsewhere-ar': [{ ...spread, signatories: spread.signatories.slice(1) }, 'ar'],
  'stamp-ten-ar-fr': [ten, 'ar+fr'],
  'stamp-ten-fr': [ten, 'fr'],
};
