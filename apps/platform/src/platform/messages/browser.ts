// What a script in a page imports: the same engine over the one language and the few keys that its page sent it.
export {
  formatDate,
  formatDay,
  formatMinute,
  formatMinutes,
  formatMoney,
  formatShortDate,
  formatSize,
  formatTime,
} from './format.ts';
export type { Params, Translator } from './translator.ts';
export { translatorOf } from './translator.ts';
