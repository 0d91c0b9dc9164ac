import type { SampleValue } from '../../../api/contract/index.ts';
import type { Drawing } from '../counter/citizen/strokes.ts';

/** A mouse says 0.5 all the way: such a device tells no pressure. */
function tellsPressure({ strokes }: Drawing): boolean {
  const [first, ...rest] = strokes.flat().map(({ pressure }) => pressure);
  return rest.some(pressure => pressure !== first);
}

/** A drawing as the API takes it: hundredths of a millimetre, whole milliseconds that never go back. */
export function sampleOf(drawing: Drawing): SampleValue {
  const pressed = tellsPressure(drawing);
  let latest = 0;
  return {
    strokes: drawing.strokes.map(stroke =>
      stroke.map(({ x, y, t, pressure }) => {
        latest = Math.max(latest, Math.round(t));
        return {
          x: Math.round(x * 100),
          y: Math.round(y * 100),
          t: latest,
          pressure: pressed ? Math.round(pressure * 1000) / 1000 : null,
        };
      }),
    ),
  };
}
