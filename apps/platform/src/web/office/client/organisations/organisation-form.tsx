import { Select, TextInput } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { OrganisationTermsView } from '../../../api/contract/index.ts';
import { nameOf, useOffice } from '../office-context.ts';
import { isRegistered, type OrganisationForm } from './organisation-fields.ts';

export interface OrganisationFieldsProps {
  readonly form: OrganisationForm;
  readonly terms: OrganisationTermsView;
  /** The kind stays as it is once an organisation is enrolled. */
  readonly kindFixed: boolean;
  readonly onChange: (form: OrganisationForm) => void;
}

type Typed = { readonly currentTarget: { readonly value: string } };

function bind({ form, onChange }: OrganisationFieldsProps, field: keyof OrganisationForm) {
  return {
    id: `organisation-${field}`,
    value: form[field],
    onChange: (event: Typed) => onChange({ ...form, [field]: event.currentTarget.value }),
  };
}

/** What an organisation is and where it is entered. */
export function OrganisationFields(props: OrganisationFieldsProps): ReactElement {
  const { t, language } = useOffice();
  const { form, terms, kindFixed } = props;
  const optional = t('office.counter-optional');
  return (
    <>
      <fieldset className="form-grid">
        <legend>{t('organisations.identity')}</legend>
        <Select
          {...bind(props, 'kind')}
          label={t('organisations.kind')}
          disabled={kindFixed}
          options={terms.kinds.map(({ code, label }) => ({ value: code, label }))}
        />
        {form.kind === 'company' && (
          <Select
            {...bind(props, 'legalForm')}
            label={t('organisations.legal-form')}
            options={terms.legalForms.map(({ code, label }) => ({ value: code, label }))}
          />
        )}
        <TextInput {...bind(props, 'arabic')} label={t('organisations.name-arabic')} lang="ar" dir="rtl" required />
        <TextInput {...bind(props, 'latin')} label={t('organisations.name-latin')} lang="fr" dir="ltr" required />
        {isRegistered(form.kind) && (
          <>
            <TextInput {...bind(props, 'number')} label={t('organisations.register-number')} code required />
            <Select
              {...bind(props, 'court')}
              label={t('organisations.court')}
              options={terms.courts.map(({ code, name }) => ({ value: code, label: nameOf(language, name) }))}
            />
          </>
        )}
        <TextInput
          {...bind(props, 'ice')}
          label={t('organisations.ice')}
          hint={t('organisations.ice-hint')}
          code
          inputMode="numeric"
          optional={optional}
        />
        <TextInput
          {...bind(props, 'taxId')}
          label={t('organisations.tax-id')}
          code
          inputMode="numeric"
          optional={optional}
        />
      </fieldset>
      <PaperFields {...props} />
      <SeatFields {...props} />
    </>
  );
}

/** The papers that show what it is. */
function PaperFields(props: OrganisationFieldsProps): ReactElement {
  const { t } = useOffice();
  const optional = t('office.counter-optional');
  const { kind } = props.form;
  return (
    <fieldset className="form-grid">
      <legend>{t('organisations.papers')}</legend>
      {kind === 'association' && (
        <>
          <TextInput {...bind(props, 'receiptNumber')} label={t('organisations.receipt-number')} code required />
          <TextInput {...bind(props, 'receiptOn')} label={t('organisations.receipt-on')} type="date" required />
          <TextInput {...bind(props, 'receiptAuthority')} label={t('organisations.receipt-authority')} required />
          <Select
            {...bind(props, 'receiptKind')}
            label={t('organisations.receipt-kind')}
            options={[
              { value: 'provisional', label: t('organisations.receipt-provisional') },
              { value: 'final', label: t('organisations.receipt-final') },
            ]}
          />
        </>
      )}
      {kind === 'public-body' && (
        <TextInput {...bind(props, 'creatingText')} label={t('organisations.creating-text')} required />
      )}
      <TextInput {...bind(props, 'statutes')} label={t('organisations.statutes')} optional={optional} />
      <TextInput
        {...bind(props, 'statutesOn')}
        label={t('organisations.statutes-on')}
        type="date"
        optional={optional}
      />
    </fieldset>
  );
}

function SeatFields(props: OrganisationFieldsProps): ReactElement {
  const { t } = useOffice();
  const optional = t('office.counter-optional');
  return (
    <fieldset className="form-grid">
      <legend>{t('organisations.seat')}</legend>
      <TextInput {...bind(props, 'address')} label={t('organisations.address')} required />
      <TextInput
        {...bind(props, 'email')}
        label={t('organisations.email')}
        type="email"
        dir="ltr"
        optional={optional}
      />
      <TextInput {...bind(props, 'phone')} label={t('organisations.phone')} type="tel" dir="ltr" optional={optional} />
    </fieldset>
  );
}
