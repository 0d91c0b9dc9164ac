import { Choices, Select, TextArea, TextInput } from '@shubbak/design';
import type { ReactElement } from 'react';
import { z } from 'zod';
import type { Refusal } from '../../../kernel/index.ts';
import { issuersIn } from '../../office/client/counter/person/issuers.ts';
import { DateField, dateFields, dateFrom, errorOf, type StepForm, type StepPage, valueOf } from '../step-form.tsx';

const documentTypes = ['cnie', 'passport', 'residence', 'minor', 'foreign'] as const;
type DocumentTypeName = (typeof documentTypes)[number];
const documentType = z.enum(documentTypes);

/** Types that other countries issue too. */
const foreignTypes: readonly string[] = ['passport', 'foreign'] satisfies readonly DocumentTypeName[];

/** The control that a mistake in a name or a number is about. */
function fieldOfIdentity({ code }: Refusal): string {
  if (code.startsWith('identity.name-latin')) return 'latin';
  if (code.startsWith('identity.name-')) return 'arabic';
  if (code === 'identity.issuer-unknown') return 'issuer';
  if (code.startsWith('identity.expiry-') || code === 'identity.document-expired') return 'expiry';
  if (code === 'enrolment.document-type-missing') return 'type';
  return 'number';
}

function NameFields({ form }: { readonly form: StepForm }): ReactElement {
  const { t, typed } = form;
  return (
    <>
      <TextInput
        id="arabic"
        name="arabic"
        label={t('pre-enrolment.name-arabic')}
        hint={t('pre-enrolment.name-arabic-hint')}
        lang="ar"
        dir="rtl"
        maxLength={130}
        defaultValue={valueOf(typed, 'arabic')}
        {...errorOf(form, 'arabic')}
      />
      <TextInput
        id="latin"
        name="latin"
        label={t('pre-enrolment.name-latin')}
        hint={t('pre-enrolment.name-latin-hint')}
        lang="fr"
        dir="ltr"
        maxLength={130}
        autoCapitalize="words"
        spellCheck={false}
        defaultValue={valueOf(typed, 'latin')}
        {...errorOf(form, 'latin')}
      />
    </>
  );
}

function NumberField({ form }: { readonly form: StepForm }): ReactElement {
  const { t, typed } = form;
  return (
    <TextInput
      id="number"
      name="number"
      label={t('pre-enrolment.number')}
      hint={t('pre-enrolment.number-hint')}
      code
      maxLength={40}
      autoComplete="off"
      defaultValue={valueOf(typed, 'number')}
      {...errorOf(form, 'number')}
    />
  );
}

function IssuerField({ form, hint }: { readonly form: StepForm; readonly hint?: string }): ReactElement {
  const { t, typed } = form;
  return (
    <Select
      id="issuer"
      name="issuer"
      label={t('pre-enrolment.issuer')}
      options={issuersIn(t.language)}
      defaultValue={valueOf(typed, 'issuer') || 'MA'}
      {...(hint !== undefined && { hint })}
      {...errorOf(form, 'issuer')}
    />
  );
}

/** Names as the document bears them, in both scripts. */
export const nameStep: StepPage = {
  shown: ({ facts }) => ({ arabic: facts.name?.arabic ?? '', latin: facts.name?.latin ?? '' }),
  Body: form => <NameFields form={form} />,
  take: (drafts, secret, typed) => {
    const name = { arabic: valueOf(typed, 'arabic'), latin: valueOf(typed, 'latin') };
    return drafts.answer(secret, { step: 'name', name });
  },
  fieldOf: fieldOfIdentity,
};

/** Which document the person has. */
export const documentTypeStep: StepPage = {
  shown: ({ facts }) => ({ type: facts.documentType ?? '' }),
  Body: form => (
    <Choices
      id="type"
      name="type"
      legend={form.t('pre-enrolment.step-document-type')}
      legendHidden
      choices={documentTypes.map(value => ({ value, label: form.t(`identity.document-${value}`) }))}
      chosen={[valueOf(form.typed, 'type')]}
      {...errorOf(form, 'type')}
    />
  ),
  take: async (drafts, secret, typed) => {
    const type = documentType.safeParse(valueOf(typed, 'type'));
    if (!type.success) return { ok: false, refusal: { code: 'enrolment.document-type-missing', params: {} } };
    return drafts.answer(secret, { step: 'document-type', type: type.data });
  },
  fieldOf: fieldOfIdentity,
};

