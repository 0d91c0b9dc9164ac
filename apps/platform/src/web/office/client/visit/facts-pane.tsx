import { Button, Checkbox, Facts, Notice, Select, Tag } from '@shubbak/design';
import type { ReactElement } from 'react';
import { DocumentFields, PersonFields } from '../counter/person/enrolment-groups.tsx';
import type { EnrolmentField, EnrolmentForm } from '../counter/person/enrolment-fields.ts';
import { BothNames, shortDay } from '../counter/person/facts.tsx';
import { useOffice } from '../office-context.ts';
import type { Visit } from './visit.ts';
import { useVisit, visitPlaces } from './visit-context.ts';

type Errors = Partial<Readonly<Record<EnrolmentField, string>>>;

/** Who the person is by the card on the counter, beside what they declared; and the clerk's word that all of it agrees. */
export function FactsPane({ errors }: { readonly errors: Errors }): ReactElement {
  const { t } = useOffice();
  const { visit, change } = useVisit();
  const notes = notesOf(visit, t('office.visit-declared-was', { value: '\u0000' }));
  const onChange = (field: EnrolmentField, value: string): void =>
    // What was agreed to and attested was of other facts.
    change(before => ({ ...before, form: { ...before.form, [field]: value }, attested: false, agreement: undefined }));
  return (
    <section className="stack" aria-labelledby="visit-facts-title">
      <h2 id="visit-facts-title">{t('office.visit-facts')}</h2>
      <p className="muted small">{t(visit.declared ? 'office.visit-facts-declared' : 'office.counter-enrol-lead')}</p>
      {visit.known ? (
        <Known />
      ) : (
        <>
          <DocumentFields form={visit.form} errors={errors} notes={notes} onChange={onChange} />
          <PersonFields form={visit.form} errors={errors} notes={notes} onChange={onChange} />
        </>
      )}
      <Checkbox
        id={visitPlaces.attest}
        className="visit-attest"
        label={t('office.visit-attest')}
        checked={visit.attested}
        onChange={event => change({ attested: event.currentTarget.checked })}
      />
    </section>
  );
}

/** What was declared, beside each field that says otherwise. `sentence` has a zero character where the value goes. */
function notesOf({ declared, form }: Visit, sentence: string): Errors {
  if (!declared) return {};
  const { document, name, birthDate, birthPlace, address, contacts } = declared;
  const said: Partial<Record<EnrolmentField, string>> = {
    ...document,
    ...name,
    birthDate,
    birthPlace,
    address,
    email: contacts.email ?? '',
    phone: contacts.phone ?? '',
  };
  const shown = (field: EnrolmentField, value: string): string =>
    field === 'birthDate' || field === 'expiresOn' ? shortDay(value) : value;
  return Object.fromEntries(
    (Object.keys(said) as (keyof EnrolmentForm)[]).flatMap(field => {
      const value = said[field] ?? '';
      return value === '' || value === form[field] ? [] : [[field, sentence.replace('\u0000', shown(field, value))]];
    }),
  );
}

/** Somebody enrolled already: nothing is typed again. Corrections are made in their file, where they leave their trace. */
function Known(): ReactElement {
  const { t, office, go } = useOffice();
  const { visit, change } = useVisit();
  const { known } = visit;
  if (!known) return <></>;
  const { card, documentId } = known;
  const valid = card.documents.filter(({ expired }) => !expired);
  return (
    <div className="stack stack-tight">
      <Notice state="ok" title={t('office.visit-known')}>
        <p>{t('office.visit-known-text')}</p>
      </Notice>
      <p className="queue-name">
        <BothNames name={card.name} />
      </p>
      <Facts
        layout="compare"
        items={[
          {
            label: t('office.counter-birth'),
            value:
              card.birthDate === null ? (
                <Tag state="attention">{t('office.visit-unknown')}</Tag>
              ) : (
                shortDay(card.birthDate)
              ),
          },
        ]}
      />
      <Select
        id="visit-document"
        label={t('office.counter-choose-document')}
        value={documentId}
        options={valid.map(({ id, type, numberMasked, expiresOn }) => ({
          value: id,
          label: `${t('office.counter-document', { type })} ${numberMasked} · ${t('office.counter-expires-on', { date: shortDay(expiresOn) })}`,
        }))}
        onChange={event => change({ known: { card, documentId: event.currentTarget.value } })}
      />
      {office.permissions.includes('identity.change-key-data') && (
        <Button type="button" variant="quiet" icon="pen" onClick={() => go('/office/files')}>
          {t('office.visit-correct')}
        </Button>
      )}
    </div>
  );
}
