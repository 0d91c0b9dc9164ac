import { Checkbox, Key } from '@shubbak/design';
import type { ReactElement } from 'react';
import { Dialog } from './dialog.tsx';
import { useOffice } from './office-context.ts';

/** The keys of a screen, each with what it does, and whether single keys count at all (WCAG 2.2, 2.1.4). */
export function KeysDialog(props: {
  /** The key as it is written on the screen, and its meaning in the person's language. */
  readonly keys: readonly { readonly key: string; readonly meaning: string }[];
  readonly singleKeys: boolean;
  readonly onSingleKeys: (on: boolean) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useOffice();
  return (
    <Dialog title={t('office.counter-keys')} onClose={props.onClose}>
      <dl className="key-list">
        {props.keys.map(({ key, meaning }) => (
          <div key={key}>
            <dt>
              <Key>{key}</Key>
            </dt>
            <dd>{meaning}</dd>
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
