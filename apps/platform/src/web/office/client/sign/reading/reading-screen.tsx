import { Button, Icon, Name, Num, Tag } from '@shubbak/design';
import { type Dispatch, type ReactElement, useCallback, useState } from 'react';
import type { RequestLine } from '../../../../api/contract/index.ts';
import { nameOf, useOffice } from '../../office-context.ts';
import { DocumentStage, type StagePaper } from '../document-stage.tsx';
import type { SignCommand } from '../keys.ts';
import { chosenLines, currentLine, progressOf, type Table, type TableEvent, unreadPages } from '../table.ts';
import type { SigningGesture } from '../use-gesture.ts';
import { useKeys } from '../use-keys.ts';
import { type PaneName, PaneTabs } from '../pane-tabs.tsx';
import { EmptyTable } from './empty-table.tsx';
import { PreparePane } from './prepare-pane.tsx';
import { Nature, QueuePane } from './queue-pane.tsx';
import { RefuseDialog } from './refuse-dialog.tsx';
import { RequestFacts } from './request-facts.tsx';
import { type Draft, useDraft } from './use-draft.ts';

export interface ReadingScreenProps {
  readonly table: Table;
  readonly dispatch: Dispatch<TableEvent>;
  readonly gesture: SigningGesture;
  readonly onQueueChanged: () => void;
}

/** Reading what waits: every page of what one will sign has to stand on the screen first. */
export function ReadingScreen({ table, dispatch, gesture, onQueueChanged }: ReadingScreenProps): ReactElement {
  const { t, office } = useOffice();
  const [pane, setPane] = useState<PaneName>('queue');
  const [zoomed, setZoomed] = useState(false);
  const [refusing, setRefusing] = useState(false);
  const lines = table.lines ?? [];
  const line = currentLine(table);
  const place = line ? lines.indexOf(line) : -1;
  const [draft, retry] = useDraft(line, lines[place + 1]);
  const request = draft.kind === 'here' ? draft.request : undefined;
  const mayRefuse = request?.actions.includes('refuse') ?? false;
  const chosen = chosenLines(table);
  const ready = chosen.length > 0 && chosen.every(each => unreadPages(table, each) === 0);
  const prepare = (): void => {
    if (ready && office.signing.state === 'valid' && !gesture.busy) gesture.prepare(chosen);
  };
  useKeys({
    'next-document': () => dispatch({ kind: 'moved', by: 1 }),
    'previous-document': () => dispatch({ kind: 'moved', by: -1 }),
    'next-page': () => dispatch({ kind: 'turned', page: table.page + 1 }),
    'previous-page': () => dispatch({ kind: 'turned', page: table.page - 1 }),
    tick: () => line && dispatch({ kind: 'ticked', id: line.id }),
    'tick-all': () => dispatch({ kind: 'ticked-all' }),
    refuse: () => setRefusing(mayRefuse),
    zoom: () => setZoomed(!zoomed),
    'go-on': prepare,
  } satisfies Record<SignCommand, () => void>);
  if (!line) return <EmptyTable waiting={table.lines === undefined} />;
  return (
    <>
      <PaneTabs pane={pane} onChoose={setPane} checks={t('office.sign-tab-request')} />
      <main id="main" className="bench">
        <QueuePane
          table={table}
          hiddenNarrow={pane !== 'queue'}
          onTick={id => dispatch({ kind: 'ticked', id })}
          onTickAll={() => dispatch({ kind: 'ticked-all' })}
          onOpen={id => {
            dispatch({ kind: 'opened', id });
            setPane('document');
          }}
        />
        <DraftStage
          {...{ table, dispatch, line, place, draft, retry, zoomed, mayRefuse }}
          hiddenNarrow={pane !== 'document'}
          onZoom={() => setZoomed(!zoomed)}
          onRefuse={() => setRefusing(true)}
        />
        <PreparePane
          table={table}
          hiddenNarrow={pane !== 'checks'}
          preparing={gesture.busy === 'preparing'}
          trouble={gesture.trouble}
          onPrepare={prepare}
        >
          {request && <RequestFacts request={request} />}
        </PreparePane>
      </main>
      {refusing && request && (
        <RefuseDialog
          request={request}
          onClose={() => setRefusing(false)}
          onRefused={() => {
            setRefusing(false);
            onQueueChanged();
          }}
        />
      )}
    </>
  );
}

interface DraftStageProps {
  readonly table: Table;
  readonly dispatch: Dispatch<TableEvent>;
  readonly line: RequestLine;
  readonly place: number;
  readonly draft: Draft;
  readonly retry: () => void;
  readonly zoomed: boolean;
  readonly mayRefuse: boolean;
  readonly hiddenNarrow: boolean;
  readonly onZoom: () => void;
  readonly onRefuse: () => void;
}

function DraftStage(props: DraftStageProps): ReactElement {
  const { table, dispatch, line, place, draft, retry, mayRefuse, onRefuse } = props;
  const { t, language } = useOffice();
  const onCounted = useCallback((pages: number) => dispatch({ kind: 'counted', line, pages }), [dispatch, line]);
  const count = table.lines?.length ?? 0;
  return (
    <DocumentStage
      title={<Nature code={line.nature} />}
      subtitle={
        <>
          <Name>{line.signatories.map(name => nameOf(language, name)).join(language === 'ar' ? '، ' : ', ')}</Name> ·{' '}
          <Num>{line.reference}</Num>
        </>
      }
      state={<Tag state="idle">{t('office.sign-draft')}</Tag>}
      place={place}
      count={count}
      paper={paperOf(draft, retry, t('office.sign-draft-coming'))}
      page={table.page}
      shown={progressOf(table, line).shown}
      zoomed={props.zoomed}
      hiddenNarrow={props.hiddenNarrow}
      onZoom={props.onZoom}
      onMove={by => dispatch({ kind: 'moved', by })}
      onTurn={page => dispatch({ kind: 'turned', page })}
      onCounted={onCounted}
      onShown={page => dispatch({ kind: 'shown', line, page })}
    >
      {mayRefuse && (
        <Button variant="quiet" className="button-stop" type="button" shortcut="X" onClick={onRefuse}>
          {t('office.sign-refuse')}
        </Button>
      )}
      <span className="push row">
        <ReadMark pages={progressOf(table, line).pages} unread={unreadPages(table, line)} />
        {place + 1 < count && (
          <Button type="button" shortcut="J" onClick={() => dispatch({ kind: 'moved', by: 1 })}>
            {t('office.sign-next')}
          </Button>
        )}
      </span>
    </DocumentStage>
  );
}

function paperOf(draft: Draft, retry: () => void, coming: string): StagePaper {
  if (draft.kind === 'here') return draft;
  return draft.kind === 'loading'
    ? { kind: 'loading', text: coming }
    : { kind: 'failed', detail: draft.detail, onRetry: retry };
}

function ReadMark({ pages, unread }: { readonly pages: number; readonly unread: number }): ReactElement {
  const { t } = useOffice();
  return (
    <output className="read-mark small">
      <Icon name={unread === 0 ? 'circle-check' : 'eye'} />
      {unread === 0 ? t('office.sign-all-seen', { pages }) : t('office.sign-unseen', { pages: unread })}
    </output>
  );
}