/** Number, issuer and last day of the document. */
export const documentStep: StepPage = {
  shown: ({ facts: { document, documentType: chosen } }) => {
    // A number of another kind of document helps nobody.
    const kept = document?.type === chosen ? document : undefined;
    return { number: kept?.number ?? '', issuer: kept?.issuer ?? 'MA', ...dateFields('expiry', kept?.expiresOn) };
  },
  Body: form => (
    <>
      <NumberField form={form} />
      {foreignTypes.includes(form.view.facts.documentType ?? '') && <IssuerField form={form} />}
      <DateField
        form={form}
        name="expiry"
        legend={form.t('pre-enrolment.expiry')}
        hint={form.t('pre-enrolment.expiry-hint')}
      />
    </>
  ),
  take: (drafts, secret, typed) =>
    drafts.answer(secret, {
      step: 'document',
      number: valueOf(typed, 'number'),
      issuer: valueOf(typed, 'issuer'),
      expiresOn: dateFrom(typed, 'expiry'),
    }),
  fieldOf: fieldOfIdentity,
};

/** When and where the person was born. */
export const birthStep: StepPage = {
  shown: ({ facts }) => ({ ...dateFields('birth', facts.birthDate), place: facts.birthPlace ?? '' }),
  Body: form => (
    <>
      <DateField
        form={form}
        name="birth"
        legend={form.t('pre-enrolment.birth-date')}
        hint={form.t('pre-enrolment.birth-date-hint')}
        birth
      />
      <TextInput
        id="place"
        name="place"
        label={form.t('pre-enrolment.birth-place')}
        hint={form.t('pre-enrolment.birth-place-hint')}
        maxLength={130}
        defaultValue={valueOf(form.typed, 'place')}
        {...errorOf(form, 'place')}
      />
    </>
  ),
  take: (drafts, secret, typed) =>
    drafts.answer(secret, { step: 'birth', date: dateFrom(typed, 'birth'), place: valueOf(typed, 'place') }),
  fieldOf: ({ code }) => (code.includes('birth-date') ? 'birth' : 'place'),
};

/** Who answers for a minor. */
export const guardianStep: StepPage = {
  shown: ({ facts: { guardian } }) => ({
    arabic: guardian?.name.arabic ?? '',
    latin: guardian?.name.latin ?? '',
    type: guardian?.document.type ?? '',
    number: guardian?.document.number ?? '',
    issuer: guardian?.document.issuer ?? 'MA',
  }),
  Body: form => (
    <>
      <NameFields form={form} />
      <Choices
        id="type"
        name="type"
        legend={form.t('pre-enrolment.guardian-document')}
        choices={documentTypes
          .filter(value => value !== 'minor')
          .map(value => ({ value, label: form.t(`identity.document-${value}`) }))}
        chosen={[valueOf(form.typed, 'type')]}
        {...errorOf(form, 'type')}
      />
      <NumberField form={form} />
      <IssuerField form={form} hint={form.t('pre-enrolment.issuer-hint')} />
    </>
  ),
  take: async (drafts, secret, typed) => {
    const type = documentType.safeParse(valueOf(typed, 'type'));
    if (!type.success) return { ok: false, refusal: { code: 'enrolment.document-type-missing', params: {} } };
    return drafts.answer(secret, {
      step: 'guardian',
      name: { arabic: valueOf(typed, 'arabic'), latin: valueOf(typed, 'latin') },
      type: type.data,
      number: valueOf(typed, 'number'),
      issuer: valueOf(typed, 'issuer'),
    });
  },
  fieldOf: fieldOfIdentity,
};

/** Where the person lives. */
export const addressStep: StepPage = {
  shown: ({ facts }) => ({ address: facts.address ?? '' }),
  Body: form => (
    <TextArea
      id="address"
      name="address"
      label={form.t('pre-enrolment.address')}
      hint={form.t('pre-enrolment.address-hint')}
      rows={3}
      maxLength={320}
      dir="auto"
      autoComplete="street-address"
      defaultValue={valueOf(form.typed, 'address')}
      {...errorOf(form, 'address')}
    />
  ),
  take: (drafts, secret, typed) => drafts.answer(secret, { step: 'address', address: valueOf(typed, 'address') }),
  fieldOf: () => 'address',
};
