import type { ReactElement } from 'react';
import { CapacityDialog } from './capacity/capacity-dialog.tsx';
import { CitizenView } from './citizen/citizen-view.tsx';
import { useCounter } from './counter-context.ts';
import { CounterKeys } from './counter-keys.tsx';
import { CameraDialog } from './document/camera-dialog.tsx';
import { DraftDialog } from './document/draft-dialog.tsx';

interface DialogsProps {
  readonly singleKeys: boolean;
  readonly onSingleKeys: (on: boolean) => void;
}

/** The dialog that lies over the counter, if one does. */
export function Dialogs(props: DialogsProps): ReactElement | null {
  const { dialog, desk } = useCounter();
  switch (dialog?.kind) {
    case 'citizen': {
      const signatory = desk.request?.signatories.find(({ personId }) => personId === dialog.personId);
      return signatory ? <CitizenView signatory={signatory} /> : null;
    }
    case 'capacity': {
      const signatory = desk.request?.signatories.find(({ personId }) => personId === dialog.personId);
      return signatory ? <CapacityDialog signatory={signatory} /> : null;
    }
    case 'camera':
      return <CameraDialog />;
    case 'draft':
      return <DraftDialog />;
    case 'keys':
      return <CounterKeys {...props} />;
    case undefined:
      return null;
  }
}
