import { type ReactElement, useEffect, useId, useRef } from 'react';
import type { PageData } from '../page-data.ts';
import { SignInForm } from './sign-in-form.tsx';

/**
 * The session ended under somebody's hands: they sign in again over the screen, which keeps all that was typed. The last dialog shown
 * lies above every other one.
 */
export function SessionEnded({
  data,
  onSignedIn,
}: {
  readonly data: PageData;
  readonly onSignedIn: () => void;
}): ReactElement {
  const { t } = data;
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className="dialog dialog-form"
      aria-labelledby={heading}
      // There is nothing to go back to without a session.
      onCancel={event => event.preventDefault()}
    >
      <div className="stack">
        <h2 id={heading}>{t('office.session-ended')}</h2>
        <p>{t('office.session-ended-text')}</p>
        <SignInForm data={data} onSignedIn={onSignedIn} />
      </div>
    </dialog>
  );
}
