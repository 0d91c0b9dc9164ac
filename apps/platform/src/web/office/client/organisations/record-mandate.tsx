import { Checkbox, Select, TextInput } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import type { OrganisationCard, OrganisationTermsView } from '../../../api/contract/index.ts';
import type { FoundPerson } from '../counter/person/find-people.ts';
import { Dialog } from '../dialog.tsx';
import { textIn, useOffice } from '../office-context.ts';
import { AskingForm } from '../asking-form.tsx';
import { emptyMandate, type MandateForm, mandateBody } from './mandate-fields.ts';
import { PersonChoice } from './person-choice.tsx';

interface FieldsProps {
  readonly form: MandateForm;
  readonly terms: OrganisationTermsView;
  readonly onChange: (changes: Partial<MandateForm>) => void;
}

/** Writes down a mandate from the paper that shows it. */
export function RecordMandate(props: {
  readonly card: OrganisationCard;
  readonly terms: OrganisationTermsView;
  readonly onClose: () => void;
  readonly onDone: (card: OrganisationCard) => void;
}): ReactElement {
  const { t, api, me } = useOffice();
  const { card, terms, onClose, onDone } = props;
  const [person, setPerson] = useState<FoundPerson>();
  const [form, setForm] = useState(() => emptyMandate(me.today));
  const fields = { form, terms, onChange: (changes: Partial<MandateForm>) => setForm(now => ({ ...now, ...changes })) };
  return (
    <Dialog title={t('organisations.mandate-new')} onClose={onClose}>
      <AskingForm
        action={t('organisations.mandate-record')}
        onClose={onClose}
        send={async key => {
          if (!person) return document.getElementById('mandate-person')?.focus();
          const params = { organisationId: card.id };
          return onDone(await api.call('recordMandate', { params, body: mandateBody(form, person.id), key }));
        }}
      >
        <PersonChoice chosen={person} onChoose={setPerson} />
        <RoleFields {...fields} />
        <ScopeFields {...fields} />
        <RightFields {...fields} />
        <EvidenceFields {...fields} />
      </AskingForm>
    </Dialog>
  );
}

function RoleFields({ form, terms, onChange }: FieldsProps): ReactElement {
  const { t } = useOffice();
  return (
    <fieldset className="form-grid">
      <legend>{t('organisations.mandate-role')}</legend>
      <Select
        id="mandate-role"
        label={t('organisations.role')}
        value={form.role}
        options={terms.roles.map(({ code, label }) => ({ value: code, label }))}
        onChange={event => {
          const role = terms.roles.find(({ code }) => code === event.currentTarget.value)?.code;
          if (role) onChange({ role });
        }}
      />
      {form.role === 'other' && (
        <>
          <TextInput
            id="mandate-role-arabic"
            label={t('organisations.role-arabic')}
            lang="ar"
            dir="rtl"
            value={form.roleArabic}
            onChange={event => onChange({ roleArabic: event.currentTarget.value })}
          />
          <TextInput
            id="mandate-role-latin"
            label={t('organisations.role-latin')}
            lang="fr"
            dir="ltr"
            value={form.roleLatin}
            onChange={event => onChange({ roleLatin: event.currentTarget.value })}
          />
        </>
      )}
      <TextInput
        id="mandate-starts"
        type="date"
        label={t('organisations.starts-on')}
        value={form.startsOn}
        required
        onChange={event => onChange({ startsOn: event.currentTarget.value })}
      />
      <TextInput
        id="mandate-ends"
        type="date"
        label={t('organisations.ends-on')}
        optional={t('office.counter-optional')}
        value={form.endsOn}
        onChange={event => onChange({ endsOn: event.currentTarget.value })}
      />
    </fieldset>
  );
}

function ScopeFields({ form, terms, onChange }: FieldsProps): ReactElement {
  const { t, language } = useOffice();
  const toggle = (code: string): void =>
    onChange({
      natures: form.natures.includes(code) ? form.natures.filter(each => each !== code) : [...form.natures, code],
    });
  return (
    <fieldset className="stack stack-tight">
      <legend>
        <b>{t('organisations.mandate-scope')}</b>
      </legend>
      <Checkbox
        label={t('organisations.natures-all')}
        checked={form.allNatures}
        onChange={event => onChange({ allNatures: event.currentTarget.checked })}
      />
      {!form.allNatures &&
        terms.natures.map(({ code, label }) => (
          <Checkbox
            key={code}
            label={textIn(language, label)}
            checked={form.natures.includes(code)}
            onChange={() => toggle(code)}
          />
        ))}
      <TextInput
        id="mandate-most"
        label={t('organisations.most')}
        hint={t('organisations.most-hint')}
        code
        inputMode="decimal"
        value={form.most}
        onChange={event => onChange({ most: event.currentTarget.value })}
      />
      <Checkbox
        label={t('organisations.joint')}
        checked={form.joint}
        onChange={event => onChange({ joint: event.currentTarget.checked })}
      />
      {form.joint && (
        <div className="form-grid">
          <TextInput
            id="mandate-group"
            label={t('organisations.group-name')}
            value={form.groupName}
            onChange={event => onChange({ groupName: event.currentTarget.value })}
          />
          <TextInput
            id="mandate-group-needed"
            label={t('organisations.group-needed')}
            type="number"
            min={2}
            max={10}
            value={form.groupNeeded}
            onChange={event => onChange({ groupNeeded: event.currentTarget.value })}
          />
        </div>
      )}
    </fieldset>
  );
}

function RightFields({ form, onChange }: FieldsProps): ReactElement {
  const { t } = useOffice();
  return (
    <fieldset className="stack stack-tight">
      <legend>
        <b>{t('organisations.mandate-rights')}</b>
      </legend>
      <Checkbox
        label={t('organisations.may-read')}
        checked={form.mayRead}
        onChange={event => onChange({ mayRead: event.currentTarget.checked })}
      />
      <Checkbox
        label={t('organisations.may-revoke')}
        checked={form.mayRevoke}
        onChange={event => onChange({ mayRevoke: event.currentTarget.checked })}
      />
      <Checkbox
        label={t('organisations.may-delegate')}
        checked={form.delegable}
        onChange={event => onChange({ delegable: event.currentTarget.checked })}
      />
    </fieldset>
  );
}

function EvidenceFields({ form, terms, onChange }: FieldsProps): ReactElement {
  const { t } = useOffice();
  return (
    <fieldset className="form-grid">
      <legend>{t('organisations.evidence')}</legend>
      <Select
        id="mandate-evidence"
        label={t('organisations.evidence-kind')}
        value={form.evidence}
        options={terms.evidence.map(({ code, label }) => ({ value: code, label }))}
        onChange={event => {
          const evidence = terms.evidence.find(({ code }) => code === event.currentTarget.value)?.code;
          if (evidence) onChange({ evidence });
        }}
      />
      <TextInput
        id="mandate-reference"
        label={t('organisations.evidence-reference')}
        value={form.reference}
        required
        onChange={event => onChange({ reference: event.currentTarget.value })}
      />
      <TextInput
        id="mandate-evidence-on"
        type="date"
        label={t('organisations.evidence-on')}
        value={form.evidenceOn}
        required
        onChange={event => onChange({ evidenceOn: event.currentTarget.value })}
      />
    </fieldset>
  );
}
