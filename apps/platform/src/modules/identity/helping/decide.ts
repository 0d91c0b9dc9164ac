import { ok, refuse, type Result } from '../../../kernel/index.ts';
import type { Help } from './model.ts';

const day = 86_400_000;
/** Days that a help may last at most. */
const longestHelp = 366;

/**
 * Checks what a person offers: services that exist, from today on, for a year at most. Refused: `helpers.service-needed`,
 * `helpers.dates-wrong`, `helpers.too-long`.
 */
export function checkOffer(
  offer: { readonly services: readonly string[]; readonly startsAt: Date; readonly endsAt: Date },
  known: readonly string[],
  now: Date,
): Result<null> {
  if (offer.services.length === 0 || offer.services.some(each => !known.includes(each)))
    return refuse('helpers.service-needed');
  const { startsAt, endsAt } = offer;
  if (Number.isNaN(startsAt.getTime()) || Number.isNaN(endsAt.getTime())) return refuse('helpers.dates-wrong');
  if (endsAt <= startsAt || endsAt <= now || startsAt.getTime() < now.getTime() - day)
    return refuse('helpers.dates-wrong');
  if (endsAt.getTime() - startsAt.getTime() > longestHelp * day) return refuse('helpers.too-long');
  return ok(null);
}

/** Whether a help holds at an instant: agreed, begun, not over. */
export function holdsAt(help: Pick<Help, 'state' | 'startsAt' | 'endsAt'>, at: Date): boolean {
  return help.state === 'agreed' && help.startsAt <= at && at < help.endsAt;
}

/** What a help has become when nobody may change it any more. */
export function isOver(help: Pick<Help, 'state' | 'endsAt'>, at: Date): boolean {
  return help.state === 'declined' || help.state === 'ended' || help.endsAt <= at;
}
