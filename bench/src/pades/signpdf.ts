import { createHash } from 'node:crypto';
import { pdflibAddPlaceholder } from '@signpdf/placeholder-pdf-lib';
import { SignPdf } from '@signpdf/signpdf';
import { Signer, SUBFILTER_ETSI_CADES_DETACHED } from '@signpdf/utils';
import { PDFDocument } from 'pdf-lib';

/**
 * Signs PDF files as many programs do: pdf-lib writes the file anew with a placeholder, @signpdf/signpdf looks for it and
 * fills it in. The CMS is ours, so that only the handling of the file differs; `contentsDigits` is the room for it.
 */
export function openSignpdf(
  cms: (digest: Uint8Array) => Uint8Array,
  contentsDigits: number,
): (pdf: Uint8Array) => Promise<Uint8Array> {
  const signer = new CmsSigner(cms);
  return async pdf => {
    const pdfDoc = await PDFDocument.load(pdf);
    pdflibAddPlaceholder({
      pdfDoc,
      reason: '',
      contactInfo: '',
      name: '',
      location: '',
      signatureLength: contentsDigits,
      subFilter: SUBFILTER_ETSI_CADES_DETACHED,
    });
    return new SignPdf().sign(await pdfDoc.save({ useObjectStreams: false }), signer);
  };
}

class CmsSigner extends Signer {
  readonly #cms: (digest: Uint8Array) => Uint8Array;

  constructor(cms: (digest: Uint8Array) => Uint8Array) {
    super();
    this.#cms = cms;
  }

  override async sign(pdf: Buffer): Promise<Buffer> {
    return Buffer.from(this.#cms(createHash('sha256').update(pdf).digest()));
  }
}
