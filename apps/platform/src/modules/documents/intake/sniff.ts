import { ok, type Refusal, type Result, refuse } from '../../../kernel/index.ts';
import { intakeLimits } from './limits.ts';

export type FileType = 'jpeg' | 'png' | 'tiff' | 'webp' | 'heic' | 'pdf';

/** Something that the clerk must be told although the file is accepted: a message key and its placeholders, as in a refusal. */
export type Notice = Refusal;

export interface Sniffed {
  readonly type: FileType;
  readonly notices: readonly Notice[];
}

const extensions: Record<FileType, readonly string[]> = {
  jpeg: ['jpg', 'jpeg', 'jpe', 'jfif'],
  png: ['png'],
  tiff: ['tif', 'tiff'],
  webp: ['webp'],
  heic: ['heic', 'heif', 'hif'],
  pdf: ['pdf'],
};

/** Brands of still HEVC images (ISO/IEC 23008-12 annex B); AVIF is another codec, which no counter scanner writes. */
const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);

/** First bytes of formats that people bring and that we refuse by their name, because the name helps them to convert. */
const refusedTypes: readonly (readonly [string, string])[] = [
  ['0000001c66747970617669', 'AVIF'],
  ['0000002066747970617669', 'AVIF'],
  ['504b0304', 'ZIP'],
  ['d0cf11e0', 'DOC'],
  ['47494638', 'GIF'],
  ['424d', 'BMP'],
  ['7b5c727466', 'RTF'],
  ['52617221', 'RAR'],
  ['377abcaf', '7Z'],
  ['4d5a', 'EXE'],
  ['7f454c46', 'EXE'],
];

/**
 * What `bytes` are, judged by their content and never by their name.
 * `name` is the name that the person's machine gave; it only serves to say that it lied.
 * Refusals: `documents.empty`, `.too-large`, `.unsupported-type`, `.truncated`, `.polyglot`.
 */
export function sniff(bytes: Uint8Array, name?: string): Result<Sniffed> {
  if (bytes.length === 0) return refuse('documents.empty');
  if (bytes.length > intakeLimits.fileBytes) {
    return refuse('documents.too-large', { limit: intakeLimits.fileBytes / 2 ** 20 });
  }
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = typeOf(view);
  if (type === undefined) return refuseUnknown(view);
  if (isPolyglot(view, type)) return refuse('documents.polyglot');
  if (isTruncated(view, type)) return refuse('documents.truncated');
  return ok({ type, notices: nameNotices(type, name) });
}

function typeOf(view: Buffer): FileType | undefined {
  const head = view.subarray(0, 16).toString('latin1');
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (/^(?:II[*+]\0|MM\0[*+])/.test(head)) return 'tiff';
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'webp';
  if (head.slice(4, 8) === 'ftyp' && !head.startsWith('avi', 8) && hasHeicBrand(view)) return 'heic';
  if (/^%PDF-[12]\.\d/.test(head)) return 'pdf';
  return undefined;
}

function hasHeicBrand(view: Buffer): boolean {
  const end = Math.min(view.readUInt32BE(0), view.length, 256);
  for (let at = 8; at + 4 <= end; at += 4) {
    if (at !== 12 && heicBrands.has(view.toString('latin1', at, at + 4))) return true;
  }
  return false;
}

/** A PDF header that is not the first byte belongs to a file that wants to be two things (readers accept it within 1,024 bytes). */
function refuseUnknown(view: Buffer): Result<never> {
  if (findPdfHeader(view.subarray(0, 1_024)) > 0) return refuse('documents.polyglot');
  const hex = view.toString('hex', 0, 16);
  const known = refusedTypes.find(([magic]) => hex.startsWith(magic));
  return refuse('documents.unsupported-type', { type: known?.[1] ?? 'unknown' });
}

function findPdfHeader(view: Buffer): number {
  for (let at = view.indexOf('%PDF-'); at >= 0; at = view.indexOf('%PDF-', at + 1)) {
    if (/^[12]\.\d/.test(view.toString('latin1', at + 5, at + 8))) return at;
  }
  return -1;
}

function isPolyglot(view: Buffer, type: FileType): boolean {
  return endsAsZip(view) || (type !== 'pdf' && findPdfHeader(view) > 0);
}

/** A ZIP is read from its end: its last record (APPNOTE 4.3.16) closes the file, after a comment whose length it states. */
function endsAsZip(view: Buffer): boolean {
  const from = Math.max(0, view.length - 65_557);
  for (
    let at = view.indexOf('PK\x05\x06', from, 'latin1');
    at >= 0;
    at = view.indexOf('PK\x05\x06', at + 1, 'latin1')
  ) {
    if (at + 22 <= view.length && at + 22 + view.readUInt16LE(at + 20) <= view.length) return true;
  }
  return false;
}

function isTruncated(view: Buffer, type: FileType): boolean {
  switch (type) {
    case 'pdf':
      return !endsAsPdf(view);
    case 'png':
      return !reachesIend(view);
    case 'jpeg':
      return view.lastIndexOf('\xff\xd9', undefined, 'latin1') < 4;
    case 'webp':
      return view.readUInt32LE(4) + 8 > view.length;
    default:
      // TIFF, HEIC: their directories point anywhere in the file: the decoder notices a missing part.
      return view.length < 64;
  }
}

/** Some scanners fill the last block of a file with zeros; before them, the end mark must be near (readers look back 1,024 bytes). */
function endsAsPdf(view: Buffer): boolean {
  let end = view.length;
  while (end > 0 && [0, 9, 10, 13, 32].includes(view[end - 1] ?? -1)) end -= 1;
  return view.subarray(Math.max(0, end - 1_024), end).includes('%%EOF');
}

function reachesIend(view: Buffer): boolean {
  for (let at = 8; at + 12 <= view.length; at += 12 + view.readUInt32BE(at)) {
    if (view.toString('latin1', at + 4, at + 8) === 'IEND') return true;
  }
  return false;
}

function nameNotices(type: FileType, name: string | undefined): Notice[] {
  const extension = name === undefined ? undefined : /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase();
  if (extension === undefined || extensions[type].includes(extension)) return [];
  return [
    { code: 'documents.name-mismatch', params: { extension: extension.toUpperCase(), type: type.toUpperCase() } },
  ];
}
