import { Button, Icon, Name, Num, Tag } from '@shubbak/design';
import { type Dispatch, type ReactElement, useCallback, useState } from 'react';
import type { RequestLine } from '../../../../api/contract/index.ts';
import { EarlierSignatures } from '../../earlier-signatures.tsx';
import { type Doubts, useDoubts } from '../../doubts/use-doubts.ts';
import { LanguageNotice } from '../../language-notice.tsx';
import { nameOf, useOffice } from '../../office-context.ts';
import { DocumentStage, type StagePaper } from '../document-stage.tsx';
import {
  chosenLines,
  currentLine,
  isPreparable,
  nextUnread,
  progressOf,
  type Table,
  type TableEvent,
  unreadPages,
} from '../table.ts';
import type { SigningGesture } from '../use-gesture.ts';
import { useKeys } from '../use-keys.ts';
import { type PaneName, PaneTabs } from '../pane-tabs.tsx';
import { DoubtsOnStage, DoubtsToSettle } from './doubts-to-settle.tsx';
import { EmptyTable } from './empty-table.tsx';
import { PreparePane } from './prepare-pane.tsx';
import { Nature, QueuePane } from './queue-pane.tsx';
import { type ReadingDialog, ReadingDialogs } from './reading-dialogs.tsx';
import { RefusalToSign } from './refusal-to-sign.tsx';
import { FactsOf } from './request-facts.tsx';
import { Sealing } from './sealing.tsx';
import { type Draft, useDraft } from './use-draft.ts';
import type { Queue } from './use-queue.ts';

export interface ReadingScreenProps {
  readonly table: Table;
  readonly dispatch: Dispatch<TableEvent>;
  readonly gesture: SigningGesture;
  readonly queue: Queue;
  readonly singleKeys: boolean;
}

/** Reading what waits: every page of what one will sign has to stand on the screen first. */
export function ReadingScreen({ table, dispatch, gesture, queue, singleKeys }: ReadingScreenProps): ReactElement {
  const { t, office } = useOffice();
  const [pane, setPane] = useState<PaneName>('queue');
  const [zoomed, setZoomed] = useState(false);
  const [dialog, show] = useState<ReadingDialog>();
  const [said, setSaid] = useState('');
  const lines = table.lines ?? [];
  const line = currentLine(table);
  const place = line ? lines.indexOf(line) : -1;
  const [draft, retry] = useDraft(line, lines[place + 1]);
  const request = draft.kind === 'here' ? draft.request : undefined;
  const { look: readQueue } = queue;
  const look = useCallback(() => void readQueue(), [readQueue]);
  const doubts = useDoubts(line, look);
  const mayRefuse = request?.actions.includes('refuse') ?? false;
  const goOn = (): void => {
    const chosen = chosenLines(table);
    const unread = nextUnread(table);
    if (unread) dispatch({ kind: 'led', to: unread });
    else if (isPreparable(table) && office.signing.state === 'valid' && !gesture.busy) gesture.prepare(chosen);
  };
  useKeys(singleKeys, {
    'next-document': () => dispatch({ kind: 'moved', by: 1 }),
    'previous-document': () => dispatch({ kind: 'moved', by: -1 }),
    'next-page': () => dispatch({ kind: 'turned', page: table.page + 1 }),
    'previous-page': () => dispatch({ kind: 'turned', page: table.page - 1 }),
    tick: () => line && dispatch({ kind: 'ticked', id: line.id }),
    'tick-all': () => dispatch({ kind: 'ticked-all' }),
    refuse: () => mayRefuse && show({ kind: 'refuse' }),
    zoom: () => setZoomed(!zoomed),
    'go-on': goOn,
  });
  const aside = <Sealing sealing={queue.sealing} said={said} onFollow={gesture.resume} />;
  if (!line) return <EmptyTable waiting={table.lines === undefined}>{aside}</EmptyTable>;
  return (
    <>
      <main id="main" className="bench bench-signing">
        <h1 className="visually-hidden">{t('office.signing')}</h1>
        <PaneTabs pane={pane} onChoose={setPane} checks={t('office.sign-tab-request')} />
        <QueuePane
          table={table}
          hiddenNarrow={pane !== 'queue'}
          onTick={id => dispatch({ kind: 'ticked', id })}
          onTickAll={() => dispatch({ kind: 'ticked-all' })}
          onOpen={id => {
            dispatch({ kind: 'opened', id });
            setPane('document');
          }}
        >
          {aside}
        </QueuePane>
        <DraftStage
          {...{ table, dispatch, line, place, draft, retry, zoomed, mayRefuse, doubts, show }}
          hiddenNarrow={pane !== 'document'}
          onZoom={() => setZoomed(!zoomed)}
        />
        <PreparePane
          table={table}
          hiddenNarrow={pane !== 'checks'}
          preparing={gesture.busy === 'preparing'}
          trouble={gesture.trouble}
          onLeaveOut={ids => {
            for (const id of ids) dispatch({ kind: 'ticked', id });
            gesture.close();
          }}
          onGoOn={() => {
            if (nextUnread(table)) setPane('document');
            goOn();
          }}
        >
          {request && request.state === 'queued' && (
            <>
              <LanguageNotice request={request} />
              <DoubtsToSettle {...{ request, doubts, show }} />
            </>
          )}
          {request && <EarlierSignatures document={request.document} />}
          {request?.refusal && request.state === 'refusing' && (
            <RefusalToSign
              request={request}
              refusal={request.refusal}
              onReconsidered={() => {
                setSaid(t('office.refusal-reconsidered'));
                look();
              }}
            />
          )}
          {request && <FactsOf request={request} onChanged={look} />}
        </PreparePane>
      </main>
      {dialog && request && (
        <ReadingDialogs
          {...{ dialog, request, doubts, show }}
          onDecided={decided => {
            show(undefined);
            setSaid(decided);
            look();
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
  readonly doubts: Doubts;
  readonly show: (dialog: ReadingDialog) => void;
  readonly onZoom: () => void;
}

function DraftStage(props: DraftStageProps): ReactElement {
  const { table, dispatch, line, place, draft, retry, mayRefuse, doubts, show } = props;
  const { t, language } = useOffice();
  const onCounted = useCallback((pages: number) => dispatch({ kind: 'counted', line, pages }), [dispatch, line]);
  const count = table.lines?.length ?? 0;
  return (
    <DocumentStage
      title={line.state === 'refusing' ? t('office.refusal') : <Nature service={line.service} code={line.nature} />}
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
      notice={
        line.state === 'queued' && (
          <DoubtsOnStage service={line.service} open={doubts.open} page={table.page} show={show} />
        )
      }
      onShown={page => dispatch({ kind: 'shown', line, page })}
    >
      {mayRefuse && (
        <Button
          variant="quiet"
          className="button-stop"
          type="button"
          shortcut="X"
          onClick={() => show({ kind: 'refuse' })}
        >
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
