import { ok, refuse, type Result } from '../../../kernel/index.ts';

/** Where the pen was: `x` to the right and `y` downwards in hundredths of a millimetre, `t` in milliseconds since the first point. */
export interface SamplePoint {
  readonly x: number;
  readonly y: number;
  readonly t: number;
  /** How hard the pen pressed, from 0 to 1 of what the device can tell; null where it tells nothing. */
  readonly pressure: number | null;
}

/** A handwritten signature as it was drawn, stroke by stroke. Either every point has a pressure or none has. */
export interface SignatureSample {
  readonly strokes: readonly (readonly SamplePoint[])[];
}

/** What one signature may hold at most: lengths in hundredths of a millimetre, milliseconds. */
export const sampleLimits = { strokes: 200, points: 10_000, coordinate: 32_767, milliseconds: 600_000 } as const;

/** A shorter line than this, in millimetres, is a slip of the pen or a dot, and no signature. */
const leastSampleMillimetres = 15;

/**
 * Checks strokes that came from a device or a browser. Refused: `enrolment.signature-unreadable` (beyond `sampleLimits`, an empty
 * stroke, a time that goes back, pressures here and none there) and `enrolment.signature-too-short` {least} in millimetres.
 */
export function readSample(sample: SignatureSample): Result<SignatureSample> {
  if (!isSample(sample)) return refuse('enrolment.signature-unreadable');
  return lengthOf(sample) < leastSampleMillimetres * 100
    ? refuse('enrolment.signature-too-short', { least: leastSampleMillimetres })
    : ok(sample);
}

/** Whether a sample can be written down as it is: what `encodeSample` takes. */
export function isSample({ strokes }: SignatureSample): boolean {
  const points = strokes.flat();
  const pressed = points[0]?.pressure !== null;
  return (
    strokes.length > 0 &&
    strokes.length <= sampleLimits.strokes &&
    strokes.every(stroke => stroke.length > 0) &&
    points.length <= sampleLimits.points &&
    points.every((point, index) => isPoint(point, pressed) && point.t >= (points[index - 1]?.t ?? 0))
  );
}

function isPoint({ x, y, t, pressure }: SamplePoint, pressed: boolean): boolean {
  return (
    [x, y].every(value => Number.isInteger(value) && Math.abs(value) <= sampleLimits.coordinate) &&
    Number.isInteger(t) &&
    t >= 0 &&
    t <= sampleLimits.milliseconds &&
    (pressure !== null) === pressed &&
    (pressure === null || (pressure >= 0 && pressure <= 1))
  );
}

/** How far the pen travelled on the paper, in hundredths of a millimetre. */
function lengthOf({ strokes }: SignatureSample): number {
  const ofStroke = (stroke: readonly SamplePoint[]): number =>
    stroke.reduce((sum, point, index) => {
      const from = stroke[index - 1] ?? point;
      return sum + Math.hypot(point.x - from.x, point.y - from.y);
    }, 0);
  return strokes.reduce((sum, stroke) => sum + ofStroke(stroke), 0);
}
