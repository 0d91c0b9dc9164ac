import type { InputHTMLAttributes, ReactElement, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';
import { Icon } from '../icons/icon.tsx';
import { classNames } from './class-names.ts';
import { nativeProps } from './native-props.ts';

export interface FieldTexts {
  /** Id of the control; the error summary links to it. */
  readonly id: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What is wrong with what was typed, and how to mend it. Its presence marks the control invalid. */
  readonly error?: ReactNode;
  /** The word "optional" in the reader's language, for a field that may stay empty. */
  readonly optional?: ReactNode;
}

/** The attributes that tie a control to its label, hint and error (WCAG 2.2, 1.3.1 and 3.3.1). */
export interface Wiring {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
}

/** What a control with this id must carry so that its hint and its error are read with it. */
export function wire({ id, hint, error }: Pick<FieldTexts, 'id' | 'hint' | 'error'>): Wiring {
  const described = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`]
    .filter(Boolean)
    .join(' ');
  return {
    id,
    ...(described !== '' && { 'aria-describedby': described }),
    ...(error !== undefined && { 'aria-invalid': true as const }),
  };
}

/** The hint and the error of a control, with the ids that `wire` refers to. */
export function FieldNotes({ id, hint, error }: Pick<FieldTexts, 'id' | 'hint' | 'error'>): ReactElement {
  return (
    <>
      {hint !== undefined && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p className="field-error" id={`${id}-error`}>
          <Icon name="triangle" />
          <span>{error}</span>
        </p>
      )}
    </>
  );
}

/** Label, hint, error and, between them, any control that takes the wiring. */
export function Field(props: FieldTexts & { readonly children: (wiring: Wiring) => ReactNode }): ReactElement {
  const { id, label, optional, error, children } = props;
  return (
    <div className={classNames('field', error !== undefined && 'field-invalid')}>
      <label htmlFor={id}>
        {label} {optional !== undefined && <span className="field-optional">({optional})</span>}
      </label>
      <FieldNotes {...props} />
      {children(wire(props))}
    </div>
  );
}

type Native<Attributes> = Omit<Attributes, 'id'>;
const own = ['id', 'label', 'hint', 'error', 'optional', 'className'] as const;

/** One line of text. `code` for identifiers, which are typed left to right in every language. */
export function TextInput(
  props: FieldTexts & { readonly code?: boolean } & Native<InputHTMLAttributes<HTMLInputElement>>,
): ReactElement {
  const { code, ...rest } = props;
  return (
    <Field {...props}>
      {wiring => (
        <input
          type="text"
          {...nativeProps(rest, own)}
          {...wiring}
          {...(code === true && { dir: 'ltr', autoCapitalize: 'characters', spellCheck: false })}
          className={classNames('input', code === true && 'input-code', props.className)}
        />
      )}
    </Field>
  );
}

/** Several lines of text. */
export function TextArea(props: FieldTexts & Native<TextareaHTMLAttributes<HTMLTextAreaElement>>): ReactElement {
  return (
    <Field {...props}>
      {wiring => <textarea {...nativeProps(props, own)} {...wiring} className={classNames('input', props.className)} />}
    </Field>
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** A native list to choose one from, for more than about seven options; fewer are `Choices`. */
export function Select(
  props: FieldTexts & { readonly options: readonly Option[] } & Native<SelectHTMLAttributes<HTMLSelectElement>>,
): ReactElement {
  const { options, ...rest } = props;
  return (
    <Field {...props}>
      {wiring => (
        <select {...nativeProps(rest, own)} {...wiring} className={classNames('input', props.className)}>
          {options.map(option => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
