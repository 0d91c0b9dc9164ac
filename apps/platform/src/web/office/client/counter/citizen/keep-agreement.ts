import type { ApiClient } from '../../../../api/client/index.ts';
import type { LanguageValue } from '../../../../api/contract/index.ts';
import type { Desk } from '../desk.ts';
import { type Drawing, type PadSize, toMillimetres } from './strokes.ts';

/** A signatory's own gesture: what they drew, and the sentence they accepted in their language. */
export interface Agreement {
  readonly personId: string;
  readonly drawing: Drawing;
  /** Size of the pad in CSS pixels. */
  readonly size: PadSize;
  /** Version of the sentence that was shown. */
  readonly sentence: string;
  readonly language: LanguageValue;
}

/** A drawing as the server takes it, in millimetres; `size` is the pad's, in CSS pixels. */
export function drawnOf(drawing: Drawing, size: PadSize) {
  return {
    pad: { widthMm: toMillimetres(size.width), heightMm: toMillimetres(size.height) },
    strokes: drawing.strokes.map(stroke => stroke.slice()),
  };
}

/** Keeps the signature, if one was drawn, then the consent. Answers whether both were kept. */
export async function keepAgreement(api: ApiClient, desk: Desk, agreement: Agreement): Promise<boolean> {
  const { personId, drawing, size, sentence, language } = agreement;
  if (drawing.strokes.length > 0) {
    const kept = await desk.change(({ id, version }) =>
      api.call('drawSignature', {
        params: { requestId: id, personId },
        body: { version, ...drawnOf(drawing, size) },
      }),
    );
    if (!kept) return false;
  }
  return desk.change(({ id, version }) =>
    api.call('consent', { params: { requestId: id, personId }, body: { version, sentence, language } }),
  );
}
