import type { Luminance } from './page.ts';

const maxDegrees = 8;
const stepDegrees = 0.25;
/** Points of ink that are enough to see a line; more only cost time. */
const sampledPoints = 12_000;

/**
 * Angle in degrees by which the lines of a page are turned (clockwise positive), 0 when no angle stands out.
 * Projection profile (Postl 1986): ink is summed along slanted rows, and the angle of the true lines gives the sharpest profile.
 */
export function skewOf(luminance: Luminance, paper: number): number {
  const points = inkPoints(luminance, paper);
  if (points.length < 400) return 0;
  const straight = energyAt(points, luminance, 0);
  let best = { degrees: 0, energy: straight };
  for (let degrees = -maxDegrees; degrees <= maxDegrees; degrees += stepDegrees) {
    const energy = energyAt(points, luminance, degrees);
    if (energy > best.energy) best = { degrees, energy };
  }
  // A photograph or a drawing has no preferred angle: its profile hardly changes.
  return best.energy > straight * 1.15 ? best.degrees : 0;
}

/** Coordinates (x, y alternating) of ink. */
function inkPoints({ pixels, width, height }: Luminance, paper: number): Int32Array {
  const all: number[] = [];
  for (let index = 0; index < pixels.length; index += 1) {
    const y = Math.floor(index / width);
    if ((pixels[index] ?? 255) < paper - 60 && y > height * 0.02 && y < height * 0.98) all.push(index % width, y);
  }
  const stride = Math.max(1, Math.floor(all.length / 2 / sampledPoints));
  const points: number[] = [];
  for (let i = 0; i < all.length; i += 2 * stride) points.push(all[i] ?? 0, all[i + 1] ?? 0);
  return Int32Array.from(points);
}

function energyAt(points: Int32Array, { width, height }: Luminance, degrees: number): number {
  const slope = Math.tan((degrees * Math.PI) / 180);
  const rows = new Uint32Array(height + Math.ceil(width * Math.abs(slope)) * 2 + 4);
  const offset = Math.ceil(width * Math.abs(slope)) + 1;
  for (let i = 0; i < points.length; i += 2) {
    const row = Math.round((points[i + 1] ?? 0) - (points[i] ?? 0) * slope) + offset;
    rows[row] = (rows[row] ?? 0) + 1;
  }
  let energy = 0;
  for (const count of rows) energy += count * count;
  return energy;
}
