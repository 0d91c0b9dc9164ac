import { Button, Segments } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { type Counter, CounterContext, type Pane, panes, useCounter } from '../counter/counter-context.ts';
import { useDesk } from '../counter/desk.ts';
import { CameraDialog } from '../counter/document/camera-dialog.tsx';
import { DraftDialog } from '../counter/document/draft-dialog.tsx';
import { DropZone } from '../counter/document/drop-zone.tsx';
import { useIntake } from '../counter/document/intake.ts';
import { Viewer } from '../counter/document/page-stage.tsx';
import { PageTools } from '../counter/document/page-tools.tsx';
import { FindPerson } from '../counter/person/find-person.tsx';
import { QueuePane } from '../counter/queue/queue-pane.tsx';
import { useQueue } from '../counter/queue/use-queue.ts';
import { useSingleKeys } from '../counter/use-keys.ts';
import { useOffice } from '../office-context.ts';
import { copiesService } from '../service-words.ts';
import { TopBar } from '../top-bar.tsx';
import { CertifyDock } from './certify-dock.tsx';
import { CertifyKeys } from './certify-keys.tsx';
import { OriginalPane } from './original-pane.tsx';
import { startCertification } from './start-certification.ts';
import { useCommands } from './use-commands.ts';

/** What of which request is looked at. */
interface Look {
  readonly requestId: string | undefined;
  readonly page: number;
  readonly cropping: boolean;
}

const firstLook: Look = { requestId: undefined, page: 0, cropping: false };

/** The counter of certified copies: the original’s pages, who shows it, what it is, what was checked and compared. */
export function CertifyScreen(): ReactElement {
  const desk = useDesk();
  const intake = useIntake(desk);
  const [look, setLook] = useState(firstLook);
  const [joining, join] = useState(false);
  const [dialog, show] = useState<Counter['dialog']>();
  const [pane, showPane] = useState<Pane>('queue');
  const { request } = desk;
  const count = request?.document?.pages.length ?? 0;
  const { page, cropping } = look.requestId === request?.id ? look : firstLook;
  const counter: Counter = {
    desk,
    intake,
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
  return (
    <CounterContext value={counter}>
      <Workbench />
    </CounterContext>
  );
}

function Workbench(): ReactElement {
  const { t } = useOffice();
  const { desk, pane, showPane, show } = useCounter();
  const queue = useQueue(desk.request?.version, copiesService);
  const [singleKeys, setSingleKeys] = useSingleKeys();
  const commands = useCommands(singleKeys);
  const hidden = (name: Pane) => (name === pane ? undefined : true);
  return (
    <div className="work">
      <TopBar task={t('certify.title')} search={<FindPerson start={startCertification} />} />
      <main id="main" className="bench bench-counter">
        <h1 className="visually-hidden">{t('certify.title')}</h1>
        <div className="bench-tabs">
          <Segments
            id="certify-pane"
            name="certify-pane"
            legend={t('office.counter-panes')}
            legendHidden
            chosen={[pane]}
            onChange={event => showPane(panes.find(each => each === event.currentTarget.value) ?? 'queue')}
            choices={panes.map(value => ({ value, label: t('certify.pane', { pane: value }) }))}
          />
        </div>
        <nav
          className="pane bench-queue"
          aria-label={t('office.counter-requests')}
          data-hidden-narrow={hidden('queue')}
        >
          <QueuePane queue={queue} />
          <Button type="button" variant="quiet" shortcut="?" onClick={() => show({ kind: 'keys' })}>
            {t('office.counter-keys')}
          </Button>
        </nav>
        <section className="stage" aria-label={t('certify.pages')} data-hidden-narrow={hidden('document')}>
          <PageTools />
          <Viewer />
        </section>
        <aside className="pane bench-side" aria-label={t('certify.original')} data-hidden-narrow={hidden('person')}>
          <OriginalPane compare={commands.compare} />
        </aside>
        <CertifyDock {...commands} />
      </main>
      <DropZone />
      <Dialogs singleKeys={singleKeys} onSingleKeys={setSingleKeys} />
    </div>
  );
}

function Dialogs(props: {
  readonly singleKeys: boolean;
  readonly onSingleKeys: (on: boolean) => void;
}): ReactElement | null {
  const { dialog } = useCounter();
  if (dialog?.kind === 'camera') return <CameraDialog />;
  if (dialog?.kind === 'draft') return <DraftDialog />;
  return dialog?.kind === 'keys' ? <CertifyKeys {...props} /> : null;
}
