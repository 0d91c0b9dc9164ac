import { Button, Key, Num, Tag } from '@shubbak/design';
import type { ReactElement, ReactNode } from 'react';
import type { RequestLine } from '../../../../api/contract/index.ts';
import { nameOf, textIn, useOffice } from '../../office-context.ts';
import { QueueRow, type QueueRowProps } from '../../queue-row.tsx';
import { wordsOf } from '../../service-words.ts';
import { isDoubted, type Table, unreadPages } from '../table.ts';

export interface QueuePaneProps {
  readonly table: Table;
  readonly hiddenNarrow: boolean;
  readonly onTick: (id: string) => void;
  readonly onTickAll: () => void;
  readonly onOpen: (id: string) => void;
  /** What stands under the queue. */
  readonly children?: ReactNode;
}

/** What waits for the officer: tick what is to be signed, open what is to be read. */
export function QueuePane({ table, hiddenNarrow, onTick, onTickAll, onOpen, children }: QueuePaneProps): ReactElement {
  const { t } = useOffice();
  const lines = table.lines ?? [];
  const refusals = lines.filter(({ state }) => state === 'refusing');
  const all = lines.length > 0 && lines.every(({ id }) => table.chosen.has(id));
  return (
    <nav className="pane" aria-labelledby="queue-title" data-hidden-narrow={hiddenNarrow || undefined}>
      <div className="pane-heading">
        <h2 id="queue-title">{t('office.sign-queue')}</h2>
        <Num>{lines.length}</Num>
        {lines.length > 0 && (
          <Button
            variant="quiet"
            type="button"
            className="push tick-all"
            aria-keyshortcuts="Control+A"
            onClick={onTickAll}
          >
            {t(all ? 'office.sign-untick-all' : 'office.sign-tick-all')} <Key>Ctrl A</Key>
          </Button>
        )}
      </div>
      <QueueItems {...{ table, onTick, onOpen }} lines={lines.filter(({ state }) => state !== 'refusing')} />
      {refusals.length > 0 && (
        <>
          <div className="pane-heading">
            <h3 id="refusals-title">{t('office.refusals-to-sign')}</h3>
            <Num>{refusals.length}</Num>
          </div>
          <QueueItems {...{ table, onTick, onOpen }} lines={refusals} labelledBy="refusals-title" />
        </>
      )}
      {children}
    </nav>
  );
}

function QueueItems(
  props: Pick<QueuePaneProps, 'table' | 'onTick' | 'onOpen'> & {
    readonly lines: readonly RequestLine[];
    readonly labelledBy?: string;
  },
): ReactElement {
  const { table, lines, labelledBy, onTick, onOpen } = props;
  return (
    <ul className="signing-queue" aria-labelledby={labelledBy}>
      {lines.map(line => (
        <QueueItem
          key={line.id}
          line={line}
          unread={unreadPages(table, line)}
          chosen={table.chosen.has(line.id)}
          current={table.current === line.id}
          onTick={onTick}
          onOpen={onOpen}
        />
      ))}
    </ul>
  );
}

interface QueueItemProps extends Pick<QueueRowProps, 'chosen' | 'current' | 'onTick' | 'onOpen'> {
  readonly line: RequestLine;
  readonly unread: number;
}

function QueueItem({ line, unread, ...row }: QueueItemProps): ReactElement {
  const { t, language } = useOffice();
  const names = line.signatories.map(name => nameOf(language, name)).join(language === 'ar' ? '، ' : ', ');
  return (
    <QueueRow
      id={line.id}
      names={names}
      tickLabel={t('office.sign-tick', { names, reference: line.reference })}
      heldUp={isDoubted(line)}
      marks={
        isDoubted(line) ? (
          <Tag state="attention">{t('doubts.tag', { count: line.doubts })}</Tag>
        ) : unread > 0 ? (
          <Tag state="reading">{t('office.sign-unread')}</Tag>
        ) : (
          <Tag state="ok">{t('office.sign-read')}</Tag>
        )
      }
      {...row}
    >
      <Num>{line.reference}</Num>
      {line.nature !== null && (
        <>
          {' '}
          · <Nature service={line.service} code={line.nature} />
        </>
      )}
    </QueueRow>
  );
}

/** The nature of an act, as the catalogue names it. */
export function Nature(props: { readonly service: string; readonly code: string | null }): ReactElement {
  const { service, code } = props;
  const { language, catalogue } = useOffice();
  const nature = wordsOf(catalogue, service).natures.find(each => each.code === code);
  return <>{nature ? textIn(language, nature.label) : code}</>;
}
