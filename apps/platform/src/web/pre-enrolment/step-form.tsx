import type { DatePart } from '@shubbak/design';
import { DateInput } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { Refusal, Result } from '../../kernel/index.ts';
import type { DraftSecret, DraftView, PreEnrolmentDrafts } from '../../modules/enrolment/index.ts';
import type { Fields, Speak } from './page.tsx';

/** What is wrong, by the id of the control at fault, in the reader's language. */
export type Errors = Readonly<Record<string, string>>;

/** One question as it is shown: what the draft holds or what was just typed, and what was wrong with it. */
export interface StepForm {
  readonly t: Speak;
  readonly view: DraftView;
  readonly typed: Fields;
  readonly errors: Errors;
  readonly offered: PreEnrolmentDrafts['offered'];
  readonly days: number;
  readonly receipt: string | undefined;
}

/** A question of the form: what it shows, and what becomes of the answer. */
export interface StepPage {
  /** The answer that the draft holds, as its fields show it. */
  readonly shown: (view: DraftView) => Fields;
  readonly Body: (form: StepForm) => ReactElement;
  readonly take: (drafts: PreEnrolmentDrafts, secret: DraftSecret, typed: Fields) => Promise<Result<null>>;
  /** Id of the control that a refusal is about. */
  readonly fieldOf: (refusal: Refusal) => string;
  /** The page's own button goes on; false where the form brings its own. */
  readonly ownButtons?: boolean;
}

/** The value of a field, empty where it is missing. */
export function valueOf(typed: Fields, name: string): string {
  return typed[name] ?? '';
}

/** The error of a control, spread into it. */
export function errorOf({ errors }: StepForm, id: string): { readonly error?: string } {
  const error = errors[id];
  return error === undefined ? {} : { error };
}

const digit = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, each => String(each.charCodeAt(0) & 0x0f)).trim();

/** The date that three fields hold, as YYYY-MM-DD; empty when all are. What is no date is for the reader of dates to refuse. */
export function dateFrom(typed: Fields, name: string): string {
  const [day, month, year] = (['day', 'month', 'year'] as const).map(part => digit(valueOf(typed, `${name}-${part}`)));
  if (!day && !month && !year) return '';
  return `${(year ?? '').padStart(4, '0')}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`;
}

/** The three fields of a date. */
export function dateFields(name: string, date: string | undefined): Fields {
  const [year = '', month = '', day = ''] = (date ?? '').split('-');
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year };
}

/** A date asked in three fields. */
export function DateField(props: {
  readonly form: StepForm;
  readonly name: string;
  readonly legend: string;
  readonly hint: string;
  /** Whether it is the reader's birth date, which browsers may fill in. */
  readonly birth?: boolean;
}): ReactElement {
  const { form, name, legend, hint, birth } = props;
  const { t, typed } = form;
  const ofParts = (value: (part: DatePart) => string) => ({
    day: value('day'),
    month: value('month'),
    year: value('year'),
  });
  return (
    <DateInput
      id={name}
      name={name}
      legend={legend}
      hint={hint}
      labels={ofParts(part => t(`pre-enrolment.${part}`))}
      values={ofParts(part => valueOf(typed, `${name}-${part}`))}
      {...(birth === true && { autoComplete: ofParts(part => `bday-${part}`) })}
      {...errorOf(form, name)}
    />
  );
}
