export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Width and height that the data of an image declares for itself, or undefined when its filter has no header of its own.
 * A PDF may say that an image is small while the JPEG inside it is not; decoders allocate by what the JPEG says.
 */
export function declaredSize(filter: string, data: Uint8Array): Size | undefined {
  const view = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  if (filter === 'DCTDecode') return jpegSize(view);
  return filter === 'JPXDecode' ? jpeg2000Size(view) : undefined;
}

/** The frame header of a JPEG (ITU-T T.81, B.2.2). */
function jpegSize(view: Buffer): Size | undefined {
  for (let at = 2; at + 9 < view.length && view[at] === 0xff; ) {
    const marker = view[at + 1] ?? 0;
    // SOF0 to SOF15, without the tables DHT, JPG and DAC that lie between them.
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: view.readUInt16BE(at + 5), width: view.readUInt16BE(at + 7) };
    at += marker === 0xff ? 1 : 2 + view.readUInt16BE(at + 2);
  }
  return undefined;
}

/** The SIZ segment behind the start of a JPEG 2000 codestream (ITU-T T.800, A.5.1), wherever its boxes put it. */
function jpeg2000Size(view: Buffer): Size | undefined {
  const start = view.indexOf('\xff\x4f\xff\x51', 0, 'latin1');
  if (start < 0 || start + 24 > view.length) return undefined;
  const at = start + 8;
  return {
    width: view.readUInt32BE(at) - view.readUInt32BE(at + 8),
    height: view.readUInt32BE(at + 4) - view.readUInt32BE(at + 12),
  };
}
