import { Card, LinkButton, Num, Stages, Tag } from '@shubbak/design';
import type { ReactElement } from 'react';
import { formatMinute } from '../../../platform/messages/index.ts';
import { BackLink, type Speak } from '../page.tsx';
import type { OwnRequestLine } from './own-requests.ts';
import { isOver, lookOf, stagesOf, waitingFor } from './states.ts';
import { Turn } from './turn.tsx';

/** `/account/requests`: what waits for the person, what is under way, what is over. */
export function RequestsPage(props: {
  readonly t: Speak;
  readonly lines: readonly OwnRequestLine[];
  readonly now: Date;
  /** Where a request is begun from home; undefined where that cannot be done. */
  readonly beginAt: string | undefined;
}): ReactElement {
  const { t, lines, now, beginAt } = props;
  const waiting = lines.filter(line => waitingFor(line).length > 0);
  const others = lines.filter(line => waitingFor(line).length === 0);
  return (
    <div className="stack stack-loose">
      <BackLink href="/account">{t('account.title')}</BackLink>
      <div className="stack stack-tight">
        <h1>{t('own-requests.title')}</h1>
        <p className="lead">{t('own-requests.lead')}</p>
      </div>
      {lines.length === 0 && <NoRequests t={t} />}
      {waiting.length > 0 && (
        <section className="stack" aria-labelledby="waiting">
          <h2 id="waiting">{t('own-requests.waiting')}</h2>
          {waiting.map(line => (
            <Turn key={line.id} t={t} line={line} />
          ))}
        </section>
      )}
      {beginAt !== undefined && (
        <p>
          <LinkButton variant={waiting.length > 0 ? 'secondary' : 'primary'} wideOnPhone icon="plus" href={beginAt}>
            {t('own-requests.begin')}
          </LinkButton>
        </p>
      )}
      <Group t={t} now={now} id="under-way" lines={others.filter(line => !isOver(line.state))} />
      <Group t={t} now={now} id="over" lines={others.filter(line => isOver(line.state))} />
    </div>
  );
}

function NoRequests({ t }: { readonly t: Speak }): ReactElement {
  return (
    <Card look="sunken">
      <div className="stack stack-tight">
        <h2>{t('own-requests.empty')}</h2>
        <p className="muted">{t('own-requests.empty-line')}</p>
      </div>
    </Card>
  );
}

function Group(props: {
  readonly t: Speak;
  readonly now: Date;
  readonly id: 'under-way' | 'over';
  readonly lines: readonly OwnRequestLine[];
}): ReactElement | null {
  const { t, now, id, lines } = props;
  if (lines.length === 0) return null;
  return (
    <section className="stack" aria-labelledby={id}>
      <h2 id={id}>{t(`own-requests.${id}`)}</h2>
      <ul className="rows">
        {lines.map(line => (
          <li key={line.id}>
            <Line t={t} line={line} now={now} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Line(props: { readonly t: Speak; readonly line: OwnRequestLine; readonly now: Date }): ReactElement {
  const { t, line, now } = props;
  const stages = stagesOf(line);
  const place = stages.findIndex(({ state }) => state === 'now' || state === 'stopped') + 1;
  const moment = momentOf(t, line, now);
  return (
    <div className="stack stack-tight">
      <h3>
        <a className="touch" href={`/account/requests/${line.id}`}>
          {line.what[t.language]}
        </a>
      </h3>
      <p className="row small">
        <Tag state={lookOf[line.state]}>{t(`requests.state-${line.state}`)}</Tag>
        {place > 0 && !isOver(line.state) && (
          <>
            <Stages states={stages.map(({ state }) => state)} />
            <span>{t('own-requests.stage-of', { place, count: stages.length })}</span>
          </>
        )}
      </p>
      {moment !== undefined && <p className="small">{moment}</p>}
      <p className="small muted">
        <Num>{line.reference}</Num> · {line.office[t.language]} · {line.commune[t.language]}
      </p>
    </div>
  );
}

/** The one date that matters of a request in its state; undefined where there is none. */
export function momentOf(t: Speak, line: OwnRequestLine, now: Date): string | undefined {
  const say = (key: 'due' | 'due-past' | 'expires' | 'saved' | 'ended', at: Date) =>
    t(`own-requests.${key}`, { moment: formatMinute(t.language, at) });
  const { state, dueAt, expiresAt, savedAt, decidedAt } = line;
  if (isOver(state)) return say('ended', decidedAt ?? savedAt);
  if (state === 'queued' || state === 'refusing') {
    return dueAt === null ? undefined : say(dueAt > now ? 'due' : 'due-past', dueAt);
  }
  const saved = state === 'draft' ? [say('saved', savedAt)] : [];
  const lapses = expiresAt === null ? [] : [say('expires', expiresAt)];
  const sentences = [...saved, ...lapses];
  return sentences.length === 0 ? undefined : sentences.join(' ');
}
