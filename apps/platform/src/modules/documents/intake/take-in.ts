import { ok, type Result } from '../../../kernel/index.ts';
import type { PageImage } from './pages/page.ts';
import type { SignerTrust } from './pdf/judgement.ts';
import type { RebuiltPdf } from './pdf/rebuild.ts';
import type { SignedPdf } from './pdf/signed.ts';
import { runInSandbox } from './sandbox.ts';
import { type FileType, type Notice, sniff } from './sniff.ts';

/**
 * A file that came in: normalised pages of images, a PDF rebuilt clean, or a signed PDF, judged and to be kept as it arrived.
 * `notices` are what the clerk must be told.
 */
export type TakenIn =
  | {
      readonly kind: 'images';
      readonly type: Exclude<FileType, 'pdf'>;
      readonly pages: readonly PageImage[];
      readonly notices: readonly Notice[];
    }
  | ({ readonly kind: 'pdf'; readonly type: 'pdf'; readonly notices: readonly Notice[] } & RebuiltPdf)
  | ({ readonly kind: 'signed-pdf'; readonly type: 'pdf'; readonly notices: readonly Notice[] } & SignedPdf);

/** What the signatures of files are held against, and when. */
export interface Judging {
  readonly trust: SignerTrust;
  readonly at: Date;
}

/**
 * Takes in one file of unknown content; `judging` is for one that arrives signed. `name` is the name on the person's machine; it is compared, never believed.
 * Refusals: every `documents.*` code of messages/.
 */
export async function takeIn(bytes: Uint8Array, judging: Judging, name?: string): Promise<Result<TakenIn>> {
  const sniffed = sniff(bytes, name);
  if (!sniffed.ok) return sniffed;
  const { type, notices } = sniffed.value;
  if (type !== 'pdf') {
    const pages = await runInSandbox('readImages', { bytes, type });
    return pages.ok ? ok({ kind: 'images', type, pages: pages.value, notices }) : pages;
  }
  const rebuilt = await runInSandbox('rebuildPdf', bytes);
  // A rebuilt file would lose its signatures: it takes another road, untouched.
  if (!rebuilt.ok && rebuilt.refusal.code === 'documents.signed-already') return takeInSigned(bytes, judging, notices);
  if (!rebuilt.ok) return rebuilt;
  const compared = await runInSandbox('comparePages', { before: bytes, after: rebuilt.value.pdf });
  const different = compared.ok ? compared.value : undefined;
  return ok({ kind: 'pdf', type, ...rebuilt.value, notices: [...notices, ...pdfNotices(rebuilt.value, different)] });
}

async function takeInSigned(bytes: Uint8Array, judging: Judging, notices: readonly Notice[]): Promise<Result<TakenIn>> {
  const judged = await runInSandbox('judgeSigned', { bytes, ...judging });
  return judged.ok ? ok({ kind: 'signed-pdf', type: 'pdf', ...judged.value, notices }) : judged;
}

function pdfNotices({ dropped, flattened }: RebuiltPdf, different: readonly number[] | undefined): Notice[] {
  const notices: Notice[] = dropped.map(name => ({ code: `documents.dropped.${name}`, params: {} }));
  if (flattened > 0) notices.push({ code: 'documents.flattened', params: { count: flattened } });
  if (different === undefined) notices.push({ code: 'documents.not-compared', params: {} });
  else if (different.length > 0) {
    notices.push({
      code: 'documents.looks-different',
      params: { count: different.length, pages: different.slice(0, 8).join(', ') },
    });
  }
  return notices;
}
