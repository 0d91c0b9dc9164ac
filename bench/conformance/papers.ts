import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPaper } from '../../packages/pades/src/fixtures/paper.ts';
import { textPaper, writePaper } from '../src/pades/paper.ts';

/** Number of the object that draws the first page of `textPaper`. */
export const firstContents = 5;

/** The shapes in which a file may come, before anybody signed it. */
export function papers(folder: string): Readonly<Record<'table' | 'stream' | 'linearized' | 'hybrid', Uint8Array>> {
  const table = textPaper(2);
  return {
    table,
    stream: rewritten(table, folder, '--object-streams=generate'),
    linearized: rewritten(table, folder, '--linearize'),
    hybrid: createPaper({ shape: 'hybrid', pages: 2 }),
  };
}

function rewritten(pdf: Uint8Array, folder: string, option: string): Uint8Array {
  const [input, output] = [join(folder, 'rewrite-in.pdf'), join(folder, 'rewrite-out.pdf')];
  writeFileSync(input, pdf);
  execFileSync('qpdf', [option, '--deterministic-id', input, output]);
  return readFileSync(output);
}

/** One page with two empty signature fields, `First` and `Second`. */
export function formPaper(): Uint8Array {
  const draw = 'BT /F1 24 Tf 72 700 Td (A form) Tj ET';
  const field = (name: string, bottom: number) =>
    `/Type /Annot /Subtype /Widget /FT /Sig /T (${name}) /F 4 /P 3 0 R /Rect [72 ${bottom} 272 ${bottom + 80}]`;
  return writePaper([
    ['/Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R 7 0 R] /SigFlags 3 >>'],
    ['/Type /Pages /Kids [3 0 R] /Count 1'],
    [
      '/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Annots [6 0 R 7 0 R] ' +
        '/Resources << /Font << /F1 4 0 R >> >>',
    ],
    ['/Type /Font /Subtype /Type1 /BaseFont /Helvetica'],
    [`/Length ${draw.length}`, Buffer.from(draw)],
    [field('First', 300)],
    [field('Second', 200)],
  ]);
}

/** Grey that means the same everywhere, so that PDF/A asks for no output intent (ISO 19005-2 §6.2.4.3). */
const calibrated = '/ColorSpace << /Grey [/CalGray << /WhitePoint [0.9505 1 1.089] >>] >>';

const metadata = `<?xpacket begin="\u{feff}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;

/** One page of PDF/A-2b with a frame on it, `width` by `height` points: a paper, or a stamp for one. */
export function archivePaper(width: number, height: number): Uint8Array {
  const draw = `/Grey CS 0.2 SC 2 w 4 4 ${width - 8} ${height - 8} re S`;
  const xmp = Buffer.from(metadata);
  return writePaper(
    [
      ['/Type /Catalog /Pages 2 0 R /Metadata 5 0 R'],
      ['/Type /Pages /Kids [3 0 R] /Count 1'],
      [`/Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents 4 0 R /Resources << ${calibrated} >>`],
      [`/Length ${draw.length}`, Buffer.from(draw)],
      [`/Type /Metadata /Subtype /XML /Length ${xmp.length}`, xmp],
    ],
    '/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]',
  );
}
