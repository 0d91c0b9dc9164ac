import type { ReactElement } from 'react';
import { useCounter } from '../counter/counter-context.ts';
import { keyMap } from '../counter/keys.ts';
import { KeysDialog } from '../keys-dialog.tsx';
import { useOffice } from '../office-context.ts';

/** The keys of certified copies: those of the counter, of which two mean something else here. */
export function CertifyKeys(props: {
  readonly singleKeys: boolean;
  readonly onSingleKeys: (on: boolean) => void;
}): ReactElement {
  const { t } = useOffice();
  const { show } = useCounter();
  const keys = [...keyMap, ['1–9', 'page'] as const]
    .filter(([, command]) => command !== 'sign')
    .map(([key, command]) => ({
      key,
      meaning:
        command === 'stamp'
          ? t('certify.key-compare')
          : command === 'nature'
            ? t('certify.key-kind')
            : t('office.counter-key', { command }),
    }));
  return <KeysDialog keys={keys} {...props} onClose={() => show(undefined)} />;
}
