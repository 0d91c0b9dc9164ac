import { z } from 'zod';
import { noticeView, refusalView } from './problem.ts';
import { idValue, instantValue, versionValue } from './values.ts';

/** What was measured on a page: `stop` asks for a new scan, `warn` asks the clerk to look. */
const verdictView = z
  .object({
    kind: z.enum(['blurred', 'low-resolution', 'blank', 'dark', 'skewed']),
    severity: z.enum(['warn', 'stop']),
    value: z.number(),
    detail: z.string(),
  })
  .meta({ id: 'Verdict' });
export type VerdictView = z.infer<typeof verdictView>;

const rotationValue = z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]);

/** Fractions (0 to 1) of the page after turning. */
const cropValue = z
  .object({
    left: z.number().min(0).max(1),
    top: z.number().min(0).max(1),
    width: z.number().min(0).max(1),
    height: z.number().min(0).max(1),
  })
  .meta({ id: 'Crop' });
export type CropValue = z.infer<typeof cropValue>;

const pageView = z
  .object({
    id: idValue,
    /** Size of the paper as displayed, after turning and cropping. */
    widthMm: z.number(),
    heightMm: z.number(),
    rotation: rotationValue,
    crop: cropValue.nullable(),
    verdicts: z.array(verdictView),
    /** Address of the page's JPEG, changing with its content; add `&width=160` for a thumbnail. */
    image: z.string(),
    /** Address of the page as it came in, for the crop tool; null for a PDF's page. */
    original: z.string().nullable(),
  })
  .meta({ id: 'Page' });
export type PageView = z.infer<typeof pageView>;

/** A signature that stood in the file when it arrived, as it was judged then. */
const earlierSignatureView = z
  .object({
    kind: z.enum(['signature', 'document-timestamp']),
    /** As it stands in the certificate: proven only where the indication says so. */
    name: z.string().nullable(),
    /** EN 319 102-1. Files with a failed signature are refused. */
    indication: z.enum(['TOTAL-PASSED', 'INDETERMINATE']),
    subIndication: z.string().nullable(),
    findings: z.array(z.string()),
    /** When it surely existed, by a timestamp that is trusted; else when its signer says to have signed. */
    provenAt: instantValue.nullable(),
    claimedAt: instantValue.nullable(),
    /** What was added after it. */
    changes: z.enum(['none', 'long-term-data', 'form-filling', 'annotation', 'other']),
    /** What all this means, in plain words. */
    detail: z.string(),
  })
  .meta({ id: 'EarlierSignature' });
export type EarlierSignatureView = z.infer<typeof earlierSignatureView>;

export const documentView = z
  .object({
    /** A signed PDF is never changed: no mark on its pages, and the stamp is one new field on one of them. */
    kind: z.enum(['scan', 'pdf', 'signed-pdf']),
    pages: z.array(pageView),
    /** Pages taken out, which may be put back. */
    removed: z.array(pageView),
    /** What the clean copy of a PDF no longer holds (forms, scripts, annotations). */
    notices: z.array(noticeView),
    /** Of a signed PDF, in the order in which they were made. */
    signatures: z.array(earlierSignatureView),
  })
  .meta({ id: 'Document' });
export type DocumentView = z.infer<typeof documentView>;

/**
 * Multipart form of an upload: `version`, then one or several `file` parts. Send the files of one gesture together; several images
 * make one document, in order; a PDF stands alone. On 401 sign in and send the same form with the same Idempotency-Key.
 */
export const uploadForm = z.object({
  version: z.coerce.number().pipe(versionValue),
  /** Binary; JPEG, PNG, TIFF, WebP, HEIC or PDF, told by content. */
  file: z.array(z.file()).min(1).max(100),
});

/** What became of each file of an upload, beside the request as it now stands. */
export const uploadReport = z.object({
  received: z.array(z.object({ name: z.string(), pages: z.int(), notices: z.array(noticeView) })),
  /** `field` is the file's name. Nothing of a refused file is kept; the files accepted beside it are, as they arrived. */
  refused: z.array(refusalView),
});
export type UploadReport = z.infer<typeof uploadReport>;

export const editPageBody = z.object({ version: versionValue, rotation: rotationValue, crop: cropValue.nullable() });
export type EditPageBody = z.infer<typeof editPageBody>;

/** Every page that is not removed, in the order wanted. */
export const orderPagesBody = z.object({ version: versionValue, pageIds: z.array(idValue).min(1).max(300) });
export type OrderPagesBody = z.infer<typeof orderPagesBody>;
