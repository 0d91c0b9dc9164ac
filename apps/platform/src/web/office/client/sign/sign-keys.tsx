import type { ReactElement } from 'react';
import { KeysDialog } from '../keys-dialog.tsx';
import { useOffice } from '../office-context.ts';

/** The keys as they are written on the screen. */
const keyMap = [
  ['J', 'next'],
  ['K', 'previous'],
  ['← →', 'page'],
  ['␣', 'tick'],
  ['Ctrl A', 'all'],
  ['X', 'refuse'],
  ['Z', 'zoom'],
  ['Ctrl ↵', 'proceed'],
  ['?', 'help'],
] as const;

/** The keys of the officer's table. */
export function SignKeys(props: {
  readonly singleKeys: boolean;
  readonly onSingleKeys: (on: boolean) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useOffice();
  const keys = keyMap.map(([key, command]) => ({ key, meaning: t('office.sign-key', { command }) }));
  return <KeysDialog keys={keys} {...props} />;
}
