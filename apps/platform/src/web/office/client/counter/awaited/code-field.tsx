import { TextInput } from '@shubbak/design';
import type { ReactElement } from 'react';
import { useOffice } from '../../office-context.ts';

/** The code of a waiting slip: typed, or by the reader of the counter, which types it. */
export function CodeField(props: { readonly value: string; readonly onChange: (value: string) => void }): ReactElement {
  const { t } = useOffice();
  return (
    <TextInput
      id="awaited-code"
      label={t('signatories.other-code')}
      code
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      value={props.value}
      onChange={event => props.onChange(event.currentTarget.value)}
    />
  );
}
