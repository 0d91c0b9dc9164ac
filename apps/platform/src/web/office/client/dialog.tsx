import { IconButton } from '@shubbak/design';
import { type ReactElement, type ReactNode, useEffect, useId, useRef } from 'react';
import { useOffice } from './office-context.ts';

export interface DialogProps {
  readonly title: string;
  /** `page` fills the screen: a document, a camera, the citizen's own view. */
  readonly size?: 'form' | 'page';
  readonly className?: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A modal dialog: the platform's own element keeps the focus inside, closes on Escape, and gives the focus back. */
export function Dialog({ title, size = 'form', className, onClose, children }: DialogProps): ReactElement {
  const { t } = useOffice();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    // What the dialog is for has the focus, not the way out of it.
    dialog.current?.querySelector<HTMLElement>('[data-first]')?.focus();
    // The first thing to fill in; where there is none, the heading, so that reading begins at the beginning.
    dialog.current?.querySelector<HTMLElement>(size === 'form' ? 'input, select' : 'h2')?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [size]);
  return (
    <dialog
      ref={dialog}
      className={`dialog dialog-${size} ${className ?? ''}`}
      aria-labelledby={heading}
      onCancel={event => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="dialog-heading">
        <h2 id={heading} tabIndex={-1}>
          {title}
        </h2>
        <IconButton icon="cross" label={t('office.counter-close')} onClick={onClose} />
      </div>
      {children}
    </dialog>
  );
}
