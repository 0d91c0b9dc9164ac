import { Button } from '@shubbak/design';
import { type ReactElement, useMemo } from 'react';
import { OfficeChecks } from '../distance/office-checks.tsx';
import { DeskDoubts } from './desk-doubts.tsx';
import { EarlierSignatures } from '../earlier-signatures.tsx';
import { useOffice } from '../office-context.ts';
import { AwaitedList } from './awaited/awaited-list.tsx';
import { Checks } from './checks.tsx';
import { useCounter } from './counter-context.ts';
import { CounterBench, CounterFrame } from './counter-frame.tsx';
import { DeskProblem, WaysOut } from './desk-notices.tsx';
import { Dialogs } from './dialogs.tsx';
import { Dock } from './dock.tsx';
import { nextStep } from './next-step.ts';
import { Papers } from './papers.tsx';
import { Expected } from './person/expected.tsx';
import { FindPerson } from './person/find-person.tsx';
import { Signatories } from './person/signatories.tsx';
import { useQueue } from './queue/use-queue.ts';
import { NatureChoice, StampLanguages, StampPlaceChoice } from './stamp/stamp-options.tsx';
import { useCommands } from './use-commands.ts';
import { useSingleKeys } from './use-keys.ts';

/** The counter: queue, document, person, checks and stamp at once. */
export function CounterScreen(): ReactElement {
  return (
    <CounterFrame>
      <Workbench />
    </CounterFrame>
  );
}

function Workbench(): ReactElement {
  const { t, office } = useOffice();
  const { desk, show } = useCounter();
  const queue = useQueue(desk.request?.version);
  const signsHere = office.organised === 'one-person' && office.permissions.includes('acts.sign');
  const step = useMemo(() => nextStep(desk.request, signsHere), [desk.request, signsHere]);
  const [singleKeys, setSingleKeys] = useSingleKeys();
  const { goOn, lead } = useCommands(step, singleKeys);
  return (
    <CounterBench
      id="counter"
      task={t('office.counter')}
      namePane={pane => t('office.counter-pane', { pane })}
      documentName={t('office.counter-document-pane')}
      personName={t('office.counter-person-pane')}
      search={<FindPerson />}
      queue={queue}
      underQueue={
        <Button type="button" variant="quiet" icon="pen" onClick={() => show({ kind: 'other-office' })}>
          {t('signatories.other-office')}
        </Button>
      }
      side={<PersonPane />}
      dock={<Dock step={step} onGoOn={goOn} onLead={lead} />}
      dialogs={<Dialogs singleKeys={singleKeys} onSingleKeys={setSingleKeys} />}
    />
  );
}

/** Person, checks and stamp of the request on the desk. */
function PersonPane(): ReactElement {
  const { desk } = useCounter();
  const { request } = desk;
  return (
    <>
      <DeskProblem />
      {request && <OfficeChecks request={request} onChecked={checked => void desk.change(async () => checked)} />}
      <Papers />
      <DeskDoubts />
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
      <WaysOut />
    </>
  );
}
