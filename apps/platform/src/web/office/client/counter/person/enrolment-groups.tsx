import { Segments, Select, TextInput } from '@shubbak/design';
import type { ChangeEvent, ReactElement } from 'react';
import { languageNames } from '../../language-names.ts';
import { useOffice } from '../../office-context.ts';
import { documentTypes } from './document-choice.tsx';
import type { EnrolmentField, EnrolmentForm } from './enrolment-fields.ts';
import { needsIssuer } from './find-people.ts';
import { issuersIn } from './issuers.ts';

export interface FieldsProps {
  readonly form: EnrolmentForm;
  readonly errors: Partial<Readonly<Record<EnrolmentField, string>>>;
  /** What is to be said beside a field: what the person declared otherwise. */
  readonly notes: Partial<Readonly<Record<EnrolmentField, string>>>;
  readonly onChange: (field: EnrolmentField, value: string) => void;
}

type Typed = ChangeEvent<HTMLInputElement | HTMLSelectElement>;

/** What ties a control to a field of the form. */
function bind({ form, errors, notes, onChange }: FieldsProps, field: EnrolmentField) {
  const [error, hint] = [errors[field], notes[field]];
  return {
    id: `enrol-${field}`,
    value: form[field],
    ...(error !== undefined && { error }),
    ...(hint !== undefined && { hint }),
    onChange: (event: Typed) => onChange(field, event.currentTarget.value),
  };
}

/** The identity document, as it lies before the clerk. */
export function DocumentFields(props: FieldsProps): ReactElement {
  const { t, language } = useOffice();
  const { type } = props.form;
  return (
    <fieldset className="form-grid">
      <legend>{t('office.counter-enrol-document')}</legend>
      <Select
        {...bind(props, 'type')}
        label={t('office.counter-document-type')}
        options={documentTypes.map(value => ({ value, label: t('office.counter-document', { type: value }) }))}
      />
      <TextInput {...bind(props, 'number')} label={t('office.counter-number')} code autoComplete="off" required />
      {needsIssuer(type) && (
        <Select {...bind(props, 'issuer')} label={t('office.counter-issuer')} options={issuersIn(language)} />
      )}
      <TextInput {...bind(props, 'expiresOn')} label={t('office.counter-expiry')} type="date" required />
    </fieldset>
  );
}

/** The person: names as printed, birth, and what they wish. */
export function PersonFields(props: FieldsProps): ReactElement {
  const { t } = useOffice();
  const optional = t('office.counter-optional');
  return (
    <fieldset className="form-grid">
      <legend>{t('office.counter-enrol-person')}</legend>
      <TextInput
        {...bind(props, 'arabic')}
        label={t('office.counter-name-arabic')}
        lang="ar"
        dir="rtl"
        autoComplete="off"
      />
      <TextInput
        {...bind(props, 'latin')}
        label={t('office.counter-name-latin')}
        lang="fr"
        dir="ltr"
        autoComplete="off"
      />
      <TextInput {...bind(props, 'birthDate')} label={t('office.counter-birth')} type="date" />
      <TextInput
        {...bind(props, 'birthPlace')}
        label={t('office.visit-birth-place')}
        dir="auto"
        optional={optional}
        autoComplete="off"
      />
      <TextInput
        {...bind(props, 'address')}
        label={t('office.visit-address')}
        dir="auto"
        optional={optional}
        autoComplete="off"
      />
      <TextInput
        {...bind(props, 'email')}
        label={t('office.counter-email')}
        type="email"
        dir="ltr"
        optional={optional}
        autoComplete="off"
      />
      <TextInput
        {...bind(props, 'phone')}
        label={t('office.counter-phone')}
        type="tel"
        dir="ltr"
        optional={optional}
        autoComplete="off"
      />
      <Segments
        id="enrol-language"
        name="enrol-language"
        legend={t('office.counter-person-language')}
        chosen={[props.form.language]}
        onChange={event => props.onChange('language', event.currentTarget.value)}
        choices={Object.entries(languageNames).map(([value, label]) => ({ value, label, lang: value }))}
      />
    </fieldset>
  );
}
