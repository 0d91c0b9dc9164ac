import type { ReactElement } from 'react';
import { KeysDialog } from '../keys-dialog.tsx';
import { useOffice } from '../office-context.ts';
import { useCounter } from './counter-context.ts';
import { keyMap } from './keys.ts';

/** The keys of the counter. */
export function CounterKeys(props: {
  readonly singleKeys: boolean;
  readonly onSingleKeys: (on: boolean) => void;
}): ReactElement {
  const { t } = useOffice();
  const { show } = useCounter();
  const keys = [...keyMap, ['1–9', 'page'] as const].map(([key, command]) => ({
    key,
    meaning: t('office.counter-key', { command }),
  }));
  return <KeysDialog keys={keys} {...props} onClose={() => show(undefined)} />;
}
