import { ok, refuse, type Result } from '../../kernel/index.ts';

/** A point of the pen: millimetres on the pad, milliseconds since the first point, pressure from 0 to 1. */
export interface PenPoint {
  readonly x: number;
  readonly y: number;
  readonly t: number;
  readonly pressure: number;
}

/** A signature as it was drawn. */
export interface DrawnSignature {
  readonly pad: { readonly widthMm: number; readonly heightMm: number };
  readonly strokes: readonly (readonly PenPoint[])[];
}

/** A shorter line than this, in millimetres, is a slip of the pen or a dot, and no signature. */
export const leastSignatureMillimetres = 15;

/** The same for the mark (a cross, a circle) of a witness who cannot write. */
export const leastMarkMillimetres = 5;

/**
 * Reads a drawn signature. Refusals: `legalisation.signature-too-short` (with the `least` length, in millimetres), `.signature-outside` (a point beyond
 * the pad), `.signature-times` (points that go back in time: not drawn by a hand).
 */
export function readSignature(
  drawn: DrawnSignature,
  least: number = leastSignatureMillimetres,
): Result<DrawnSignature> {
  const points = drawn.strokes.flat();
  const { widthMm, heightMm } = drawn.pad;
  if (points.some(({ x, y }) => x > widthMm || y > heightMm)) return refuse('legalisation.signature-outside');
  if (points.some((point, index) => point.t < (points[index - 1]?.t ?? 0)))
    return refuse('legalisation.signature-times');
  if (lengthOf(drawn) < least) return refuse('legalisation.signature-too-short', { least });
  return ok(drawn);
}

function lengthOf({ strokes }: DrawnSignature): number {
  return strokes.reduce((sum, stroke) => sum + lengthOfStroke(stroke), 0);
}

function lengthOfStroke(stroke: readonly PenPoint[]): number {
  return stroke.slice(1).reduce((sum, point, index) => {
    const from = stroke[index] ?? point;
    return sum + Math.hypot(point.x - from.x, point.y - from.y);
  }, 0);
}

/** The signature as bytes to keep: always the same bytes for the same strokes. */
export function writeSignature({ pad, strokes }: DrawnSignature): Uint8Array {
  const round = (value: number) => Math.round(value * 1000) / 1000;
  const kept = {
    format: 'shubbak-signature-1',
    pad: [round(pad.widthMm), round(pad.heightMm)],
    strokes: strokes.map(stroke =>
      stroke.map(({ x, y, t, pressure }) => [round(x), round(y), Math.round(t), round(pressure)]),
    ),
  };
  return Buffer.from(JSON.stringify(kept));
}

/** The strokes of a kept signature: points in millimetres on the pad, without times and pressures. */
export function readKeptStrokes(bytes: Uint8Array): readonly (readonly (readonly [x: number, y: number])[])[] {
  return readKept(bytes).strokes.map(stroke => stroke.map(([x = 0, y = 0]) => [x, y] as const));
}

interface KeptSignature {
  readonly pad: readonly [number, number];
  readonly strokes: readonly (readonly (readonly number[])[])[];
}

function readKept(bytes: Uint8Array): KeptSignature {
  return JSON.parse(Buffer.from(bytes).toString('utf8'));
}

/** A kept signature as a picture (SVG, in millimetres), drawn with the colour of the surrounding text. */
export function drawSignature(bytes: Uint8Array): string {
  const [width, height] = readKept(bytes).pad;
  const paths = readKeptStrokes(bytes).map(stroke => {
    const points = stroke.map(([x, y]) => `${x} ${y}`);
    // A single point is a dot: a line of no length is drawn round by its caps.
    return `M${[...points, ...(points.length === 1 ? points : [])].join('L')}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" fill="none" stroke="currentColor" stroke-width="0.6" stroke-linecap="round" stroke-linejoin="round"><path d="${paths.join('')}"/></svg>`;
}
