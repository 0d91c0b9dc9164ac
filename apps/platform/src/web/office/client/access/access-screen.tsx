import { Button, Card, Name, Notice, Tag } from '@shubbak/design';
import { type ReactElement, useCallback, useState } from 'react';
import { formatDate, formatMinute } from '../../../../platform/messages/browser.ts';
import type { AccessAnswer } from '../../../api/contract/index.ts';
import { DataTable } from '../administration/data-table.tsx';
import { useAnswer, useChange } from '../administration/use-answer.ts';
import { WorkAddressPart } from '../administration/work-address.tsx';
import { nameOf, textIn, useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { TopBar } from '../top-bar.tsx';
import { TrainingChoice } from '../training/training-choice.tsx';
import { createPasskey, GaveUp } from './create-passkey.ts';

/** One's own access: where one is signed in, with which passkeys, by which postings. */
export function AccessScreen(): ReactElement {
  const { t, api, language, me } = useOffice();
  const { answer, problem, reload } = useAnswer(useCallback(() => api.call('readAccess', {}), [api]));
  const change = useChange();
  const [added, setAdded] = useState<'added' | 'gave-up'>();
  const add = (): void =>
    change.run(async () => {
      try {
        await createPasskey(api, nameOf(language, me.name));
        setAdded('added');
        reload();
      } catch (error) {
        if (!(error instanceof GaveUp)) throw error;
        setAdded('gave-up');
      }
    });
  return (
    <>
      <TopBar task={t('access.title')} commune={textIn(language, me.commune.name)} />
      <main id="main" className="page wrap stack stack-loose">
        <div className="stack stack-tight">
          <h1>{t('access.title')}</h1>
          <p className="lead">
            <Name>{nameOf(language, me.name)}</Name>
          </p>
        </div>
        {problem && <Problem problem={problem} />}
        {change.problem && <Problem problem={change.problem} />}
        {added && (
          <Notice state={added === 'added' ? 'ok' : 'attention'} live="status">
            <p>{t(`access.passkey-${added}`)}</p>
          </Notice>
        )}
        {answer && <Postings answer={answer} />}
        {answer && (
          <WorkAddressPart
            address={answer.address}
            onKeep={async body => {
              await api.call('keepOwnAddress', { body });
              reload();
            }}
          />
        )}
        <TrainingChoice />
        {answer && (
          <section className="stack" aria-labelledby="own-passkeys">
            <div className="row">
              <h2 id="own-passkeys">{t('access.passkeys')}</h2>
              <Button type="button" icon="plus" className="push" disabled={change.busy} onClick={add}>
                {t('access.add-passkey')}
              </Button>
            </div>
            <p className="muted small">{t('access.passkeys-lead')}</p>
            <Passkeys
              answer={answer}
              onRemove={credentialId =>
                change.run(async () => {
                  await api.call('removePasskey', { body: { credentialId } });
                  reload();
                })
              }
            />
          </section>
        )}
        {answer && (
          <section className="stack" aria-labelledby="own-sessions">
            <h2 id="own-sessions">{t('access.sessions')}</h2>
            <Sessions
              answer={answer}
              onEnd={sessionId =>
                change.run(async () => {
                  await api.call('endOwnSession', { params: { sessionId }, body: {} });
                  reload();
                })
              }
            />
          </section>
        )}
      </main>
    </>
  );
}

function Postings({ answer }: { readonly answer: AccessAnswer }): ReactElement {
  const { t, language } = useOffice();
  return (
    <Card labelledBy="own-postings">
      <h2 id="own-postings">{t('access.postings')}</h2>
      <ul className="rights">
        {answer.postings.map(({ role, place, validUntil }) => (
          <li key={`${role} ${place}`}>
            <b>{role}</b> · {place}
            {validUntil !== null && (
              <small> {t('administration.until-date', { date: formatDate(language, new Date(validUntil)) })}</small>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Passkeys(props: { readonly answer: AccessAnswer; readonly onRemove: (id: string) => void }): ReactElement {
  const { t, language } = useOffice();
  return (
    <DataTable
      caption={t('access.passkeys')}
      rows={props.answer.passkeys}
      keyOf={({ credentialId }) => credentialId}
      empty=""
      columns={[
        { label: t('access.since'), renderCell: ({ createdAt }) => formatMinute(language, new Date(createdAt)) },
        {
          label: t('access.kind'),
          renderCell: ({ backedUp, simulated }) => {
            if (simulated) return t('access.simulated');
            return t(backedUp ? 'access.backed-up' : 'access.device-bound');
          },
        },
        {
          label: t('administration.state'),
          renderCell: ({ credentialId }) =>
            props.answer.passkeys.length > 1 ? (
              <Button type="button" onClick={() => props.onRemove(credentialId)}>
                {t('administration.remove')}
              </Button>
            ) : (
              t('access.only-passkey')
            ),
        },
      ]}
    />
  );
}

function Sessions(props: { readonly answer: AccessAnswer; readonly onEnd: (id: string) => void }): ReactElement {
  const { t, language } = useOffice();
  return (
    <DataTable
      caption={t('access.sessions')}
      rows={props.answer.sessions}
      keyOf={({ id }) => id}
      empty=""
      columns={[
        { label: t('access.since'), renderCell: ({ createdAt }) => formatMinute(language, new Date(createdAt)) },
        { label: t('access.seen'), renderCell: ({ seenAt }) => formatMinute(language, new Date(seenAt)) },
        {
          label: t('administration.state'),
          renderCell: ({ id, current }) =>
            current ? (
              <Tag state="ok">{t('access.this-one')}</Tag>
            ) : (
              <Button type="button" onClick={() => props.onEnd(id)}>
                {t('access.sign-out-there')}
              </Button>
            ),
        },
      ]}
    />
  );
}
