import { z } from 'zod';

/** A point of the pen: millimetres on the pad, milliseconds since the first point, pressure 0 to 1 (0.5 where unknown). */
const penPointValue = z.object({
  x: z.number().min(0).max(500),
  y: z.number().min(0).max(500),
  t: z.number().min(0).max(600_000),
  pressure: z.number().min(0).max(1),
});
export type PenPointValue = z.infer<typeof penPointValue>;

/** The fields of what was drawn on the pad: a signature or a mark. */
export const drawnFields = {
  pad: z.object({ widthMm: z.number().min(20).max(500), heightMm: z.number().min(10).max(500) }),
  strokes: z.array(z.array(penPointValue).min(1).max(4000)).min(1).max(200),
};
