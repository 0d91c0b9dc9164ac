import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { FontFile } from './fonts.ts';

/** The sheets by component, in the order in which they are to be joined. */
export const sheets = [
  'tokens',
  'type',
  'base',
  'layout',
  'header',
  'button',
  'state',
  'form',
  'surface',
  'steps',
  'answer',
  'front',
  'paper',
  'placing',
  'workbench',
  'workbench-frame',
  'workbench-dialog',
  'workbench-search',
  'workbench-crop',
  'workbench-counter',
  'workbench-visit',
  'workbench-signing',
  'workbench-signing-narrow',
  'workbench-queue',
  'workbench-doubts',
  'workbench-administration',
  'workbench-narrow',
  'print',
] as const;
export type Sheet = (typeof sheets)[number];

/** What citizens' and verifiers' pages need: no workbench. */
export const citizenSheets: readonly Sheet[] = sheets.filter(sheet => !sheet.startsWith('workbench'));

/** The named sheets joined in the declared order, without comments and spare spaces. Reads the files at each call. */
export function stylesheet(names: readonly Sheet[]): string {
  return sheets
    .filter(sheet => names.includes(sheet))
    .map(sheet => minify(readFileSync(new URL(`./css/${sheet}.css`, import.meta.url), 'utf8')))
    .join('\n');
}

/** Squeezes our own sheets: they hold no string with braces, comments or runs of spaces, so a few rules are enough. */
export function minify(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/\s*([{};,>])\s*/g, '$1')
    .replace(/([a-z-]):\s+/g, '$1:')
    .replace(/;}/g, '}')
    .trim();
}

/** The bytes of a font file, out of the package that npm installed. */
export function readFont(file: FontFile): Buffer {
  return readFileSync(createRequire(import.meta.url).resolve(file.specifier));
}

export { fontFaces, type FontFile, fontFiles, type Script } from './fonts.ts';
