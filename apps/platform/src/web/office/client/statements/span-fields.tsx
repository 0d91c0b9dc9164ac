import { TextInput } from '@shubbak/design';
import type { ReactElement } from 'react';
import { useOffice } from '../office-context.ts';

/** Civil days between which a statement holds, both included, as date fields write them. */
export interface Span {
  readonly from: string;
  readonly until: string;
}

/** Both days of a span, in two fields. */
export function SpanFields({
  span,
  onChange,
}: {
  readonly span: Span;
  readonly onChange: (span: Span) => void;
}): ReactElement {
  const { t } = useOffice();
  return (
    <div className="row">
      <TextInput
        id="span-from"
        type="date"
        required
        label={t('statements.from')}
        value={span.from}
        onChange={event => onChange({ ...span, from: event.currentTarget.value })}
      />
      <TextInput
        id="span-until"
        type="date"
        required
        label={t('statements.until-included')}
        value={span.until}
        onChange={event => onChange({ ...span, until: event.currentTarget.value })}
      />
    </div>
  );
}

/** Whether both days are there. */
export function isWhole({ from, until }: Span): boolean {
  return from !== '' && until !== '';
}

/** From today for a year: what is proposed until somebody says otherwise. */
export function yearFrom(today: string): Span {
  const last = new Date(`${today}T00:00:00Z`);
  last.setUTCFullYear(last.getUTCFullYear() + 1);
  last.setUTCDate(last.getUTCDate() - 1);
  return { from: today, until: last.toISOString().slice(0, 10) };
}

/**
 * The instants of a span: from the first day's midnight in Morocco (now, when that is today: a statement does not reach back) to the
 * midnight that ends the last day.
 */
export function instantsOf(
  { from, until }: Span,
  now: Date,
): { readonly validFrom: string; readonly validUntil: string } {
  const first = midnight(from);
  const end = new Date(midnight(until).getTime() + 36 * 3_600_000);
  const last = midnight(dayIn(end));
  return { validFrom: (first < now ? now : first).toISOString(), validUntil: last.toISOString() };
}

const morocco = new Intl.DateTimeFormat('en-CA', { timeZone: 'Africa/Casablanca' });
const moroccanHour = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Africa/Casablanca',
  hour: '2-digit',
  hourCycle: 'h23',
});

function dayIn(instant: Date): string {
  return morocco.format(instant);
}

/** The instant at which a civil day begins in Morocco, whose clock has been at UTC or an hour ahead, and changes by night. */
function midnight(day: string): Date {
  const inUtc = Date.parse(`${day}T00:00:00Z`);
  const candidates = [0, -1].map(hours => new Date(inUtc + hours * 3_600_000));
  const found = candidates.find(each => dayIn(each) === day && moroccanHour.format(each) === '00');
  return found ?? new Date(inUtc);
}
