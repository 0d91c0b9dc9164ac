import { Button, Key, Num, Tag } from '@shubbak/design';
import type { ReactElement, ReactNode } from 'react';
import { formatMinute, formatShortDate, formatTime } from '../../../../platform/messages/browser.ts';
import type { QueueLineView } from '../../../api/contract/index.ts';
import { useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { QueueRow, type QueueRowProps } from '../queue-row.tsx';
import type { List } from './use-list.ts';
import { calledOf, kindOf, staffName } from './words.ts';

export interface ListPaneProps {
  readonly list: List;
  readonly chosen: ReadonlySet<string>;
  readonly current: string | undefined;
  readonly hiddenNarrow: boolean;
  readonly onTick: (id: string) => void;
  readonly onTickAll: () => void;
  readonly onOpen: (id: string) => void;
  /** The filters, above the lines. */
  readonly filters: ReactNode;
  /** What may be done to what is ticked, under them. */
  readonly children: ReactNode;
}

/** What waits: tick what something is to be done to, open what is to be read. */
export function ListPane(props: ListPaneProps): ReactElement {
  const { t } = useOffice();
  const { list, chosen, current } = props;
  const { lines } = list;
  const all = lines !== undefined && lines.length > 0 && lines.every(({ id }) => chosen.has(id));
  return (
    <nav className="pane queue-pane" aria-labelledby="queue-title" data-hidden-narrow={props.hiddenNarrow || undefined}>
      {props.filters}
      <div className="pane-heading">
        <h2 id="queue-title">{t('queue.tab-list')}</h2>
        {lines !== undefined && lines.length > 0 && (
          <Button
            variant="quiet"
            type="button"
            className="push tick-all"
            aria-keyshortcuts="Control+A"
            onClick={props.onTickAll}
          >
            {t(all ? 'queue.untick-all' : 'queue.tick-all')} <Key>Ctrl A</Key>
          </Button>
        )}
      </div>
      {list.problem && <Problem problem={list.problem} />}
      {lines === undefined && <output>{t('office.loading')}</output>}
      {lines?.length === 0 && (
        <p className="muted">
          <b>{t('queue.empty')}</b>
          <br />
          {t('queue.empty-text')}
        </p>
      )}
      <ul className="signing-queue" aria-labelledby="queue-title">
        {lines?.map(line => (
          <Line
            key={line.id}
            line={line}
            chosen={chosen.has(line.id)}
            current={current === line.id}
            onTick={props.onTick}
            onOpen={props.onOpen}
          />
        ))}
      </ul>
      {list.hasMore && (
        <Button type="button" variant="quiet" full onClick={() => void list.loadMore()}>
          {t('queue.load-more')}
        </Button>
      )}
      {props.children}
    </nav>
  );
}

interface LineProps extends Pick<QueueRowProps, 'chosen' | 'current' | 'onTick' | 'onOpen'> {
  readonly line: QueueLineView;
}

function Line({ line, ...row }: LineProps): ReactElement {
  const office = useOffice();
  const { t, language } = office;
  const names = calledOf(office, line);
  return (
    <QueueRow
      id={line.id}
      names={names}
      tickLabel={t('queue.tick', { names, reference: line.reference })}
      marks={<Marks line={line} />}
      {...row}
    >
      <Num>{line.reference}</Num> · {kindOf(office, line)} · {formatShortDate(new Date(line.queuedAt ?? line.openedAt))}
      {line.dueAt !== null &&
        !line.late &&
        ` · ${t('queue.due', { moment: formatMinute(language, new Date(line.dueAt)) })}`}
    </QueueRow>
  );
}

/** What is out of the ordinary about a line. */
export function Marks({ line }: { readonly line: QueueLineView }): ReactElement {
  const office = useOffice();
  const { t } = office;
  const { lease, late, priority, handedAt, channel, state, doubts } = line;
  const time = lease ? formatTime(new Date(lease.until)) : '';
  return (
    <>
      {doubts > 0 && <Tag state="attention">{t('doubts.tag', { count: doubts })}</Tag>}
      {late && <Tag state="stop">{t('queue.late')}</Tag>}
      {priority !== 'usual' && <Tag state="attention">{t(`queue.priority-${priority}`)}</Tag>}
      {lease && (
        <Tag state={lease.mine ? 'turn' : 'wait'}>
          {lease.mine
            ? t('queue.held-mine', { time })
            : t('queue.held', { name: staffName(office, lease.holder), time })}
        </Tag>
      )}
      {channel === 'distance' && state === 'queued' && handedAt !== null && <Tag state="ok">{t('queue.checked')}</Tag>}
    </>
  );
}
