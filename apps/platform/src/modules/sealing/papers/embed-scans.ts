import type { JpegHeader } from './jpeg.ts';

/** A scan, and the one-pixel image that Typst embedded in its place. */
export interface Scan extends JpegHeader {
  readonly jpeg: Uint8Array;
  readonly standIn: Uint8Array;
}

const header =
  /^(?<id>\d+) 0 obj\n<<\n {2}\/Length \d+\n {2}\/Type \/XObject\n {2}\/Subtype \/Image\n {2}\/Filter \/DCTDecode\n {2}\/Width 1\n {2}\/Height 1\n(?<rest>(?: {2}.*\n)*)>>\nstream\n/;
const longestHeader = 512;
// An entry of a cross-reference table is twenty bytes (ISO 32000-2, 7.5.4).
const entryLength = 20;

/**
 * Puts the scans, byte for byte, in the place of their stand-ins, in a PDF that Typst just wrote: objects one after the other,
 * then one cross-reference table. Objects are reached by their offsets and never searched for. Throws when the PDF is laid out
 * otherwise, or when a stand-in is missing.
 */
export function embedScans(pdf: Uint8Array, scans: readonly Scan[]): Uint8Array {
  const file = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const table = readTable(file);
  const byStandIn = new Map(scans.map(scan => [keyOf(scan.standIn), scan]));
  const [first] = table.starts;
  const pieces: Uint8Array[] = [file.subarray(0, first)];
  const moved = new Map<number, number>();
  let length = first ?? 0;
  for (const [index, start] of table.starts.entries()) {
    const object = file.subarray(start, table.starts[index + 1] ?? table.at);
    const piece = replaceImage(object, byStandIn);
    moved.set(start, length);
    pieces.push(...piece);
    length += piece.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }
  if (byStandIn.size > 0) throw new Error(`${byStandIn.size} scans have no place in the PDF`);
  return Buffer.concat([...pieces, ...closing(file, table, moved, length)]);
}

interface Table {
  readonly at: number;
  readonly entries: number;
  /** Offset of each object in use, ascending. */
  readonly starts: readonly number[];
  /** Where the entries begin, and where the trailer does. */
  readonly body: number;
  readonly trailer: number;
}

function readTable(file: Buffer): Table {
  const end = file
    .subarray(-64)
    .toString('latin1')
    .match(/startxref\n(\d+)\n%%EOF\n?$/);
  const at = Number(end?.[1]);
  const head = file
    .subarray(at, at + 32)
    .toString('latin1')
    .match(/^xref\n0 (\d+)\n/);
  if (!end || !head) throw new Error('the PDF does not end in one cross-reference table');
  const [body, entries] = [at + head[0].length, Number(head[1])];
  const starts = Array.from({ length: entries }, (_, index) =>
    file.subarray(body + index * entryLength, body + (index + 1) * entryLength).toString('latin1'),
  )
    .filter(entry => entry.charAt(17) === 'n')
    .map(entry => Number(entry.slice(0, 10)))
    .sort((a, b) => a - b);
  return { at, entries, starts, body, trailer: body + entries * entryLength };
}

/** The object as it stands, or with its stand-in replaced; a stand-in is used once. */
function replaceImage(object: Buffer, scans: Map<string, Scan>): readonly Uint8Array[] {
  const found = object.subarray(0, longestHeader).toString('latin1').match(header);
  if (!found?.groups) return [object];
  const content = object.subarray(found[0].length, object.lastIndexOf('\nendstream'));
  const key = keyOf(content);
  const scan = scans.get(key);
  if (!scan) return [object];
  scans.delete(key);
  const { id, rest } = found.groups;
  const dictionary =
    `${id} 0 obj\n<<\n  /Length ${scan.jpeg.byteLength}\n  /Type /XObject\n  /Subtype /Image\n  /Filter /DCTDecode\n` +
    `  /Width ${scan.width}\n  /Height ${scan.height}\n${rest}>>\nstream\n`;
  return [Buffer.from(dictionary, 'latin1'), scan.jpeg, Buffer.from('\nendstream\nendobj\n\n', 'latin1')];
}

function closing(file: Buffer, table: Table, moved: ReadonlyMap<number, number>, at: number): Uint8Array[] {
  const entries = Buffer.from(file.subarray(table.at, table.trailer));
  for (let entry = table.body - table.at; entry < entries.length; entry += entryLength) {
    const offset = moved.get(Number(entries.toString('latin1', entry, entry + 10)));
    if (offset !== undefined && entries.at(entry + 17) === 'n'.charCodeAt(0))
      entries.write(String(offset).padStart(10, '0'), entry, 'latin1');
  }
  const trailer = file
    .subarray(table.trailer)
    .toString('latin1')
    .replace(/startxref\n\d+\n/, `startxref\n${at}\n`);
  return [entries, Buffer.from(trailer, 'latin1')];
}

function keyOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
