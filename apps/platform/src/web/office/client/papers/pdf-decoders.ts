import jbig2 from 'pdfjs-dist/wasm/jbig2.wasm?url';
import openjpeg from 'pdfjs-dist/wasm/openjpeg.wasm?url';
import colours from 'pdfjs-dist/wasm/qcms_bg.wasm?url';

const addresses: Readonly<Record<string, string>> = {
  'jbig2.wasm': jbig2,
  'openjpeg.wasm': openjpeg,
  'qcms_bg.wasm': colours,
};

/**
 * Where pdf.js finds its decoders of JBIG2 and JPEG 2000 pictures and of colour profiles: beside our own bundle, named by their
 * content. Without them such a picture would silently stay white. Fonts that a file forgot to carry come from the system.
 */
export class PdfDecoders {
  async fetch({ filename }: { readonly filename: string }): Promise<Uint8Array> {
    const address = addresses[filename];
    if (!address) throw new Error(`no decoder ${filename}`);
    const response = await fetch(address);
    if (!response.ok) throw new Error(`decoder ${filename}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }
}
