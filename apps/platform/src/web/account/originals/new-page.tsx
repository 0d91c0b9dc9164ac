import { Button, DateInput, ErrorSummary, FieldNotes, Select, TextInput, wire } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { Commune } from '../../../modules/organisation/index.ts';
import { BackLink, FormToken, type Speak } from '../page.tsx';
import { base, type KindOffered } from './deps.ts';
import type { NewForm } from './new-form.ts';

interface NewProps {
  readonly t: Speak;
  readonly communes: readonly Pick<Commune, 'id' | 'name'>[];
  readonly kinds: readonly KindOffered[];
  readonly formToken: string;
  readonly typed?: Partial<NewForm> | undefined;
  /** What is wrong, by the id of the control. */
  readonly errors?: Readonly<Record<string, string>> | undefined;
}

/** `/account/originals/new`: an original scanned at home, so that the counter only compares. */
export function NewPage(props: NewProps): ReactElement {
  const { t, errors = {}, formToken } = props;
  const wrong = Object.entries(errors).map(([field, message]) => ({ field, message }));
  return (
    <div className="stack stack-loose">
      <BackLink href={base}>{t('originals.title')}</BackLink>
      {wrong.length > 0 && <ErrorSummary title={t('account.errors-title')} errors={wrong} />}
      <div className="stack stack-tight">
        <h1>{t('originals.new-title')}</h1>
        <p className="lead">{t('originals.new-lead')}</p>
      </div>
      <form className="stack stack-loose" method="post" action={`${base}/new`} encType="multipart/form-data" noValidate>
        <FormToken value={formToken} />
        <input type="hidden" name="key" value={crypto.randomUUID()} />
        <What {...props} errors={errors} />
        <Says {...props} errors={errors} />
        <Files t={t} error={errors['file']} />
        <div className="stack stack-tight">
          <Button variant="primary" big wideOnPhone>
            {t('originals.new-send')}
          </Button>
          <p className="small muted">{t('originals.new-proves')}</p>
        </div>
      </form>
    </div>
  );
}

type Part = NewProps & { readonly errors: Readonly<Record<string, string>> };

function What({ t, communes, kinds, typed = {}, errors }: Part): ReactElement {
  const named = (id: string) => (errors[id] === undefined ? {} : { error: errors[id] });
  return (
    <>
      <Select
        id="commune"
        name="commune"
        label={t('originals.commune')}
        hint={t('originals.commune-hint')}
        options={communes.map(({ id, name }) => ({ value: id, label: name[t.language] }))}
        defaultValue={typed.commune}
        {...named('commune')}
      />
      <Select
        id="kind"
        name="kind"
        label={t('originals.kind')}
        options={[
          { value: '', label: t('originals.kind-choose') },
          ...kinds
            .filter(({ rule }) => rule !== 'refuse')
            .map(({ code, label }) => ({ value: code, label: label[t.language] })),
        ]}
        defaultValue={typed.kind ?? ''}
        {...named('kind')}
      />
    </>
  );
}

function Says({ t, typed = {}, errors }: Part): ReactElement {
  const named = (id: string) => (errors[id] === undefined ? {} : { error: errors[id] });
  const labels = { day: t('originals.day'), month: t('originals.month'), year: t('originals.year') };
  const partsOf = (name: 'issued' | 'expires') => ({
    day: typed[`${name}-day`] ?? '',
    month: typed[`${name}-month`] ?? '',
    year: typed[`${name}-year`] ?? '',
  });
  return (
    <>
      <TextInput
        id="issuer"
        name="issuer"
        label={t('originals.issuer')}
        hint={t('originals.issuer-hint')}
        defaultValue={typed.issuer}
        maxLength={200}
        autoComplete="off"
        {...named('issuer')}
      />
      <TextInput
        id="number"
        name="number"
        label={t('originals.own-number')}
        optional={t('originals.optional')}
        defaultValue={typed.number}
        maxLength={80}
        autoComplete="off"
        dir="ltr"
        {...named('number')}
      />
      <DateInput
        id="issued"
        name="issued"
        legend={t('originals.issued-on')}
        hint={t('originals.date-hint')}
        labels={labels}
        values={partsOf('issued')}
        {...named('issued')}
      />
      <DateInput
        id="expires"
        name="expires"
        legend={t('originals.expires-on')}
        hint={t('originals.date-hint')}
        labels={labels}
        values={partsOf('expires')}
        {...named('expires')}
      />
    </>
  );
}

function Files({ t, error }: { readonly t: Speak; readonly error: string | undefined }): ReactElement {
  const texts = { id: 'file', hint: t('originals.files-hint'), ...(error !== undefined && { error }) };
  return (
    <div className={error === undefined ? 'field' : 'field field-invalid'}>
      <label htmlFor="file">{t('originals.files')}</label>
      <FieldNotes {...texts} />
      <input
        {...wire(texts)}
        className="input"
        name="file"
        type="file"
        multiple
        accept=".pdf,.jpg,.jpeg,.png,.tif,.tiff,.webp,.heic,application/pdf,image/*"
      />
    </div>
  );
}
