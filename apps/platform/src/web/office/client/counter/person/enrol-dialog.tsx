import { Button, Notice } from '@shubbak/design';
import { type FormEvent, type ReactElement, useRef, useState } from 'react';
import { ApiProblem } from '../../../../api/client/index.ts';
import { Dialog } from '../../dialog.tsx';
import { useOffice } from '../../office-context.ts';
import { focusOn, places, type TypedDocument, useCounter } from '../counter-context.ts';
import { bodyOf, emptyForm, type EnrolmentField, type EnrolmentForm, errorsOf } from './enrolment-fields.ts';
import { DocumentFields, PersonFields } from './enrolment-groups.tsx';
import { startRequest } from './start-request.ts';

/** Enrols somebody who stands at the counter, and opens a request for them. */
export function EnrolDialog({ typed }: { readonly typed: TypedDocument | undefined }): ReactElement {
  const office = useOffice();
  const { t, api, language } = office;
  const { desk, show, joining, join } = useCounter();
  const [form, setForm] = useState(() => emptyForm(typed, language));
  const [errors, setErrors] = useState<ReturnType<typeof errorsOf>>({ fields: {}, rest: undefined });
  const [busy, setBusy] = useState(false);
  // One intention, however often the button is pressed: correcting a field makes another one.
  const key = useRef(crypto.randomUUID());
  const change = (field: EnrolmentField, value: string): void => {
    key.current = crypto.randomUUID();
    setForm(before => ({ ...before, [field]: value }));
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    try {
      const person = await api.call('enrolPerson', { body: bodyOf(form), key: key.current });
      const document = person.documents.find(({ expired }) => !expired);
      if (document && !(await startRequest(office, desk, { person, document }, joining))) return;
      join(false);
      show(undefined);
      focusOn(places.goOn);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      const found = sayEmpty(errorsOf(error.problem), form, t('office.counter-field-empty'));
      setErrors(found);
      const [first] = Object.keys(found.fields);
      if (first) focusOn(`enrol-${first}`);
    } finally {
      setBusy(false);
    }
  };
  const group = { form, errors: errors.fields, onChange: change };
  return (
    <Dialog title={t('office.counter-enrol')} onClose={() => show(undefined)}>
      <form className="stack" noValidate onSubmit={event => void submit(event)}>
        <p className="muted">{t('office.counter-enrol-lead')}</p>
        {errors.rest !== undefined && (
          <Notice state="attention" live="alert">
            <p>{errors.rest}</p>
          </Notice>
        )}
        <DocumentFields {...group} />
        <PersonFields {...group} />
        <div className="dialog-actions">
          <Button type="button" variant="quiet" onClick={() => show(undefined)}>
            {t('office.counter-cancel')}
          </Button>
          <Button variant="primary" shortcut="↵" disabled={busy}>
            {t('office.counter-enrol-submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

type Errors = ReturnType<typeof errorsOf>;

/** A field that was left empty is told so, whatever else the server says about it. */
function sayEmpty(errors: Errors, form: EnrolmentForm, sentence: string): Errors {
  const fields = Object.entries(errors.fields).map(([field, detail]) => [
    field,
    form[field as EnrolmentField] === '' ? sentence : detail,
  ]);
  return { ...errors, fields: Object.fromEntries(fields) };
}
