const mebibyte = 2 ** 20;

/**
 * Every ceiling that a file meets on its way in. A file above one of them is refused with the ceiling in the refusal's params.
 * The figures are what a municipal paper can honestly need, with room: an A3 sheet at 600 dpi is 70 megapixels; a deed of sale
 * with its annexes is about 40 pages.
 */
export const intakeLimits = {
  /** Bytes of one uploaded file. */
  fileBytes: 50 * mebibyte,
  /** Pages of one file: frames of a TIFF, pages of a PDF. */
  pages: 300,
  /** Pixels of one image, read from its header before anything is decoded. */
  imagePixels: 120_000_000,
  /** Least side of an image in pixels: below it there is no page to read. */
  imageSidePixels: 32,
  /** Pixels of all frames of one file together. */
  filePixels: 1_200_000_000,
  /** Bytes that all compressed streams of one PDF may inflate to. */
  inflatedBytes: 512 * mebibyte,
  /** Inflated over stored bytes of one PDF; judged only above `ratioFloorBytes`, because a blank scan compresses very well. */
  inflateRatio: 150,
  ratioFloorBytes: 48 * mebibyte,
  /** Compression inside compression: one level is a habit of old scanners, more is a bomb. */
  filterChain: 4,
  /** Objects of one PDF, as written in the file and as reached from its pages. */
  objects: 200_000,
  /** Depth of arrays and dictionaries, of page trees, of forms within forms. */
  nesting: 48,
  /** Side of a page in PDF points: 14,400 is ISO 32000-1 annex C; a large plan (A0) has 3,370. */
  pageSidePoints: 14_400,
  /** Long side of a rendered preview in pixels. */
  renderedSidePixels: 6_000,
  /** Data segment of the sandbox process: a file that needs more is refused, and only that process ends. */
  sandboxBytes: 1_536 * mebibyte,
  /** The same for optical reading, whose engine reserves more than it uses. */
  readingBytes: 4_096 * mebibyte,
  /** Processor time of one sandbox process over all its jobs. */
  sandboxSeconds: 1_800,
  /** Wall time of one job in the sandbox. A PDF parses in milliseconds; a TIFF of 300 pages takes minutes on a busy machine. */
  jobMilliseconds: {
    rebuildPdf: 20_000,
    judgeSigned: 20_000,
    readImages: 240_000,
    readLanguage: 20_000,
    other: 30_000,
  },
} as const;

/** Dots per inch of a stored page: ISO 19005 archives and the stamp's type are legible at 300, more only weighs. */
export const pageDpi = 300;
