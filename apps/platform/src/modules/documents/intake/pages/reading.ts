import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { createWorker, OEM, type Worker } from 'tesseract.js';
import { ok, type Result } from '../../../../kernel/index.ts';
import { findLanguages } from '../languages.ts';
import { countLetters, type ReadText } from '../letters.ts';
import type { Millimetres } from './page.ts';

/** A page as a picture with the size of its paper: a `PageImage`'s jpeg, or a rendered page of a PDF. */
export interface PagePicture {
  readonly image: Uint8Array;
  readonly mm: Millimetres;
}

/** The upper part of a paper names its office and its kind: enough to tell its script, and a third of the work. */
const readShare = 0.4;
const readDpi = 150;
/** Letters under which a reading is noise. */
const fewestLetters = 40;
/**
 * The engine's confidence (0–100) in the better of two readings, and its lead over the other. On printed pages the right model reads
 * at 85 to 95 and the wrong one at 15 to 50; a bilingual heading gives 69 to 48, noise stays under 35.
 */
const leastConfidence = 60;
const leastLead = 25;

const models = [
  { language: 'ar', code: 'ara', script: 'arabic' },
  { language: 'fr', code: 'fra', script: 'latin' },
] as const;

const nothingRead: ReadText = { proposal: undefined, languages: [] };

let readers: Promise<readonly Worker[]> | undefined;

/**
 * The language that optical reading finds in the upper part of a page: it is read once as Arabic and once as French, and the model that
 * believes itself wins. Reading with both models at once takes six times as long. Nothing on doubt: what the French model reads of a
 * Spanish page is Spanish all the same, and its words tell it.
 */
export async function readLanguage({ image, mm }: PagePicture): Promise<Result<ReadText>> {
  const header = await headerOf(image, mm);
  readers ??= Promise.all(models.map(model => startReader(model.code)));
  const readings: {
    readonly language: 'ar' | 'fr';
    readonly confidence: number;
    readonly letters: number;
    readonly text: string;
  }[] = [];
  for (const [index, reader] of (await readers).entries()) {
    const model = models[index];
    if (model === undefined) continue;
    const { data } = await reader.recognize(header);
    const letters = countLetters(data.text)[model.script];
    readings.push({ language: model.language, confidence: data.confidence, letters, text: data.text });
  }
  const [best, other] = readings.sort((a, b) => b.confidence - a.confidence);
  if (best === undefined || best.letters < fewestLetters || best.confidence < leastConfidence) return ok(nothingRead);
  if (best.confidence - (other?.confidence ?? 0) < leastLead) return ok(nothingRead);
  const proposal = { language: best.language, confidence: best.confidence / 100 };
  return ok({ proposal, languages: findLanguages(best.text) });
}

async function headerOf(image: Uint8Array, mm: Millimetres): Promise<Buffer> {
  const { width, height } = await sharp(image).metadata();
  return sharp(image)
    .extract({ left: 0, top: 0, width, height: Math.max(1, Math.round(height * readShare)) })
    .resize({ width: Math.max(200, Math.round((mm.width / 25.4) * readDpi)), withoutEnlargement: true })
    .greyscale()
    .normalise()
    .png()
    .toBuffer();
}

/** The trained data comes with a package: nothing is fetched, nothing is written. */
function startReader(code: string): Promise<Worker> {
  const folder = dirname(createRequire(import.meta.url).resolve(`@tesseract.js-data/${code}/package.json`));
  return createWorker(code, OEM.LSTM_ONLY, {
    langPath: join(folder, '4.0.0_best_int'),
    gzip: true,
    cacheMethod: 'none',
    // Without a handler of its own, the library throws outside of any promise and ends the process.
    errorHandler: () => undefined,
  });
}
