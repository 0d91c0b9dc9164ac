export type { Catalogue, KeyOf, Messages } from './catalogue.ts';
export { defineMessages, mergeCatalogues, pickMessages } from './catalogue.ts';
export {
  formatDate,
  formatDay,
  formatMinute,
  formatMinutes,
  formatMoney,
  formatNumber,
  formatShortDate,
  formatSize,
  formatTime,
} from './format.ts';
export { isolate } from './isolate.ts';
export { locales, pluralOfTamazight } from './locale.ts';
export type { Params, Translator, Wrap } from './translator.ts';
export { translator, translatorOf } from './translator.ts';
