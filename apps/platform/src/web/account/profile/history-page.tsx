import { Name, Notice, Tag } from '@shubbak/design';
import type { ReactElement } from 'react';
import { type LocalizedText, nameIn } from '../../../kernel/index.ts';
import { type FileChange, readNameText } from '../../../modules/identity/index.ts';
import { formatDay, formatMinute } from '../../../platform/messages/index.ts';
import { BackLink, type Speak } from '../page.tsx';
import { type HistoryFilter, historyFilters, type HistoryLine } from './history.ts';

interface HistoryPageProps {
  readonly t: Speak;
  readonly lines: readonly HistoryLine[];
  readonly filter: HistoryFilter;
  readonly communes: ReadonlyMap<string, LocalizedText>;
}

/** Who saw a person's file, who changed it and what, and what helpers did: latest first. */
export function HistoryPage({ t, lines, filter, communes }: HistoryPageProps): ReactElement {
  return (
    <div className="stack stack-loose">
      <BackLink href="/account">{t('account.back')}</BackLink>
      <div className="stack stack-tight">
        <h1>{t('history.title')}</h1>
        <p className="lead">{t('history.lead')}</p>
      </div>
      <nav className="row" aria-label={t('history.filter')}>
        {historyFilters.map(each => (
          <a
            key={each}
            className={`button ${each === filter ? 'button-secondary' : 'button-quiet'}`}
            href={each === 'all' ? '/account/readings' : `/account/readings?show=${each}`}
            aria-current={each === filter ? 'page' : undefined}
          >
            {t(`history.filter-${each}`)}
          </a>
        ))}
      </nav>
      {lines.length === 0 ? (
        <p>{t('history.empty')}</p>
      ) : (
        <ul className="rows">
          {lines.map((line, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- the list is drawn once and never changes
            <li key={`${line.at.getTime()} ${index}`}>
              <Line t={t} line={line} communes={communes} />
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

function Line(props: Omit<HistoryPageProps, 'lines' | 'filter'> & { readonly line: HistoryLine }): ReactElement {
  const { t, line, communes } = props;
  const staff = (communeId: string | null): string => {
    const commune = communes.get(communeId ?? '');
    return commune ? t('account.reading-staff', { commune: commune[t.language] }) : t('account.reading-you');
  };
  const moment = formatMinute(t.language, line.at);
  switch (line.kind) {
    case 'reading':
      return (
        <div className="stack stack-tight">
          <p>
            <b>{t(`identity.reading-${line.reading.purpose}`)}</b>
          </p>
          <p className="small muted">
            {staff(line.reading.communeId)} · {moment}
          </p>
          <Reason t={t} text={line.reading.reason} />
        </div>
      );
    case 'helper':
      return (
        <div className="stack stack-tight">
          <p>
            <b>{t(`history.helper-${line.act.what}`)}</b>
          </p>
          <p className="small muted">
            {line.act.name && <Name>{nameIn(t.language, line.act.name)}</Name>} · {t('helpers.you-named')} · {moment}
          </p>
        </div>
      );
    case 'change':
      return <Change t={t} change={line.change} who={whoChanged(t, line.change, staff)} moment={moment} />;
  }
}

function whoChanged(t: Speak, { source, madeIn }: FileChange, staff: (communeId: string | null) => string): string {
  return source === 'counter' || source === 'person' ? staff(madeIn) : t(`history.source-${source}`);
}

function Change(props: {
  readonly t: Speak;
  readonly change: FileChange;
  readonly who: string;
  readonly moment: string;
}): ReactElement {
  const { t, change, who, moment } = props;
  return (
    <div className="stack stack-tight">
      <p className="row">
        <b>{t('history.changed', { field: fieldName(t, change.field) })}</b>
        {change.state !== 'made' && (
          <Tag state={change.state === 'awaiting' ? 'wait' : 'idle'}>{t(`history.state-${change.state}`)}</Tag>
        )}
      </p>
      <p className="small muted">
        {who} · {moment}
        {change.seen !== null && ` · ${t(`history.seen-${change.seen}`)}`}
        {change.secondBy !== null && ` · ${t('history.second')}`}
      </p>
      <p className="small">
        {t('history.before')} <bdi>{shownValue(t, change, change.old)}</bdi>
        {change.new !== null && (
          <>
            {' '}
            · {t('history.after')} <bdi>{shownValue(t, change, change.new)}</bdi>
          </>
        )}
      </p>
      <Reason t={t} text={change.reason} />
      <Reason t={t} text={change.secondReason} />
    </div>
  );
}

function Reason({ t, text }: { readonly t: Speak; readonly text: string | null }): ReactElement | null {
  return text === null ? null : (
    <p className="small">
      {t('account.reading-reason')} <bdi>{text}</bdi>
    </p>
  );
}

const named = [
  'name',
  'birth-date',
  'birth-place',
  'document-number',
  'address',
  'email',
  'phone',
  'language',
  'script',
  'told-by',
  'text-size',
  'email-confirmed',
  'phone-confirmed',
] as const;

function fieldName(t: Speak, field: string): string {
  const known = named.find(each => each === field);
  return t(known ? `history.field-${known}` : 'history.field-other');
}

function shownValue(t: Speak, { field }: FileChange, text: string | null): string {
  if (text === null) return t('profile.none');
  if (field === 'birth-date') return formatDay(t.language, text);
  if (field !== 'name') return text;
  const name = readNameText(text);
  return `${name.arabic} — ${name.latin}`;
}
