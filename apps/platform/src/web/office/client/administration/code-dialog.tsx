import { Checkbox } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import type { CodeView, StaffFile } from '../../../api/contract/index.ts';
import { useOffice } from '../office-context.ts';
import { FormDialog } from './form-dialog.tsx';
import { useChange } from './use-answer.ts';

/** Hands over a one-time code, once the identity card was seen; for a lost passkey, every passkey is taken away first. */
export function CodeDialog(props: {
  readonly file: StaffFile;
  readonly onCode: (code: CodeView) => void;
  readonly onProposed: () => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t, api } = useOffice();
  const { file, onCode, onProposed, onClose } = props;
  const lost = file.account.passkeys > 0;
  const [seen, setSeen] = useState(false);
  const change = useChange();
  return (
    <FormDialog
      title={lost ? t('administration.lost-passkey') : t('administration.hand-over-code')}
      lead={lost ? t('administration.lost-passkey-lead') : t('administration.hand-over-lead')}
      submit={lost ? t('administration.lost-passkey-submit') : t('administration.hand-over-submit')}
      danger={lost}
      change={change}
      onClose={onClose}
      onSubmit={async () => {
        const body = { identitySeen: true, lost } as const;
        const { code } = await api.call('handOverCode', { params: { staffId: file.id }, body });
        if (code) onCode(code);
        else onProposed();
      }}
    >
      <Checkbox
        label={t('administration.identity-seen')}
        required
        checked={seen}
        onChange={event => setSeen(event.currentTarget.checked)}
      />
    </FormDialog>
  );
}
