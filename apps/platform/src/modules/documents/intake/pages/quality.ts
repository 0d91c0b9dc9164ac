import { type Luminance, luminanceOf, type PageImage } from './page.ts';
import { skewOf } from './skew.ts';
import type { Verdict, VerdictKind } from './verdict.ts';

/**
 * Thresholds, set on generated pages (quality.test.ts) and to be revisited with real scanners.
 * `blurred`: variance of the Laplacian at full contrast, at 1,650 pixels on the long side (about 141 dpi of A4), upper quartile of written
 * tiles. A clean print measures 9,000; a blur of 0.25 mm, which 10-point type survives, 1,000; one of 0.5 mm, which it does not, 110.
 * `low-resolution`: dots per inch. `blank`: permille of the pixels that differ from the paper. `dark`: luminance of the paper, 0 to 255;
 * `contrast`: its distance to the darkest ink. `skewed`: degrees.
 */
export const qualityThresholds = {
  blurred: { warn: 600, stop: 100 },
  'low-resolution': { warn: 140, stop: 90 },
  blank: { warn: 0.35 },
  dark: { warn: 120, stop: 60 },
  contrast: { warn: 60 },
  skewed: { warn: 2 },
} as const;

const judgedSide = 1_650;
const millimetresPerInch = 25.4;

/** Verdicts on one page, worst first; an empty list means that nothing is wrong with it. */
export async function judgePage(page: Omit<PageImage, 'verdicts'>): Promise<readonly Verdict[]> {
  const luminance = await luminanceOf(page.jpeg, judgedSide);
  const { paper, ink } = tonesOf(luminance);
  const verdicts: Verdict[] = [];
  const blank = inkPermille(luminance, paper);
  const resolution = resolutionOf(page);
  push(verdicts, 'low-resolution', resolution, below(resolution, qualityThresholds['low-resolution']));
  push(
    verdicts,
    'dark',
    paper,
    below(paper, qualityThresholds.dark) ?? below(paper - ink, qualityThresholds.contrast, blank),
  );
  push(verdicts, 'blank', blank, blank < qualityThresholds.blank.warn ? 'warn' : undefined);
  // Nothing to be sharp or straight on an empty page.
  if (blank >= qualityThresholds.blank.warn) {
    // The Laplacian grows with contrast: divided by it, a pale print and a black one of equal sharpness measure alike.
    const sharpness = sharpnessOf(luminance) / (Math.max(20, paper - ink) / 255) ** 2;
    push(verdicts, 'blurred', sharpness, below(sharpness, qualityThresholds.blurred));
    const skew = skewOf(luminance, paper);
    push(verdicts, 'skewed', skew, Math.abs(skew) > qualityThresholds.skewed.warn ? 'warn' : undefined);
  }
  return verdicts.sort((a, b) => Number(b.severity === 'stop') - Number(a.severity === 'stop'));
}

type Severity = Verdict['severity'];

function push(verdicts: Verdict[], kind: VerdictKind, value: number, severity: Severity | undefined): void {
  if (severity !== undefined) verdicts.push({ kind, severity, value: Math.round(value * 100) / 100 });
}

function below(value: number, threshold: { warn: number; stop?: number }, blank = 1): Severity | undefined {
  if (threshold.stop !== undefined && value < threshold.stop) return 'stop';
  // An empty sheet has no contrast, and is called blank instead.
  return value < threshold.warn && blank >= qualityThresholds.blank.warn ? 'warn' : undefined;
}

function resolutionOf({ width, height, mm }: Omit<PageImage, 'verdicts'>): number {
  return Math.min((width / mm.width) * millimetresPerInch, (height / mm.height) * millimetresPerInch);
}

/** The tone of the paper (the median: a page is mostly paper) and of its darkest ink (first permille). */
export function tonesOf({ pixels }: Luminance): { readonly paper: number; readonly ink: number } {
  const histogram = new Uint32Array(256);
  for (const tone of pixels) histogram[tone] = (histogram[tone] ?? 0) + 1;
  return { paper: percentile(histogram, pixels.length * 0.5), ink: percentile(histogram, pixels.length * 0.001) };
}

function percentile(histogram: Uint32Array, rank: number): number {
  let seen = 0;
  for (let tone = 0; tone < 256; tone += 1) {
    seen += histogram[tone] ?? 0;
    if (seen > rank) return tone;
  }
  return 255;
}

/** Permille of the pixels, 2 % of each border left out (scanner shadows), that are clearly darker than the paper. */
function inkPermille({ pixels, width, height }: Luminance, paper: number): number {
  const [x0, y0] = [Math.round(width * 0.02), Math.round(height * 0.02)];
  let ink = 0;
  for (let y = y0; y < height - y0; y += 1) {
    for (let x = x0; x < width - x0; x += 1) {
      if ((pixels[y * width + x] ?? 255) < paper - 40) ink += 1;
    }
  }
  return (1_000 * ink) / Math.max(1, (width - 2 * x0) * (height - 2 * y0));
}

/**
 * Variance of the Laplacian (Pech-Pacheco 2000), by tile, at the upper quartile of the tiles that hold something: most of a page is
 * white, where nothing can be sharp. Infinite when too little is written to tell.
 */
function sharpnessOf({ pixels, width, height }: Luminance): number {
  const side = 48;
  const variances: number[] = [];
  for (let top = 1; top + side < height; top += side) {
    for (let left = 1; left + side < width; left += side) {
      const { variance, spread } = tileSharpness(pixels, width, { left, top, side });
      if (spread >= 50) variances.push(variance);
    }
  }
  variances.sort((a, b) => a - b);
  return variances[Math.floor(variances.length * 0.75)] ?? Number.POSITIVE_INFINITY;
}

interface Tile {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

function tileSharpness(
  pixels: Uint8Array,
  width: number,
  { left, top, side }: Tile,
): { readonly variance: number; readonly spread: number } {
  let [sum, squares, darkest, lightest] = [0, 0, 255, 0];
  const at = (index: number) => pixels[index] ?? 0;
  for (let y = top; y < top + side; y += 1) {
    for (let x = left; x < left + side; x += 1) {
      const i = y * width + x;
      const laplacian = at(i - 1) + at(i + 1) + at(i - width) + at(i + width) - 4 * at(i);
      darkest = Math.min(darkest, at(i));
      lightest = Math.max(lightest, at(i));
      sum += laplacian;
      squares += laplacian * laplacian;
    }
  }
  const count = side * side;
  return { variance: squares / count - (sum / count) ** 2, spread: lightest - darkest };
}
