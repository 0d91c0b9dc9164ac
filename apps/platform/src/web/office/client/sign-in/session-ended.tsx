import type { ReactElement } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { PageData } from '../page-data.ts';
import { SignInForm } from './sign-in-form.tsx';

/** The session ended under somebody's hands: sign in again over the screen, which keeps all that was typed. */
export function SessionEnded({
  data,
  onSignedIn,
}: {
  readonly data: PageData;
  readonly onSignedIn: () => void;
}): ReactElement {
  const { t } = data;
  return (
    <ModalOverlay isOpen className="dialog-scrim">
      <Modal className="dialog">
        <Dialog className="stack">
          <Heading slot="title">{t('office.session-ended')}</Heading>
          <p>{t('office.session-ended-text')}</p>
          <SignInForm data={data} onSignedIn={onSignedIn} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
