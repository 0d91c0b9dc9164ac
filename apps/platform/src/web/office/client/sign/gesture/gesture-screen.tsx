import { Name, Num, Tag } from '@shubbak/design';
import { type ReactElement, useCallback, useState } from 'react';
import type { PreparedActView } from '../../../../api/contract/index.ts';
import { nameOf, useOffice } from '../../office-context.ts';
import { DocumentStage, type StagePaper } from '../document-stage.tsx';
import { type PaneName, PaneTabs } from '../pane-tabs.tsx';
import type { SigningGesture } from '../use-gesture.ts';
import { useKeys } from '../use-keys.ts';
import { ActsPane } from './acts-pane.tsx';
import { ConfirmPane } from './confirm-pane.tsx';
import { GiveUpDialog } from './give-up-dialog.tsx';
import { SimulatedDialog } from './simulated-dialog.tsx';
import { usePasskey } from './use-passkey.ts';

export interface GestureScreenProps {
  readonly gesture: SigningGesture;
  readonly singleKeys: boolean;
}

/** The final bytes of each act, received, compared and shown; then one gesture over all of them. */
export function GestureScreen({ gesture, singleKeys }: GestureScreenProps): ReactElement {
  const { t } = useOffice();
  const [pane, setPane] = useState<PaneName>('checks');
  const [place, setPlace] = useState(0);
  const [page, setPage] = useState(0);
  const [zoomed, setZoomed] = useState(false);
  const [pages, setPages] = useState<ReadonlyMap<string, number>>(new Map());
  const [givingUp, setGivingUp] = useState(false);
  const passkey = usePasskey(gesture);
  const acts = gesture.preparation?.acts ?? [];
  const act = acts[place];
  const open = (next: number): void => {
    if (next < 0 || next >= acts.length) return;
    setPlace(next);
    setPage(0);
  };
  const turn = (next: number): void => {
    if (act && next >= 0 && next < (pages.get(act.actId) ?? 1)) setPage(next);
  };
  const actId = act?.actId;
  const onCounted = useCallback(
    (count: number) => actId !== undefined && setPages(before => new Map(before).set(actId, count)),
    [actId],
  );
  useKeys(singleKeys, {
    'next-document': () => open(place + 1),
    'previous-document': () => open(place - 1),
    'next-page': () => turn(page + 1),
    'previous-page': () => turn(page - 1),
    zoom: () => setZoomed(!zoomed),
    'go-on': () => passkey.sign(),
  });
  return (
    <>
      <main id="main" className="bench bench-signing">
        <h1 className="visually-hidden">{t('office.sign-what')}</h1>
        <PaneTabs pane={pane} onChoose={setPane} checks={t('office.signing')} />
        <ActsPane gesture={gesture} place={place} hiddenNarrow={pane !== 'queue'} onOpen={open} />
        <DocumentStage
          title={act ? <Num>{act.number}</Num> : t('office.sign-preparing')}
          subtitle={act && <Signatories act={act} />}
          state={<Tag state="info">{t('office.sign-final')}</Tag>}
          place={place}
          count={acts.length}
          paper={useFinalPaper(gesture, act)}
          page={page}
          shown={undefined}
          zoomed={zoomed}
          hiddenNarrow={pane !== 'document'}
          onZoom={() => setZoomed(!zoomed)}
          onMove={by => open(place + by)}
          onTurn={turn}
          onCounted={onCounted}
        />
        <ConfirmPane
          gesture={gesture}
          passkey={passkey}
          hiddenNarrow={pane !== 'checks'}
          onGiveUp={() => setGivingUp(true)}
        />
      </main>
      {passkey.simulating && gesture.preparation && (
        <SimulatedDialog preparation={gesture.preparation} onConfirm={passkey.agree} onClose={passkey.giveUp} />
      )}
      {givingUp && (
        <GiveUpDialog
          acts={acts.length}
          onConfirm={() => {
            setGivingUp(false);
            gesture.cancel();
          }}
          onClose={() => setGivingUp(false)}
        />
      )}
    </>
  );
}

function Signatories({ act }: { readonly act: PreparedActView }): ReactElement {
  const { language } = useOffice();
  return <Name>{act.signatories.map(name => nameOf(language, name)).join(language === 'ar' ? '، ' : ', ')}</Name>;
}

/** The very bytes that were hashed are those that are shown; a file that does not match is not shown as if it did. */
function useFinalPaper({ finals, stage }: SigningGesture, act: PreparedActView | undefined): StagePaper {
  const { t } = useOffice();
  const final = act && finals.get(act.actId);
  if (!final)
    return { kind: 'loading', text: t(stage === 'rendering' ? 'office.sign-rendering' : 'office.sign-receiving') };
  if (!final.matches) return { kind: 'failed', detail: t('office.sign-file-differs') };
  return { kind: 'here', bytes: final.bytes };
}
