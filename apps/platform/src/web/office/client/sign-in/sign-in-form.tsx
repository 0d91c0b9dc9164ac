import { Button, Name, Notice, TextInput } from '@shubbak/design';
import { type ReactElement, useEffect, useState } from 'react';
import { nameOf } from '../office-context.ts';
import type { PageData } from '../page-data.ts';
import { askPasskey, askSimulated, type DemoPerson, listDemoPeople, SignInFailed, signIn } from './authenticate.ts';

/** Signing in with a passkey; in the demo, also as one of its people through the simulated authenticator. */
export function SignInForm({
  data,
  onSignedIn,
}: {
  readonly data: PageData;
  readonly onSignedIn: () => void;
}): ReactElement {
  const { t, demo } = data;
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const attempt = async (ask: Parameters<typeof signIn>[0]): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      await signIn(ask);
      onSignedIn();
    } catch (error) {
      setFailure((error instanceof SignInFailed && error.detail) || t('office.sign-in-failed'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="stack stack-loose">
      {failure !== undefined && (
        <Notice state="attention" live="alert">
          <p>{failure}</p>
        </Notice>
      )}
      <Button variant="primary" big type="button" icon="key" disabled={busy} onClick={() => void attempt(askPasskey)}>
        {t('office.sign-in-passkey')}
      </Button>
      {demo && (
        <DemoPeople data={data} busy={busy} onChoose={person => void attempt(askSimulated(person.credentialId))} />
      )}
    </div>
  );
}

interface DemoPeopleProps {
  readonly data: PageData;
  readonly busy: boolean;
  readonly onChoose: (person: DemoPerson) => void;
}

function DemoPeople({ data, busy, onChoose }: DemoPeopleProps): ReactElement {
  const { t, language } = data;
  const [people, setPeople] = useState<readonly DemoPerson[]>([]);
  const [filter, setFilter] = useState('');
  useEffect(() => void listDemoPeople().then(setPeople), []);
  const shown = people.filter(person => matches(person, filter));
  const offices = Object.entries(Object.groupBy(shown, ({ office }) => office));
  return (
    <section className="card card-sunken stack" aria-labelledby="simulated">
      <h2 id="simulated">{t('office.simulated-title')}</h2>
      <p className="small muted">{t('office.simulated-text')}</p>
      <TextInput
        id="demo-filter"
        label={t('office.simulated-filter')}
        value={filter}
        autoComplete="off"
        onChange={event => setFilter(event.currentTarget.value)}
      />
      <div>
        {offices.map(([office, staff = []]) => (
          <section key={office} className="demo-office" aria-label={office}>
            <h3>
              <Name>{office}</Name>
            </h3>
            <ul className="demo-people">
              {staff.map(person => (
                <li key={person.credentialId}>
                  <Button variant="secondary" full type="button" disabled={busy} onClick={() => onChoose(person)}>
                    <Name>{nameOf(language, person.name)}</Name> <small>{person.role}</small>
                  </Button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </section>
  );
}

function matches({ name, role, office }: DemoPerson, filter: string): boolean {
  const text = `${name.arabic} ${name.latin} ${role} ${office}`.toLocaleLowerCase();
  return filter
    .toLocaleLowerCase()
    .split(/\s+/)
    .every(word => text.includes(word));
}
