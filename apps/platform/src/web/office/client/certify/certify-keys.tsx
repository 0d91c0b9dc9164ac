import type { ReactElement } from 'react';
import { useCounter } from '../counter/counter-context.ts';
import { keyMap } from '../counter/keys.ts';
import { KeysDialog } from '../keys-dialog.tsx';
import { useOffice } from '../office-context.ts';

/** The keys of certified copies: those of the counter, of which some mean something else here. */
export function CertifyKeys(props: {
  readonly singleKeys: boolean;
  readonly onSingleKeys: (on: boolean) => void;
}): ReactElement {
  const { t } = useOffice();
  const { show } = useCounter();
  const own: Readonly<Record<string, string>> = {
    stamp: t('certify.key-compare'),
    nature: t('certify.key-kind'),
    sign: t('certify.key-sign'),
  };
  const keys = [...keyMap, ['1–9', 'page'] as const].map(([key, command]) => ({
    key,
    meaning: own[command] ?? t('office.counter-key', { command }),
  }));
  return <KeysDialog keys={keys} {...props} onClose={() => show(undefined)} />;
}
