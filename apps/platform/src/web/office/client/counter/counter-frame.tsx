import { Button, Segments } from '@shubbak/design';
import { type ReactElement, type ReactNode, useState } from 'react';
import { useDoubts } from '../doubts/use-doubts.ts';
import { useOffice } from '../office-context.ts';
import { TopBar } from '../top-bar.tsx';
import { type Counter, CounterContext, type Pane, panes, useCounter } from './counter-context.ts';
import { useDesk } from './desk.ts';
import { DropZone } from './document/drop-zone.tsx';
import { useIntake } from './document/intake.ts';
import { Viewer } from './document/page-stage.tsx';
import { PageTools } from './document/page-tools.tsx';
import { QueuePane } from './queue/queue-pane.tsx';
import type { Queue } from './queue/use-queue.ts';

/** What of which request is looked at. */
interface Look {
  readonly requestId: string | undefined;
  readonly page: number;
  readonly cropping: boolean;
}

const firstLook: Look = { requestId: undefined, page: 0, cropping: false };

/** The desk of a counter, whatever its service, for every part of its screen. */
export function CounterFrame({ children }: { readonly children: ReactNode }): ReactElement {
  const desk = useDesk();
  const intake = useIntake(desk);
  const doubts = useDoubts(desk.request);
  const [look, setLook] = useState(firstLook);
  const [joining, join] = useState(false);
  const [dialog, show] = useState<Counter['dialog']>();
  const [pane, showPane] = useState<Pane>('queue');
  const { request } = desk;
  const count = request?.document?.pages.length ?? 0;
  // Another request begins at its first page; a page that is no longer there gives way to the last.
  const { page, cropping } = look.requestId === request?.id ? look : firstLook;
  const counter: Counter = {
    desk,
    intake,
    doubts,
    editable: request?.actions.includes('edit') ?? false,
    page: Math.min(page, Math.max(count - 1, 0)),
    showPage: next => setLook({ requestId: request?.id, page: next, cropping: false }),
    cropping,
    crop: next => setLook({ requestId: request?.id, page, cropping: next }),
    dialog,
    show,
    joining,
    join,
    pane,
    showPane,
  };
  return <CounterContext value={counter}>{children}</CounterContext>;
}

export interface CounterBenchProps {
  /** What is done here: the heading, and what the band says. */
  readonly task: string;
  /** Begins the ids of this screen. */
  readonly id: string;
  /** The names of the parts, as a narrow screen offers them and as they are announced. */
  readonly namePane: (pane: Pane) => string;
  readonly documentName: string;
  readonly personName: string;
  readonly search: ReactNode;
  readonly queue: Queue;
  /** What is begun from under the queue. */
  readonly underQueue?: ReactNode;
  /** The pane at the side: who is here, and what is asked. */
  readonly side: ReactNode;
  readonly dock: ReactNode;
  readonly dialogs: ReactNode;
}

/** A counter as it stands on the screen: queue, document and person side by side, what comes next at the foot. */
export function CounterBench(props: CounterBenchProps): ReactElement {
  const { t } = useOffice();
  const { pane, showPane, show } = useCounter();
  const { task, id } = props;
  const hidden = (name: Pane) => (name === pane ? undefined : true);
  return (
    <div className="work">
      <TopBar task={task} search={props.search} />
      <main id="main" className="bench bench-counter">
        <h1 className="visually-hidden">{task}</h1>
        <div className="bench-tabs">
          <Segments
            id={`${id}-pane`}
            name={`${id}-pane`}
            legend={t('office.counter-panes')}
            legendHidden
            chosen={[pane]}
            onChange={event => showPane(panes.find(each => each === event.currentTarget.value) ?? 'queue')}
            choices={panes.map(value => ({ value, label: props.namePane(value) }))}
          />
        </div>
        <nav
          className="pane bench-queue"
          aria-label={t('office.counter-requests')}
          data-hidden-narrow={hidden('queue')}
        >
          <QueuePane queue={props.queue} />
          {props.underQueue}
          <Button type="button" variant="quiet" shortcut="?" onClick={() => show({ kind: 'keys' })}>
            {t('office.counter-keys')}
          </Button>
        </nav>
        <section className="stage" aria-label={props.documentName} data-hidden-narrow={hidden('document')}>
          <PageTools />
          <Viewer />
        </section>
        <aside className="pane bench-side" aria-label={props.personName} data-hidden-narrow={hidden('person')}>
          {props.side}
        </aside>
        {props.dock}
      </main>
      <DropZone />
      {props.dialogs}
    </div>
  );
}
