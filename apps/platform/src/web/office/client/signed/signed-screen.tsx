import { Button, Card, Name, Notice, Num, Tag } from '@shubbak/design';
import { type ReactElement, useEffect, useState } from 'react';
import { formatMinute } from '../../../../platform/messages/browser.ts';
import type { SignedInNameAnswer } from '../../../api/contract/index.ts';
import { Dialog } from '../dialog.tsx';
import { nameOf, textIn, useOffice } from '../office-context.ts';
import { TopBar } from '../top-bar.tsx';

/** What was signed in the officer's name, today and yesterday; who finds an act that they did not make stops their key here. */
export function SignedScreen(): ReactElement {
  const { t, api, language } = useOffice();
  const [answer, setAnswer] = useState<SignedInNameAnswer>();
  const [asking, setAsking] = useState(false);
  const [stopped, setStopped] = useState(false);
  useEffect(() => void api.call('listSignedInName', {}).then(setAnswer), [api]);
  const stop = async (): Promise<void> => {
    await api.call('disownSignatures', { body: {} });
    setAsking(false);
    setStopped(true);
  };
  return (
    <>
      <TopBar task={t('statements.signed-title')} />
      <main id="main" className="page wrap stack stack-loose">
        <div className="stack stack-tight">
          <h1>{t('statements.signed-title')}</h1>
          <p className="lead">{answer ? t('statements.signed-lead', { count: answer.today }) : ' '}</p>
        </div>
        {stopped && (
          <Notice state="stop" title={t('statements.stopped-title')} live="alert">
            <p>{t('statements.stopped')}</p>
          </Notice>
        )}
        {answer?.acts.length === 0 && <p className="muted">{t('statements.signed-none')}</p>}
        {answer && answer.acts.length > 0 && (
          <ul className="rows">
            {answer.acts.map(({ actId, number, at, office, signatories, standing }) => (
              <li key={actId}>
                <div>
                  <p>
                    <b>
                      <Num>{number}</Num>
                    </b>{' '}
                    · {formatMinute(language, new Date(at))}
                  </p>
                  <p className="small muted">
                    {textIn(language, office)} ·{' '}
                    <Name>{signatories.map(name => nameOf(language, name)).join(' · ')}</Name>
                  </p>
                </div>
                {standing && <Tag state="stop">{t(`acts.standing-${standing}`)}</Tag>}
              </li>
            ))}
          </ul>
        )}
        <Card look="sunken">
          <div className="stack stack-tight">
            <h2>{t('statements.disown-title')}</h2>
            <p>{t('statements.disown-text')}</p>
            <p>
              <Button variant="danger" type="button" disabled={stopped} onClick={() => setAsking(true)}>
                {t('statements.disown')}
              </Button>
            </p>
          </div>
        </Card>
      </main>
      {asking && (
        <Dialog title={t('statements.disown-title')} onClose={() => setAsking(false)}>
          <div className="stack">
            <p>{t('statements.disown-sure')}</p>
            <div className="dialog-actions">
              <Button type="button" variant="quiet" data-first onClick={() => setAsking(false)}>
                {t('office.counter-cancel')}
              </Button>
              <Button type="button" variant="danger" onClick={() => void stop()}>
                {t('statements.disown')}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </>
  );
}
