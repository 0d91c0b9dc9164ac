export type { Catalogue, KeyOf, Messages } from './catalogue.ts';
export { defineMessages, mergeCatalogues } from './catalogue.ts';
export { formatDate, formatDay, formatMinute, formatMoney, formatSize } from './format.ts';
export type { Params, Translator, Wrap } from './translator.ts';
export { translator } from './translator.ts';
