import type { PaperMaker } from '../modules/acts/index.ts';
import type { CopyPaper } from '../modules/certification/index.ts';
import { isStampLanguages, type Papers } from '../modules/sealing/index.ts';
import { asSha256, type BlobStore } from '../platform/blobs/index.ts';

const pointsPerMillimetre = 72 / 25.4;

/** The printer of certified copies and of their reissues: each page as a picture, under it a band with the mark and a stamp of its own. */
export function createCopyPrinter({
  papers,
  blobs,
}: {
  readonly papers: Pick<Papers, 'copiedPages' | 'stamp'>;
  readonly blobs: Pick<BlobStore, 'get'>;
}): PaperMaker {
  return {
    finalPages: async (communeId, face, frozen) => {
      // Frozen by the room of certifications, and by no other for acts of these kinds.
      const { pages, languages } = frozen as unknown as CopyPaper;
      if (!isStampLanguages(languages)) throw new Error('a frozen copy with unknown stamp languages');
      const scans = [];
      for (const { image, width, height } of pages)
        scans.push({ jpeg: await blobs.get(communeId, asSha256(image)), width, height });
      const stampPdf = await papers.stamp(face, languages);
      const { pdf, place } = await papers.copiedPages(scans, face, languages);
      const points = (millimetres: number): number => millimetres * pointsPerMillimetre;
      const box = {
        left: points(place.x),
        top: points(place.y),
        width: points(place.width),
        height: points(place.height),
      };
      return { pdf, stampPdf, stampPlace: { page: pages.length - 1, box } };
    },
  };
}
