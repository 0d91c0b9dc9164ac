import type { Language } from '../../../../../kernel/language.ts';
import { formatMinutes, formatShortDate, formatTime } from '../../../../../platform/messages/browser.ts';

/** How long ago something was: minutes within the hour, then the hour of the day, then the date. */
export function minutesSince(language: Language, instant: Date, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - instant.getTime()) / 60_000));
  if (minutes < 60) return formatMinutes(language, minutes);
  return minutes < 12 * 60 ? formatTime(instant) : formatShortDate(instant);
}
