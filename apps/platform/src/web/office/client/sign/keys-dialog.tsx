import { Checkbox, Key } from '@shubbak/design';
import type { ReactElement } from 'react';
import { Dialog } from '../dialog.tsx';
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

/** The keys of the officer's table, and whether single letters count at all (WCAG 2.2, 2.1.4). */
export function KeysDialog(props: {
  readonly singleKeys: boolean;
  readonly onSingleKeys: (on: boolean) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useOffice();
  return (
    <Dialog title={t('office.counter-keys')} onClose={props.onClose}>
      <dl className="key-list">
        {keyMap.map(([keys, command]) => (
          <div key={command}>
            <dt>
              <Key>{keys}</Key>
            </dt>
            <dd>{t('office.sign-key', { command })}</dd>
          </div>
        ))}
      </dl>
      <Checkbox
        label={t('office.counter-single-keys')}
        checked={props.singleKeys}
        onChange={event => props.onSingleKeys(event.currentTarget.checked)}
      />
    </Dialog>
  );
}
