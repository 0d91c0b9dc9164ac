import { Button, Notice } from '@shubbak/design';
import { type ReactElement, useEffect, useId, useRef, useState } from 'react';
import type { PageData } from '../page-data.ts';
import { confirmAnew, SignInFailed } from './authenticate.ts';

/** Before what changes a commune: the passkey once more, over the screen, which keeps what was typed. */
export function ConfirmAnew(props: {
  readonly data: PageData;
  /** Whether the passkey answered; false when the person gives up. */
  readonly onDone: (given: boolean) => void;
}): ReactElement {
  const { t, demo } = props.data;
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const ask = async (): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      await confirmAnew(demo);
      props.onDone(true);
    } catch (error) {
      setFailure((error instanceof SignInFailed && error.detail) || t('office.confirm-failed'));
      setBusy(false);
    }
  };
  return (
    <dialog
      ref={dialog}
      className="dialog dialog-form"
      aria-labelledby={heading}
      onCancel={event => {
        event.preventDefault();
        props.onDone(false);
      }}
    >
      <div className="stack">
        <h2 id={heading}>{t('office.confirm-title')}</h2>
        <p>{t('office.confirm-text')}</p>
        {failure !== undefined && (
          <Notice state="attention" live="alert">
            <p>{failure}</p>
          </Notice>
        )}
        <div className="dialog-actions">
          <Button type="button" variant="quiet" onClick={() => props.onDone(false)}>
            {t('office.counter-cancel')}
          </Button>
          <Button type="button" variant="primary" icon="key" disabled={busy} onClick={() => void ask()}>
            {t('office.confirm-passkey')}
          </Button>
        </div>
      </div>
    </dialog>
  );
}
