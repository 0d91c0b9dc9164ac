import type { SignatureSample } from './sample.ts';

/** Room around the ink, in hundredths of a millimetre. */
const margin = 150;

/** A signature as a picture: what an `<svg>` needs to show it, in hundredths of a millimetre. */
export interface SignatureDrawing {
  readonly viewBox: string;
  /** Path data; a dot is a line of no length, drawn round by its caps. */
  readonly path: string;
}

/** Draws the strokes, as large as the ink is. */
export function drawSample({ strokes }: SignatureSample): SignatureDrawing {
  const points = strokes.flat();
  const left = points.reduce((least, { x }) => Math.min(least, x), Infinity) - margin;
  const top = points.reduce((least, { y }) => Math.min(least, y), Infinity) - margin;
  const right = points.reduce((most, { x }) => Math.max(most, x), -Infinity) + margin;
  const bottom = points.reduce((most, { y }) => Math.max(most, y), -Infinity) + margin;
  const path = strokes
    .map(stroke => {
      const places = stroke.map(({ x, y }) => `${x} ${y}`);
      return `M${[...places, ...(places.length === 1 ? places : [])].join('L')}`;
    })
    .join('');
  return { viewBox: `${left} ${top} ${right - left} ${bottom - top}`, path };
}

/** The drawing as a file of its own, with the colour of the surrounding text. */
export function sampleToSvg(sample: SignatureSample): string {
  const { viewBox, path } = drawSample(sample);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}" fill="none" stroke="currentColor" stroke-width="60" stroke-linecap="round" stroke-linejoin="round"><path d="${path}"/></svg>`;
}
