import { Button, Code, Name, Notice } from '@shubbak/design';
import type { ReactElement } from 'react';
import { formatMinute } from '../../../../platform/messages/browser.ts';
import type { CodeView, PersonNameValue } from '../../../api/contract/index.ts';
import { Dialog } from '../dialog.tsx';
import { nameOf, textIn, useOffice } from '../office-context.ts';

/** The one-time code as a paper: shown once, printed if wanted, handed over by hand. */
export function CodePaper(props: {
  readonly code: CodeView;
  readonly name: PersonNameValue;
  readonly onClose: () => void;
}): ReactElement {
  const { t, language, me } = useOffice();
  const { code, name, onClose } = props;
  return (
    <Dialog title={t('administration.code-title')} className="printed-dialog" onClose={onClose}>
      <div className="stack">
        <p>{textIn(language, me.commune.name)}</p>
        <p className="lead">
          <Name>{nameOf(language, name)}</Name>
        </p>
        <p className="ticket-code" data-first tabIndex={-1}>
          <Code>{code.code}</Code>
        </p>
        <p>
          {t('administration.code-where')} <Code>{`${location.origin}/office/passkey`}</Code>
        </p>
        <p>{t('administration.code-until', { moment: formatMinute(language, new Date(code.expiresAt)) })}</p>
        <Notice state="attention">
          <p>{t('administration.code-once')}</p>
        </Notice>
        <div className="dialog-actions no-print">
          <Button type="button" icon="printer" onClick={() => print()}>
            {t('administration.print')}
          </Button>
          <Button type="button" variant="primary" onClick={onClose}>
            {t('administration.code-handed')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
