/** What a PDF must say about a JPEG image (ISO/IEC 10918-1). */
export interface JpegHeader {
  readonly width: number;
  readonly height: number;
  /** 1 for grey, 3 for colour. */
  readonly components: 1 | 3;
}

const startOfImage = 0xffd8;
// Frame headers SOF0 to SOF2 (baseline, extended, progressive): the only ones that DCTDecode is sure to read.
const frames = new Set([0xffc0, 0xffc1, 0xffc2]);

/** Reads the frame header of a JPEG; null when the bytes are no JPEG in grey or three colours that PDF can carry as it is. */
export function readJpegHeader(bytes: Uint8Array): JpegHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== startOfImage) return null;
  for (let at = 2; at + 10 <= bytes.length; ) {
    const marker = view.getUint16(at);
    if (marker < 0xff00) return null;
    if (frames.has(marker)) return frameAt(view, at);
    // Any number of 0xFF may stand before a marker.
    at += marker === 0xffff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}

function frameAt(view: DataView, at: number): JpegHeader | null {
  const [height, width, components] = [view.getUint16(at + 5), view.getUint16(at + 7), view.getUint8(at + 9)];
  if (width === 0 || height === 0) return null;
  return components === 1 || components === 3 ? { width, height, components } : null;
}

const onePixel = {
  1: '/9j/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAB//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AQH//2Q==',
  3: '/9j/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAABAAEDAREAAhEBAxEB/8QAFAABAAAAAAAAAAAAAAAAAAAAB//EABQQAQAAAAAAAAAAAAAAAAAAAAD/xAAUAQEAAAAAAAAAAAAAAAAAAAAA/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAwDAQACEQMRAD8AQAf/2Q==',
} as const;

/**
 * A JPEG of one white pixel that stands for a scan while Typst lays out the page: Typst would unpack every pixel of every page,
 * a gigabyte for forty pages at 300 dpi, only to pass the file through. A comment segment holds `index`, so that each is unlike the others.
 */
export function standIn(components: 1 | 3, index: number): Uint8Array {
  const pixel = Buffer.from(onePixel[components], 'base64');
  const comment = Buffer.from([0xff, 0xfe, 0, 6, 0, 0, 0, 0]);
  comment.writeUInt32BE(index, 4);
  return Buffer.concat([pixel.subarray(0, 2), comment, pixel.subarray(2)]);
}
