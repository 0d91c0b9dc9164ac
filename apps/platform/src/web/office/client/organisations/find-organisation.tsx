import { Button, Icon, Name, Notice, Segments, Select, TextInput } from '@shubbak/design';
import { type FormEvent, type ReactElement, useState } from 'react';
import type { OrganisationTermsView } from '../../../api/contract/index.ts';
import { nameOf, useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import type { Organisations } from './use-organisations.ts';

const ways = ['name', 'register', 'ice'] as const;
type Way = (typeof ways)[number];

interface FindProps {
  readonly organisations: Organisations;
  readonly terms: OrganisationTermsView;
}

/** Finding an organisation: by name among those that the commune serves, or anywhere by an exact number. */
export function FindOrganisation({ organisations, terms }: FindProps): ReactElement {
  const { t, language } = useOffice();
  const [way, setWay] = useState<Way>('name');
  const [text, setText] = useState('');
  const [kind, setKind] = useState<'company' | 'cooperative'>('company');
  const [court, setCourt] = useState('casablanca');
  const [reason, setReason] = useState('');
  const { problem } = organisations;
  const reasonNeeded = problem?.code === 'mandates.reason-needed';
  const search = (event: FormEvent): void => {
    event.preventDefault();
    const why = reasonNeeded && { reason };
    if (way === 'name') organisations.byName(text.trim());
    else if (way === 'ice') organisations.byNumber({ ice: text.trim(), ...why });
    else organisations.byNumber({ kind, registration: { court, number: text.trim() }, ...why });
  };
  return (
    <form className="stack" onSubmit={search} noValidate>
      <Segments
        id="find-way"
        name="find-way"
        legend={t('organisations.find-by')}
        chosen={[way]}
        choices={ways.map(value => ({ value, label: t(`organisations.by-${value}`) }))}
        onChange={event => setWay(ways.find(each => each === event.currentTarget.value) ?? 'name')}
      />
      <div className="form-grid">
        <TextInput
          id="find-text"
          label={t(`organisations.find-${way}`)}
          value={text}
          code={way !== 'name'}
          autoComplete="off"
          onChange={event => setText(event.currentTarget.value)}
        />
        {way === 'register' && (
          <>
            <Select
              id="find-court"
              label={t('organisations.court')}
              value={court}
              options={terms.courts.map(({ code, name }) => ({ value: code, label: nameOf(language, name) }))}
              onChange={event => setCourt(event.currentTarget.value)}
            />
            <Select
              id="find-kind"
              label={t('organisations.kind')}
              value={kind}
              options={terms.kinds
                .filter(({ code }) => code === 'company' || code === 'cooperative')
                .map(({ code, label }) => ({ value: code, label }))}
              onChange={event => setKind(event.currentTarget.value === 'company' ? 'company' : 'cooperative')}
            />
          </>
        )}
      </div>
      {problem && <Problem problem={problem} />}
      {reasonNeeded && (
        <TextInput
          id="find-reason"
          label={t('organisations.find-reason')}
          value={reason}
          onChange={event => setReason(event.currentTarget.value)}
        />
      )}
      <div className="row">
        <Button variant="primary" icon="search">
          {t('organisations.search')}
        </Button>
      </div>
      <div aria-live="polite">
        <Found organisations={organisations} />
      </div>
    </form>
  );
}

function Found({ organisations }: { readonly organisations: Organisations }): ReactElement | null {
  const { t, language } = useOffice();
  const { found, nobody, open } = organisations;
  if (nobody || found?.length === 0)
    return (
      <Notice state="info">
        <p>{t('organisations.none-found')}</p>
      </Notice>
    );
  if (!found) return null;
  return (
    <ul aria-label={t('organisations.found')}>
      {found.map(({ id, name, register }) => (
        <li key={id}>
          <button type="button" className="queue-item" onClick={() => open(id)}>
            <Icon name="building" />
            <span className="queue-name">
              <Name>{nameOf(language, name)}</Name>
              {register !== null && (
                <small>
                  <bdi>{register}</bdi>
                </small>
              )}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
