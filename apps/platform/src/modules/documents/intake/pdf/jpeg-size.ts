/**
 * Width and height that a JPEG declares in its frame header (ITU-T T.81, B.2.2), or undefined when there is none.
 * A PDF may say that an image is small while the JPEG inside it is not; decoders allocate by the JPEG.
 */
export function jpegPixels(data: Uint8Array): { readonly width: number; readonly height: number } | undefined {
  const view = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  for (let at = 2; at + 9 < view.length && view[at] === 0xff; ) {
    const marker = view[at + 1] ?? 0;
    // SOF0 to SOF15, without the tables DHT, JPG and DAC that lie between them.
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: view.readUInt16BE(at + 5), width: view.readUInt16BE(at + 7) };
    at += marker === 0xff ? 1 : 2 + view.readUInt16BE(at + 2);
  }
  return undefined;
}
