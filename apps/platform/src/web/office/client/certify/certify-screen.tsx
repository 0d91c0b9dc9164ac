import type { ReactElement } from 'react';
import { useCounter } from '../counter/counter-context.ts';
import { CounterBench, CounterFrame } from '../counter/counter-frame.tsx';
import { MarkDeskDoubt } from '../counter/desk-doubts.tsx';
import { CameraDialog } from '../counter/document/camera-dialog.tsx';
import { DraftDialog } from '../counter/document/draft-dialog.tsx';
import { FindPerson } from '../counter/person/find-person.tsx';
import { useQueue } from '../counter/queue/use-queue.ts';
import { useSingleKeys } from '../counter/use-keys.ts';
import { useOffice } from '../office-context.ts';
import { copiesService } from '../service-words.ts';
import { CertifyDock } from './certify-dock.tsx';
import { CertifyKeys } from './certify-keys.tsx';
import { HolderScreen } from './holder-screen.tsx';
import { OriginalPane } from './original-pane.tsx';
import { startCertification } from './start-certification.ts';
import { useCommands } from './use-commands.ts';

/** The counter of certified copies: the original’s pages, who shows it, what it is, what was checked and compared. */
export function CertifyScreen(): ReactElement {
  return (
    <CounterFrame>
      <Workbench />
    </CounterFrame>
  );
}

function Workbench(): ReactElement {
  const { t } = useOffice();
  const { desk } = useCounter();
  const queue = useQueue(desk.request?.version, copiesService);
  const [singleKeys, setSingleKeys] = useSingleKeys();
  const commands = useCommands(singleKeys);
  return (
    <CounterBench
      id="certify"
      task={t('certify.title')}
      namePane={pane => t('certify.pane', { pane })}
      documentName={t('certify.pages')}
      personName={t('certify.original')}
      search={<FindPerson start={startCertification} />}
      queue={queue}
      side={<OriginalPane compare={commands.compare} />}
      dock={<CertifyDock {...commands} />}
      dialogs={<Dialogs singleKeys={singleKeys} onSingleKeys={setSingleKeys} />}
    />
  );
}

function Dialogs(props: {
  readonly singleKeys: boolean;
  readonly onSingleKeys: (on: boolean) => void;
}): ReactElement | null {
  const { dialog, desk } = useCounter();
  if (dialog?.kind === 'citizen') {
    const holder = desk.request?.certification?.holders.find(({ personId }) => personId === dialog.personId);
    return holder ? <HolderScreen holder={holder} /> : null;
  }
  if (dialog?.kind === 'camera') return <CameraDialog />;
  if (dialog?.kind === 'draft') return <DraftDialog />;
  if (dialog?.kind === 'doubt') return <MarkDeskDoubt />;
  return dialog?.kind === 'keys' ? <CertifyKeys {...props} /> : null;
}
