import type { ReactElement } from 'react';
import { CapacityDialog } from './capacity/capacity-dialog.tsx';
import { AwaitDialog } from './awaited/await-dialog.tsx';
import { OtherOfficeDialog } from './awaited/other-office-dialog.tsx';
import { CitizenView, WitnessScreen } from './citizen/citizen-view.tsx';
import { useCounter } from './counter-context.ts';
import { CounterKeys } from './counter-keys.tsx';
import { CameraDialog } from './document/camera-dialog.tsx';
import { MarkDeskDoubt } from './desk-doubts.tsx';
import { DraftDialog } from './document/draft-dialog.tsx';
import { SpecimenDialog } from './recognition/specimen-dialog.tsx';
import { WitnessesDialog } from './recognition/witnesses-dialog.tsx';

interface DialogsProps {
  readonly singleKeys: boolean;
  readonly onSingleKeys: (on: boolean) => void;
}

/** The dialog that lies over the counter, if one does. */
export function Dialogs(props: DialogsProps): ReactElement | null {
  const { dialog, desk } = useCounter();
  const signatory = desk.request?.signatories.find(
    ({ personId }) => dialog && 'personId' in dialog && personId === dialog.personId,
  );
  switch (dialog?.kind) {
    case 'citizen':
      return signatory ? <CitizenView signatory={signatory} /> : null;
    case 'capacity':
      return signatory ? <CapacityDialog signatory={signatory} /> : null;
    case 'witnesses':
      return signatory ? <WitnessesDialog signatory={signatory} /> : null;
    case 'specimen':
      return signatory ? <SpecimenDialog signatory={signatory} /> : null;
    case 'witness': {
      const witness = signatory?.witnesses.find(({ position }) => position === dialog.position);
      return signatory && witness ? <WitnessScreen signatory={signatory} witness={witness} /> : null;
    }
    case 'await':
      return <AwaitDialog />;
    case 'other-office':
      return <OtherOfficeDialog />;
    case 'camera':
      return <CameraDialog />;
    case 'draft':
      return <DraftDialog />;
    case 'doubt':
      return <MarkDeskDoubt />;
    case 'keys':
      return <CounterKeys {...props} />;
    case undefined:
      return null;
  }
}
