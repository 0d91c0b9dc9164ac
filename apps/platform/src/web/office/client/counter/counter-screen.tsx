import { Button, Segments } from '@shubbak/design';
import { type ReactElement, useMemo, useState } from 'react';
import { useOffice } from '../office-context.ts';
import { OfficeChecks } from '../distance/office-checks.tsx';
import { EarlierSignatures } from '../earlier-signatures.tsx';
import { Problem } from '../problem.tsx';
import { TopBar } from '../top-bar.tsx';
import { AwaitedList } from './awaited/awaited-list.tsx';
import { Checks } from './checks.tsx';
import { type Counter, CounterContext, type Pane, panes, useCounter } from './counter-context.ts';
import { Dialogs } from './dialogs.tsx';
import { useDesk } from './desk.ts';
import { Dock } from './dock.tsx';
import { DropZone } from './document/drop-zone.tsx';
import { useIntake } from './document/intake.ts';
import { Viewer } from './document/page-stage.tsx';
import { PageTools } from './document/page-tools.tsx';
import { nextStep } from './next-step.ts';
import { Papers } from './papers.tsx';
import { FindPerson } from './person/find-person.tsx';
import { ProposeRefusal } from './propose-refusal.tsx';
import { Expected } from './person/expected.tsx';
import { Signatories } from './person/signatories.tsx';
import { QueuePane } from './queue/queue-pane.tsx';
import { useQueue } from './queue/use-queue.ts';
import { NatureChoice, StampLanguages, StampPlaceChoice } from './stamp/stamp-options.tsx';
import { useCommands } from './use-commands.ts';
import { useSingleKeys } from './use-keys.ts';

/** What of which request is looked at. */
interface Look {
  readonly requestId: string | undefined;
  readonly page: number;
  readonly cropping: boolean;
}

const firstLook: Look = { requestId: undefined, page: 0, cropping: false };

/** The counter: queue, document, person, checks and stamp at once. */
export function CounterScreen(): ReactElement {
  const desk = useDesk();
  const intake = useIntake(desk);
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
  const { t, office } = useOffice();
  const { desk, pane, showPane, show } = useCounter();
  const queue = useQueue(desk.request?.version);
  const signsHere = office.organised === 'one-person' && office.permissions.includes('acts.sign');
  const step = useMemo(() => nextStep(desk.request, signsHere), [desk.request, signsHere]);
  const [singleKeys, setSingleKeys] = useSingleKeys();
  const { goOn, lead } = useCommands(step, singleKeys);
  const hidden = (name: Pane) => (name === pane ? undefined : true);
  return (
    <div className="work">
      <TopBar task={t('office.counter')} search={<FindPerson />} />
      <main id="main" className="bench bench-counter">
        <h1 className="visually-hidden">{t('office.counter')}</h1>
        <div className="bench-tabs">
          <Segments
            id="counter-pane"
            name="counter-pane"
            legend={t('office.counter-panes')}
            legendHidden
            chosen={[pane]}
            onChange={event => showPane(panes.find(each => each === event.currentTarget.value) ?? 'queue')}
            choices={panes.map(value => ({ value, label: t('office.counter-pane', { pane: value }) }))}
          />
        </div>
        <nav
          className="pane bench-queue"
          aria-label={t('office.counter-requests')}
          data-hidden-narrow={hidden('queue')}
        >
          <QueuePane queue={queue} />
          <Button type="button" variant="quiet" icon="pen" onClick={() => show({ kind: 'other-office' })}>
            {t('signatories.other-office')}
          </Button>
          <Button type="button" variant="quiet" shortcut="?" onClick={() => show({ kind: 'keys' })}>
            {t('office.counter-keys')}
          </Button>
        </nav>
        <section
          className="stage"
          aria-label={t('office.counter-document-pane')}
          data-hidden-narrow={hidden('document')}
        >
          <PageTools />
          <Viewer />
        </section>
        <aside
          className="pane bench-side"
          aria-label={t('office.counter-person-pane')}
          data-hidden-narrow={hidden('person')}
        >
          <PersonPane />
        </aside>
        <Dock step={step} onGoOn={goOn} onLead={lead} />
      </main>
      <DropZone />
      <Dialogs singleKeys={singleKeys} onSingleKeys={setSingleKeys} />
    </div>
  );
}

/** Person, checks and stamp of the request on the desk. */
function PersonPane(): ReactElement {
  const { t, api } = useOffice();
  const { desk } = useCounter();
  const { request, problem } = desk;
  return (
    <>
      {problem && (
        <div className="pane-block stack stack-tight">
          <Problem problem={problem} />
          <Button type="button" variant="quiet" onClick={desk.dismiss}>
            {t('office.counter-understood')}
          </Button>
        </div>
      )}
      {request && <OfficeChecks request={request} onChecked={checked => void desk.change(async () => checked)} />}
      <Papers />
      <EarlierSignatures document={request?.document ?? null} />
      <Expected />
      <Signatories />
      <AwaitedList />
      {request?.state === 'draft' && (
        <>
          <NatureChoice />
          <Checks />
          <StampLanguages />
          <StampPlaceChoice />
        </>
      )}
      {request?.actions.includes('refuse') && <ProposeRefusal key={request.id} request={request} />}
      {request?.actions.includes('abandon') && (
        <div className="pane-block">
          <Button
            type="button"
            variant="danger"
            onClick={() =>
              void desk
                .change(({ id, version }) =>
                  api.call('abandonRequest', { params: { requestId: id }, body: { version } }),
                )
                .then(done => done && desk.suspend())
            }
          >
            {t('office.counter-abandon')}
          </Button>
        </div>
      )}
    </>
  );
}
