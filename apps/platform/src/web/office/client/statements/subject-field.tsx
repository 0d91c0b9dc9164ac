import { Button, Name, Select, TextInput } from '@shubbak/design';
import { type ReactElement, useEffect, useState } from 'react';
import type { StatementView } from '../../../api/contract/index.ts';
import { nameOf, useOffice } from '../office-context.ts';

export type Subject = StatementView['subject'];

export interface SubjectFieldProps {
  readonly chosen: Subject | undefined;
  readonly onChoose: (subject: Subject | undefined) => void;
}

/** Chooses a member of staff by typing a part of their name in either script. */
export function SubjectField({ chosen, onChoose }: SubjectFieldProps): ReactElement {
  const { t, api, language } = useOffice();
  const [name, setName] = useState('');
  const [found, setFound] = useState<readonly Subject[]>();
  useEffect(() => {
    // One question for what was typed, not one a letter.
    const patience = setTimeout(() => {
      if (name.trim().length < 2) setFound(undefined);
      else void api.call('searchSubjects', { body: { name } }).then(({ staff }) => setFound(staff));
    }, 200);
    return () => clearTimeout(patience);
  }, [name, api]);
  if (chosen) {
    return (
      <div className="row">
        <p>
          <span className="muted">{t('statements.subject')}</span>
          <br />
          <b>
            <Name>{nameOf(language, chosen.name)}</Name>
          </b>
        </p>
        <Button type="button" variant="quiet" className="push" onClick={() => onChoose(undefined)}>
          {t('statements.subject-other')}
        </Button>
      </div>
    );
  }
  return (
    <div className="stack stack-tight">
      <TextInput
        id="subject"
        label={t('statements.subject')}
        hint={t('statements.subject-hint')}
        autoComplete="off"
        value={name}
        onChange={event => setName(event.currentTarget.value)}
      />
      <div role="status">
        {found?.length === 0 && <p className="muted">{t('statements.subject-none')}</p>}
        {found && found.length > 0 && (
          <ul className="demo-people">
            {found.map(subject => (
              <li key={subject.id}>
                <Button type="button" full onClick={() => onChoose(subject)}>
                  <Name>{nameOf(language, subject.name)}</Name>
                </Button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

export interface PasskeyFieldProps {
  readonly subject: Subject;
  readonly chosen: string;
  readonly onChoose: (credentialId: string) => void;
}

/** Chooses one of the passkeys that the member of staff registered themselves; says so when there is none. */
export function PasskeyField({ subject, chosen, onChoose }: PasskeyFieldProps): ReactElement {
  const { t, api } = useOffice();
  const [passkeys, setPasskeys] = useState<readonly { readonly credentialId: string; readonly simulated: boolean }[]>();
  useEffect(() => {
    const params = { staffId: subject.id };
    void api.call('listStaffPasskeys', { params }).then(answer => {
      setPasskeys(answer.passkeys);
      onChoose(answer.passkeys.at(-1)?.credentialId ?? '');
    });
    // oxlint-disable-next-line react/exhaustive-deps -- asked once a person: `onChoose` is made anew at each drawing
  }, [subject.id, api]);
  if (passkeys?.length === 0) return <p role="alert">{t('statements.passkey-none')}</p>;
  const options = (passkeys ?? []).map(({ credentialId, simulated }, index) => ({
    value: credentialId,
    label: t('statements.passkey-nth', {
      nth: index + 1,
      end: credentialId.slice(-6),
      simulated: simulated ? 'yes' : 'no',
    }),
  }));
  return (
    <Select
      id="passkey"
      label={t('statements.passkey')}
      hint={t('statements.passkey-hint')}
      options={options}
      value={chosen}
      onChange={event => onChoose(event.currentTarget.value)}
    />
  );
}
