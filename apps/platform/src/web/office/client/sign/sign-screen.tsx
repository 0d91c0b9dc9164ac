import { type ReactElement, useCallback, useReducer } from 'react';
import type { RequestLine } from '../../../api/contract/index.ts';
import { useOffice } from '../office-context.ts';
import { TopBar } from '../top-bar.tsx';
import { GestureScreen } from './gesture/gesture-screen.tsx';
import { Outcome } from './outcome/outcome.tsx';
import { ReadingScreen } from './reading/reading-screen.tsx';
import { useQueue } from './reading/use-queue.ts';
import { changeTable, emptyTable } from './table.ts';
import { type SigningGesture, useGesture } from './use-gesture.ts';

/** The officer's table: reading what waits, one gesture over what was read, and what came of it. */
export function SignScreen(): ReactElement {
  const { t } = useOffice();
  const [table, dispatch] = useReducer(changeTable, emptyTable);
  const onListed = useCallback((lines: readonly RequestLine[]) => dispatch({ kind: 'listed', lines }), []);
  const look = useQueue(onListed);
  const gesture = useGesture();
  const close = (): void => {
    gesture.close();
    void look();
  };
  return (
    <div className="work">
      <TopBar task={t('office.signing')} />
      <Part
        gesture={{ ...gesture, close }}
        reading={<ReadingScreen {...{ table, dispatch, gesture }} onQueueChanged={() => void look()} />}
      />
    </div>
  );
}

function Part({
  gesture,
  reading,
}: {
  readonly gesture: SigningGesture;
  readonly reading: ReactElement;
}): ReactElement {
  const { stage, preparation } = gesture;
  if (!preparation) return reading;
  if (stage === 'finished' || stage === 'lapsed' || stage === 'cancelled')
    return <Outcome preparation={preparation} stage={stage} onClose={gesture.close} />;
  return <GestureScreen gesture={gesture} />;
}
