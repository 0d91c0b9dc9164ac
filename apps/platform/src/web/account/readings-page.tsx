import { Notice } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { LocalizedText } from '../../kernel/index.ts';
import type { FileReading } from '../../modules/identity/index.ts';
import { formatMinute } from '../../platform/messages/index.ts';
import { BackLink, type Speak } from './page.tsx';

/** Every reading of a person's file, latest first: who, when, why. */
export function ReadingsPage(props: {
  readonly t: Speak;
  readonly readings: readonly FileReading[];
  readonly communes: ReadonlyMap<string, LocalizedText>;
}): ReactElement {
  const { t, readings, communes } = props;
  return (
    <div className="stack stack-loose">
      <BackLink href="/account">{t('account.title')}</BackLink>
      <div className="stack stack-tight">
        <h1>{t('account.readings')}</h1>
        <p className="lead">{t('account.readings-lead')}</p>
      </div>
      {readings.length === 0 && <p>{t('account.readings-empty')}</p>}
      {readings.length > 0 && (
        <ul className="rows">
          {readings.map(reading => (
            <li key={`${reading.at.getTime()} ${reading.purpose}`}>
              <Reading t={t} reading={reading} commune={communes.get(reading.communeId ?? '')} />
            </li>
          ))}
        </ul>
      )}
      <Notice state="info" title={t('account.readings-doubt')}>
        <p>{t('account.readings-doubt-line')}</p>
      </Notice>
    </div>
  );
}

function Reading(props: {
  readonly t: Speak;
  readonly reading: FileReading;
  readonly commune: LocalizedText | undefined;
}): ReactElement {
  const { t, reading, commune } = props;
  const who = commune ? t('account.reading-staff', { commune: commune[t.language] }) : t('account.reading-you');
  return (
    <div className="stack stack-tight">
      <p>
        <b>{t(`identity.reading-${reading.purpose}`)}</b>
      </p>
      <p className="small muted">
        {who} · {formatMinute(t.language, reading.at)}
      </p>
      {reading.reason !== null && (
        <p className="small">
          {t('account.reading-reason')} <bdi>{reading.reason}</bdi>
        </p>
      )}
    </div>
  );
}
