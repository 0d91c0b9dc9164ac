import { Name, Num, type State, Tag } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { PreparedActView } from '../../../../api/contract/index.ts';
import { nameOf, useOffice } from '../../office-context.ts';
import type { OfficeKey } from '../../page-data.ts';
import type { SigningGesture } from '../use-gesture.ts';

export interface ActsPaneProps {
  readonly gesture: SigningGesture;
  /** Which act lies open, from 0. */
  readonly place: number;
  readonly hiddenNarrow: boolean;
  readonly onOpen: (place: number) => void;
}

/** The acts of one gesture, under the numbers that were reserved for them. */
export function ActsPane({ gesture, place, hiddenNarrow, onOpen }: ActsPaneProps): ReactElement {
  const { t, language } = useOffice();
  const acts = gesture.preparation?.acts ?? [];
  return (
    <nav className="pane" aria-labelledby="acts-title" data-hidden-narrow={hiddenNarrow || undefined}>
      <div className="pane-heading">
        <h2 id="acts-title">{t('office.sign-acts-title')}</h2>
        <Num>{acts.length}</Num>
      </div>
      <ul className="signing-queue">
        {acts.map((act, index) => (
          <li key={act.actId} className="queue-row" data-current={index === place || undefined}>
            <button
              type="button"
              className="queue-open"
              aria-current={index === place ? 'true' : undefined}
              onClick={() => onOpen(index)}
            >
              <span className="queue-name">
                <Name>{act.signatories.map(name => nameOf(language, name)).join(language === 'ar' ? '، ' : ', ')}</Name>
              </span>
              <ActState act={act} gesture={gesture} />
              <small className="queue-more">
                <Num>{act.number}</Num>
                {act.kind === 'refusal' && ` · ${t('office.refusal')}`}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function ActState({ act, gesture }: { readonly act: PreparedActView; readonly gesture: SigningGesture }): ReactElement {
  const { t } = useOffice();
  const [state, key] = stateOf(act, gesture);
  return <Tag state={state}>{t(key)}</Tag>;
}

function stateOf({ actId, state, problem }: PreparedActView, { finals }: SigningGesture): readonly [State, OfficeKey] {
  if (state === 'done') return ['ok', 'office.sign-state-sealed'];
  if (state === 'cancelled') return ['stop', 'office.sign-state-cancelled'];
  if (state === 'sealing') return problem ? ['wait', 'office.sign-state-kept'] : ['wait', 'office.sign-state-sealing'];
  const final = finals.get(actId);
  if (!final) return ['wait', 'office.sign-state-coming'];
  return final.matches ? ['ok', 'office.sign-state-compared'] : ['stop', 'office.sign-state-differs'];
}
