import { Checkbox, Key } from '@shubbak/design';
import type { ReactElement } from 'react';
import { Dialog } from '../dialog.tsx';
import { useOffice } from '../office-context.ts';
import { useCounter } from './counter-context.ts';
import { keyMap } from './keys.ts';

/** The keys of the counter, and whether single keys count at all (WCAG 2.2, 2.1.4). */
export function KeysDialog(props: {
  readonly singleKeys: boolean;
  readonly onSingleKeys: (on: boolean) => void;
}): ReactElement {
  const { t } = useOffice();
  const { show } = useCounter();
  return (
    <Dialog title={t('office.counter-keys')} onClose={() => show(undefined)}>
      <dl className="key-list">
        {keyMap.map(([keys, command]) => (
          <div key={command}>
            <dt>
              <Key>{keys}</Key>
            </dt>
            <dd>{t('office.counter-key', { command })}</dd>
          </div>
        ))}
        <div>
          <dt>
            <Key>1–9</Key>
          </dt>
          <dd>{t('office.counter-key', { command: 'page' })}</dd>
        </div>
      </dl>
      <Checkbox
        label={t('office.counter-single-keys')}
        checked={props.singleKeys}
        onChange={event => props.onSingleKeys(event.currentTarget.checked)}
      />
    </Dialog>
  );
}
