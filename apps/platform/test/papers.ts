import sharp from 'sharp';
import type { FinalPages, PaperMaker } from '../src/modules/acts/index.ts';
import type { GivenFace } from '../src/modules/acts/index.ts';
import { currentWording, type Papers } from '../src/modules/sealing/index.ts';

const inEveryLanguage = (text: string) => ({ ar: text, fr: text, zgh: text, en: text });
const pointsPerMillimetre = 72 / 25.4;

/** What a legalisation of one signature shows, before it has a number. */
export const aGivenFace: GivenFace = {
  kind: 'legalisation',
  wording: currentWording,
  office: {
    commune: { ...inEveryLanguage('Casablanca'), ar: 'الدار البيضاء' },
    arrondissement: { ...inEveryLanguage('Maârif'), ar: 'المعاريف' },
    name: { ...inEveryLanguage('Bureau 3'), ar: 'المكتب 3' },
  },
  signatories: [
    {
      name: { arabic: 'زينب العمراني', latin: 'Zineb EL AMRANI' },
      document: { type: 'cnie', number: 'BK123456' },
      mode: 'presence',
    },
  ],
  fee: 200,
  pages: 1,
  mark: 'demo',
};

/** Prints real pages: one blank A4 scan with its margin mark, and the stamp in the language that the paper names. */
export function paperMaker(papers: Papers): PaperMaker {
  return {
    finalPages: async (_commune, face): Promise<FinalPages> => {
      const jpeg = await sharp({ create: { width: 620, height: 877, channels: 3, background: '#fdfdfa' } })
        .jpeg()
        .toBuffer();
      const pdf = await papers.scannedPages([{ jpeg, width: 210, height: 297, layout: 'over' }], face);
      const size = await papers.stampSize(face, 'ar+fr');
      const stampPdf = await papers.stamp(face, 'ar+fr');
      const box = {
        left: 60,
        top: 420,
        width: size.width * pointsPerMillimetre,
        height: size.height * pointsPerMillimetre,
      };
      return { pdf, stampPdf, stampPlace: { page: 0, box } };
    },
  };
}
