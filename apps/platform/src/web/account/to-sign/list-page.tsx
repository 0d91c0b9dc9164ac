import { Notice, Num, Tag } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { ToSignLine } from '../../../modules/legalisation/index.ts';
import { formatDate } from '../../../platform/messages/index.ts';
import { BackLink, type Speak } from '../page.tsx';
import { base } from './deps.ts';

/** How a line stands for its reader: to be signed now, later, or behind them. */
function standingOf({ state, own, hasTurn }: ToSignLine): 'now' | 'later' | 'signed' | 'declined' | 'over' {
  if (own.state === 'declined') return 'declined';
  if (state === 'declined' || state === 'expired' || state === 'abandoned' || state === 'refused') return 'over';
  if (own.state === 'consented') return 'signed';
  return hasTurn ? 'now' : 'later';
}

const looks = { now: 'turn', later: 'wait', signed: 'ok', declined: 'stop', over: 'idle' } as const;

/** What the person signs at a distance: first what waits for them. */
export function ToSignPage({ t, lines }: { readonly t: Speak; readonly lines: readonly ToSignLine[] }): ReactElement {
  const waiting = lines.filter(line => standingOf(line) === 'now');
  const others = lines.filter(line => standingOf(line) !== 'now');
  return (
    <div className="stack stack-loose">
      <BackLink href="/account">{t('account.back')}</BackLink>
      <div className="stack stack-tight">
        <h1>{t('to-sign.title')}</h1>
        <p className="lead">{t('to-sign.lead')}</p>
      </div>
      {lines.length === 0 && (
        <Notice state="info">
          <p>{t('to-sign.empty')}</p>
        </Notice>
      )}
      <Lines t={t} id="waiting" title={t('to-sign.waiting')} lines={waiting} />
      <Lines t={t} id="others" title={t('to-sign.others')} lines={others} />
    </div>
  );
}

function Lines(props: {
  readonly t: Speak;
  readonly id: string;
  readonly title: string;
  readonly lines: readonly ToSignLine[];
}): ReactElement | null {
  const { t, id, title, lines } = props;
  if (lines.length === 0) return null;
  return (
    <section className="stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul className="rows">
        {lines.map(line => (
          <li key={line.requestId}>
            <Line t={t} line={line} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Line({ t, line }: { readonly t: Speak; readonly line: ToSignLine }): ReactElement {
  const { requestId, reference, commune, expiresAt, isOwn } = line;
  const standing = standingOf(line);
  const opens = standing === 'now' || standing === 'signed';
  return (
    <div className="stack stack-tight">
      <Tag state={looks[standing]}>{t(`to-sign.standing-${standing}`)}</Tag>
      <b>{opens ? <a href={`${base}/${requestId}`}>{commune[t.language]}</a> : commune[t.language]}</b>
      <p className="small muted">
        <Num>{reference}</Num> · {t(isOwn ? 'to-sign.yours' : 'to-sign.of-others')}
        {standing === 'now' && expiresAt && <> · {t('to-sign.until', { day: formatDate(t.language, expiresAt) })}</>}
      </p>
    </div>
  );
}
