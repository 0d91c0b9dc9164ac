import { Notice } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { ToSign } from '../../../modules/legalisation/index.ts';
import { sayCapacity } from '../../capacity.ts';
import { CapacityChoices, Worth } from '../capacity-choices.tsx';
import type { Speak } from '../page.tsx';
import type { Wrong } from './frame.tsx';

interface Shown {
  readonly t: Speak;
  readonly file: ToSign;
}

/** What the reader typed of their capacity: `self` or a mandate, and dirhams. */
export interface Typed {
  readonly for: string;
  readonly worth: string;
}

/** The mandate that was chosen does not hold any more: why, and that another choice is needed. */
export function MandateOver({ t, file: { capacity, own } }: Shown): ReactElement | null {
  const fault = capacity.chosen?.fault;
  if (!fault || own.state !== 'bound') return null;
  return (
    <Notice state="attention">
      <p>{t.refusal(fault)}</p>
      <p>{t('to-sign.choose-anew')}</p>
    </Notice>
  );
}

/** For whom the reader signs, where a mandate lets them choose, or did. */
export function ForWhom({
  t,
  file,
  typed,
  wrong,
}: Shown & { readonly typed: Typed | undefined; readonly wrong: Wrong | undefined }): ReactElement | null {
  const { chosen, offered } = file.capacity;
  if (file.initiator === null || (offered.length === 0 && !chosen)) return null;
  const error = (field: string) => (wrong?.field === field ? { error: wrong.message } : {});
  const usable = offered.map(({ capacity: { organisation }, mandate, joint }) => ({ organisation, mandate, joint }));
  const kept = chosen && chosen.fault === null ? chosen : null;
  const worth = typeof kept?.worth === 'number' ? String(kept.worth / 100) : '';
  return (
    <>
      <CapacityChoices t={t} usable={usable} chosen={typed?.for ?? kept?.mandateId ?? 'self'} {...error('for')} />
      {offered.some(({ mandate }) => mandate.most !== null) && (
        <Worth t={t} value={typed?.worth ?? worth} {...error('worth')} />
      )}
    </>
  );
}

/** For whom the reader signs, once it is somebody else than themselves. */
export function forWhom(t: Speak, { capacity: { chosen } }: ToSign): readonly { label: string; value: ReactElement }[] {
  return chosen ? [{ label: t('legalise.fact-capacity'), value: <bdi>{sayCapacity(t, chosen).line}</bdi> }] : [];
}
