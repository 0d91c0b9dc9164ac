import type { ReactElement } from 'react';
import type { DayValue, WeekValue } from '../../../api/contract/index.ts';
import { useOffice } from '../office-context.ts';

/** A Monday of no matter which year, to name weekdays by. */
const monday = Date.UTC(2024, 0, 1);

/** Two periods a weekday: the second for the afternoon, where a pause parts the day; empty on both sides means closed. */
export function WeekFields(props: {
  readonly id: string;
  readonly legend: string;
  readonly week: WeekValue;
  readonly onChange: (week: WeekValue) => void;
}): ReactElement {
  const { language } = useOffice();
  const { id, legend, week, onChange } = props;
  const weekday = new Intl.DateTimeFormat(language === 'zgh' ? 'fr' : language, { weekday: 'long', timeZone: 'UTC' });
  return (
    <fieldset className="week-fields">
      <legend>{legend}</legend>
      {week.map((periods, day) => {
        const name = weekday.format(new Date(monday + day * 86_400_000));
        return (
          <DayFields
            key={name}
            id={`${id}-${day}`}
            name={name}
            day={periods}
            onChange={changed => onChange(week.map((each, index) => (index === day ? changed : each)))}
          />
        );
      })}
    </fieldset>
  );
}

/** The two periods of one day. */
export function DayFields(props: {
  readonly id: string;
  readonly name: string;
  readonly day: DayValue;
  readonly onChange: (day: DayValue) => void;
}): ReactElement {
  const { t } = useOffice();
  const { id, name, day, onChange } = props;
  return (
    <div className="week-day">
      <span>{name}</span>
      {[0, 1].map(at => (
        <span key={at} className="week-period">
          <TimeField
            id={`${id}-${at}-from`}
            label={`${name}, ${t('administration.opens')}`}
            value={day[at]?.from ?? ''}
            onChange={from => onChange(changed(day, at, { from }))}
          />
          –
          <TimeField
            id={`${id}-${at}-until`}
            label={`${name}, ${t('administration.closes')}`}
            value={day[at]?.until ?? ''}
            onChange={until => onChange(changed(day, at, { until }))}
          />
        </span>
      ))}
    </div>
  );
}

/** A period whose both ends are emptied is gone. */
function changed(periods: DayValue, at: number, changes: Partial<DayValue[number]>): DayValue {
  const all = [periods[0] ?? none, periods[1] ?? none].map((period, index) =>
    index === at ? { ...period, ...changes } : period,
  );
  return all.filter(({ from, until }) => from !== '' || until !== '');
}

const none = { from: '', until: '' };

function TimeField(props: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactElement {
  const { id, label, value, onChange } = props;
  return (
    <input
      id={id}
      className="input"
      type="time"
      dir="ltr"
      aria-label={label}
      value={value}
      onChange={event => onChange(event.currentTarget.value)}
    />
  );
}
