import { prepareSignature } from '@shubbak/pades';
import type { FinalPages, PaperMaker } from '../modules/acts/index.ts';
import { type ActFace, isRefusalLanguages, type Papers } from '../modules/sealing/index.ts';

const pointsPerMillimetre = 72 / 25.4;
const page = { width: 210, height: 297 } as const;
/** Height at the foot of a refusal that the margin mark takes, with the air above it, in millimetres. */
const foot = 30;

/** The makers of the papers of acts, by what the act is. */
export type Printers = Readonly<Partial<Record<ActFace['kind'], PaperMaker>>>;

/** Prints each act by its kind. Throws for a kind that nobody prints: its request could not have become an act. */
export function printByKind(printers: Printers): PaperMaker {
  return {
    finalPages: (communeId, face, paper) => {
      const printer = printers[face.kind];
      if (!printer) throw new Error(`nobody prints acts of kind ${face.kind}`);
      return printer.finalPages(communeId, face, paper);
    },
  };
}

/** The printer of refusals: one page, its stamp in the middle above the margin mark. */
export function createRefusalPrinter(papers: Papers): PaperMaker {
  return {
    finalPages: async (_communeId, face, { languages }) => {
      if (!isRefusalLanguages(languages)) throw new Error('a frozen refusal in unknown languages');
      const [size, stampPdf] = await Promise.all([papers.stampSize(face, languages), papers.stamp(face, languages)]);
      const x = (page.width - size.width) / 2;
      const stamp = { ...size, x, y: page.height - foot - size.height };
      const points = (millimetres: number): number => millimetres * pointsPerMillimetre;
      const { width, height } = size;
      const box = { left: points(stamp.x), top: points(stamp.y), width: points(width), height: points(height) };
      return { pdf: await papers.refusal(face, languages, stamp), stampPdf, stampPlace: { page: 0, box } };
    },
  };
}

/** Pages with their stamp in place and nothing to sign: the code that will hold the signature holds the draft's stamp. */
export function stampDraft({ pdf, stampPdf, stampPlace }: FinalPages): Uint8Array {
  return prepareSignature(pdf, { contentsSize: 1, ...stampPlace, appearance: { pdf: stampPdf } }).toBytes();
}
