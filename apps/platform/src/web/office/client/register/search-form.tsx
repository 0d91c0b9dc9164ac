import { Button, Select, TextInput } from '@shubbak/design';
import { type FormEvent, type ReactElement, useState } from 'react';
import type { RegisterSearchBody, RegisterSeriesAnswer } from '../../../api/contract/index.ts';
import { nameOf, textIn, useOffice } from '../office-context.ts';

type Typed = Readonly<Record<Exclude<keyof RegisterSearchBody, 'year' | 'before'>, string>>;

const nothing: Typed = { number: '', name: '', kind: '', subject: '', officerId: '', state: '', from: '', until: '' };

/** What to look for in a year; everything that is given must hold. */
export function SearchForm(props: {
  readonly series: RegisterSeriesAnswer;
  readonly search: RegisterSearchBody;
  readonly onSearch: (search: RegisterSearchBody) => void;
}): ReactElement {
  const { t } = useOffice();
  const { series, search } = props;
  const [typed, setTyped] = useState<Typed>(nothing);
  const set = (field: keyof Typed) => (event: { readonly currentTarget: { readonly value: string } }) =>
    setTyped({ ...typed, [field]: event.currentTarget.value });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    props.onSearch(searchOf(search.year, typed));
  };
  const years = [...new Set([search.year, ...series.years])].toSorted((a, b) => b - a);
  return (
    <form className="stack no-print" onSubmit={submit}>
      <div className="filters">
        <Select
          id="register-year"
          label={t('register-screen.year')}
          options={years.map(year => ({ value: String(year), label: String(year) }))}
          value={String(search.year)}
          onChange={event => props.onSearch(searchOf(Number(event.currentTarget.value), typed))}
        />
        {series.named && (
          <TextInput
            id="register-name"
            label={t('register-screen.name')}
            hint={t('register-screen.name-hint')}
            value={typed.name}
            autoComplete="off"
            onChange={set('name')}
          />
        )}
        <TextInput
          id="register-number"
          label={t('register-screen.number')}
          inputMode="numeric"
          value={typed.number}
          autoComplete="off"
          onChange={set('number')}
        />
      </div>
      <details>
        <summary>{t('register-screen.more-criteria')}</summary>
        <Criteria series={series} typed={typed} set={set} />
      </details>
      <div className="row">
        <Button variant="primary" icon="search">
          {t('register-screen.search')}
        </Button>
        <Button
          type="button"
          variant="quiet"
          onClick={() => {
            setTyped(nothing);
            props.onSearch({ year: search.year });
          }}
        >
          {t('register-screen.all')}
        </Button>
      </div>
    </form>
  );
}

function Criteria(props: {
  readonly series: RegisterSeriesAnswer;
  readonly typed: Typed;
  readonly set: (field: keyof Typed) => (event: { readonly currentTarget: { readonly value: string } }) => void;
}): ReactElement {
  const { t, language } = useOffice();
  const { series, typed, set } = props;
  const any = { value: '', label: t('register-screen.any') };
  const states = ['made', 'reserved', 'cancelled'] as const;
  const choice = (
    field: 'kind' | 'subject' | 'officerId' | 'state',
    options: readonly { value: string; label: string }[],
  ) => (
    <Select
      id={`register-${field}`}
      label={t(`register-screen.by-${field}`)}
      options={[any, ...options]}
      value={typed[field]}
      onChange={set(field)}
    />
  );
  return (
    <div className="filters">
      {choice(
        'kind',
        series.kinds.map(kind => ({ value: kind, label: t(`register-screen.kind-${kind}`) })),
      )}
      {choice(
        'subject',
        series.subjects.map(({ code, words }) => ({ value: code, label: textIn(language, words) })),
      )}
      {choice(
        'officerId',
        series.officers.map(({ id, name }) => ({ value: id, label: nameOf(language, name) })),
      )}
      {choice(
        'state',
        states.map(state => ({ value: state, label: t(`register.${state}`) })),
      )}
      <TextInput
        id="register-from"
        type="date"
        label={t('register-screen.from')}
        value={typed.from}
        onChange={set('from')}
      />
      <TextInput
        id="register-until"
        type="date"
        label={t('register-screen.until')}
        value={typed.until}
        onChange={set('until')}
      />
    </div>
  );
}

const kinds = ['legalisation', 'certified-copy', 'reissue', 'refusal', 'correction'] as const;
const states = ['reserved', 'made', 'cancelled'] as const;

/** What was typed, as it is asked: what stands empty is not asked; a printed number is asked by its running part. */
function searchOf(year: number, typed: Typed): RegisterSearchBody {
  const number = Number(typed.number.split('/').at(-1));
  const kind = kinds.find(each => each === typed.kind);
  const state = states.find(each => each === typed.state);
  return {
    year,
    ...(Number.isInteger(number) && number > 0 && { number }),
    ...(typed.name.trim() !== '' && { name: typed.name.trim() }),
    ...(kind && { kind }),
    ...(typed.subject !== '' && { subject: typed.subject }),
    ...(typed.officerId !== '' && { officerId: typed.officerId }),
    ...(state && { state }),
    ...(typed.from !== '' && { from: typed.from }),
    ...(typed.until !== '' && { until: typed.until }),
  };
}
