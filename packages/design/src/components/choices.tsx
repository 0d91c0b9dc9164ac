import type { ChangeEvent, InputHTMLAttributes, ReactElement, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { FieldNotes, wire } from './field.tsx';

export interface Choice {
  readonly value: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** Language of the label, where it differs from the page's. */
  readonly lang?: string;
}

export interface ChoicesProps {
  readonly id: string;
  readonly name: string;
  readonly legend: ReactNode;
  /** Shown to screen readers only, where the page's title already asks the question. */
  readonly legendHidden?: boolean;
  readonly choices: readonly Choice[];
  /** `radio` for one answer, `checkbox` for several. */
  readonly type?: 'radio' | 'checkbox';
  /** Values chosen at first (uncontrolled), or now when `onChange` is given. */
  readonly chosen?: readonly string[];
  readonly onChange?: (event: ChangeEvent<HTMLInputElement>) => void;
  readonly required?: boolean;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
}

function inputOf(props: ChoicesProps, choice: Choice, index: number): InputHTMLAttributes<HTMLInputElement> {
  const checked = props.chosen?.includes(choice.value) === true;
  return {
    id: index === 0 ? props.id : `${props.id}-${choice.value}`,
    type: props.type ?? 'radio',
    name: props.name,
    value: choice.value,
    ...(props.required === true && props.type !== 'checkbox' && { required: true }),
    ...(props.onChange === undefined ? { defaultChecked: checked } : { checked, onChange: props.onChange }),
  };
}

function Legend({ legend, legendHidden }: Pick<ChoicesProps, 'legend' | 'legendHidden'>): ReactElement {
  return <legend className={legendHidden === true ? 'visually-hidden' : undefined}>{legend}</legend>;
}

function groupWiring(props: ChoicesProps): { readonly 'aria-describedby'?: string } {
  const described = wire(props)['aria-describedby'];
  return described === undefined ? {} : { 'aria-describedby': described };
}

/** A question with a few answers, each a large target. The first input bears `id`, for the error summary's link. */
export function Choices(props: ChoicesProps): ReactElement {
  return (
    <fieldset className={classNames('choices', props.error !== undefined && 'field-invalid')} {...groupWiring(props)}>
      <Legend {...props} />
      <FieldNotes {...props} />
      {props.choices.map((choice, index) => (
        <label key={choice.value} className="choice">
          <input {...inputOf(props, choice, index)} />
          <span lang={choice.lang}>
            {choice.label}
            {choice.hint !== undefined && <small>{choice.hint}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** The same question in one line, for two to four short answers. */
export function Segments(props: Omit<ChoicesProps, 'type'>): ReactElement {
  return (
    <fieldset className="field" {...groupWiring(props)}>
      <Legend {...props} />
      <FieldNotes {...props} />
      <div className="segments">
        {props.choices.map((choice, index) => (
          <label key={choice.value}>
            <input {...inputOf(props, choice, index)} />
            <span lang={choice.lang}>{choice.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** One statement to agree with. */
export function Checkbox(props: { readonly label: ReactNode } & InputHTMLAttributes<HTMLInputElement>): ReactElement {
  const { label, className, ...native } = props;
  return (
    <label className={classNames('checkbox', className)}>
      <input {...native} type="checkbox" />
      <span>{label}</span>
    </label>
  );
}
