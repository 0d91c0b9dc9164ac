import { starPath } from '@shubbak/design';
import {
  citizenSheets,
  type FontFile,
  fontFaces,
  fontFiles,
  readFont,
  type Script,
  sheets,
  stylesheet,
} from '@shubbak/design/stylesheet';
import type { Language } from '../../kernel/index.ts';
import { type Asset, hashedAsset } from './assets.ts';

/** The two styles of page: citizens' and verifiers', and the workbenches of staff. */
export type Look = 'citizen' | 'office';

const fonts = new Map<string, Asset>(
  fontFiles.map(file => [file.name, hashedAsset(file.name, 'font/woff2', readFont(file))]),
);

function addressOfFont(file: FontFile): string {
  const asset = fonts.get(file.name);
  if (!asset) throw new Error(`no font ${file.name}`);
  return asset.path;
}

const fontRules = fontFaces(addressOfFont);

function sheetAsset(look: Look): Asset {
  const names = look === 'citizen' ? citizenSheets : sheets;
  return hashedAsset(`${look}.css`, 'text/css; charset=utf-8', `${fontRules}\n${stylesheet(names)}`);
}

const styles: Readonly<Record<Look, Asset>> = { citizen: sheetAsset('citizen'), office: sheetAsset('office') };

const icon = hashedAsset(
  'shubbak.svg',
  'image/svg+xml',
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" rx="8" fill="#0a5343"/>' +
    `<path d="${starPath(20, 20, 16)}" fill="none" stroke="#fff" stroke-width="2.4" stroke-linejoin="round"/></svg>`,
);

/** Address of the picture that browsers show beside the page's title. */
export const iconAddress = icon.path;

/** Everything that pages of any look refer to: sheets, fonts, icon. */
export const designAssets: readonly Asset[] = [...Object.values(styles), ...fonts.values(), icon];

/** Address of the sheet of a look. */
export function sheetAddress(look: Look): string {
  return styles[look].path;
}

const scripts: Readonly<Record<Language, Script>> = { ar: 'arabic', fr: 'latin', zgh: 'tifinagh', en: 'latin' };

/** Addresses of the fonts that a page in this language needs at once; the browser fetches the others if it meets them. */
export function fontsToPreload(language: Language): readonly string[] {
  return fontFiles.filter(file => file.script === scripts[language]).map(addressOfFont);
}
