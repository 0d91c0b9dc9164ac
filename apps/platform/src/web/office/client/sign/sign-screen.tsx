import { type ReactElement, useCallback, useReducer, useState } from 'react';
import type { RequestLine } from '../../../api/contract/index.ts';
import { useSingleKeys } from '../counter/use-keys.ts';
import { useOffice } from '../office-context.ts';
import { TopBar } from '../top-bar.tsx';
import { GestureScreen } from './gesture/gesture-screen.tsx';
import { Outcome } from './outcome/outcome.tsx';
import { ReadingScreen } from './reading/reading-screen.tsx';
import { useQueue } from './reading/use-queue.ts';
import { SignKeys } from './sign-keys.tsx';
import { changeTable, laidOut } from './table.ts';
import { useGesture } from './use-gesture.ts';
import { useKeys } from './use-keys.ts';

/** The officer's table: reading what waits, one gesture over what was read, and what came of it. */
export function SignScreen(): ReactElement {
  const { t } = useOffice();
  const [table, dispatch] = useReducer(changeTable, requestInAddress(), laidOut);
  const onListed = useCallback((lines: readonly RequestLine[]) => dispatch({ kind: 'listed', lines }), []);
  const queue = useQueue(onListed);
  const gesture = useGesture();
  const { stage, preparation } = gesture;
  const [singleKeys, setSingleKeys] = useSingleKeys();
  const [helping, setHelping] = useState(false);
  useKeys(singleKeys, { help: () => setHelping(true) });
  const close = (): void => {
    gesture.close();
    void queue.look();
  };
  return (
    <div className="work">
      <TopBar task={t('office.signing')} />
      {!preparation && <ReadingScreen {...{ table, dispatch, gesture, queue, singleKeys }} />}
      {preparation &&
        (stage === 'finished' || stage === 'lapsed' || stage === 'cancelled' ? (
          <Outcome preparation={preparation} stage={stage} onClose={close} />
        ) : (
          <GestureScreen gesture={{ ...gesture, close }} singleKeys={singleKeys} />
        ))}
      {helping && <SignKeys singleKeys={singleKeys} onSingleKeys={setSingleKeys} onClose={() => setHelping(false)} />}
    </div>
  );
}

/** The request that the counter of a one-person office leads to. */
function requestInAddress(): string | undefined {
  return new URLSearchParams(location.search).get('request') || undefined;
}
