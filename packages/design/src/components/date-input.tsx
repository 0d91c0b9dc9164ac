import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { FieldNotes, wire } from './field.tsx';

/** The three parts of a civil date, in the order of writing here. */
const parts = ['day', 'month', 'year'] as const;
export type DatePart = (typeof parts)[number];

export interface DateInputProps {
  /** Id of the first input, for the error summary's link; the others add `-month` and `-year`. */
  readonly id: string;
  /** Names are `NAME-day`, `NAME-month`, `NAME-year`. */
  readonly name: string;
  readonly legend: ReactNode;
  readonly labels: Readonly<Record<DatePart, string>>;
  readonly values: Readonly<Record<DatePart, string>>;
  /** Tokens of autofill, where the date is the reader's own (`bday-day`…). */
  readonly autoComplete?: Readonly<Record<DatePart, string>>;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
}

/** A date that people know by heart, typed in three fields: quicker on a telephone than any calendar. */
export function DateInput(props: DateInputProps): ReactElement {
  const { id, name, legend, labels, values, autoComplete, error } = props;
  const { 'aria-describedby': described, 'aria-invalid': invalid } = wire(props);
  return (
    <fieldset className={classNames('field', error !== undefined && 'field-invalid')} aria-describedby={described}>
      <legend>{legend}</legend>
      <FieldNotes {...props} />
      <div className="date-input">
        {parts.map(part => (
          <label key={part}>
            <span>{labels[part]}</span>
            <input
              id={part === 'day' ? id : `${id}-${part}`}
              name={`${name}-${part}`}
              className="input"
              type="text"
              inputMode="numeric"
              dir="ltr"
              maxLength={part === 'year' ? 4 : 2}
              defaultValue={values[part]}
              {...(autoComplete && { autoComplete: autoComplete[part] })}
              {...(invalid && { 'aria-invalid': invalid })}
            />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
