import { Button } from '@shubbak/design';
import { type ReactElement, useRef } from 'react';
import { useNextFocus } from '../counter/dock.tsx';
import { places, useCounter } from '../counter/counter-context.ts';
import { Missing } from '../counter/missing.tsx';
import { useOffice } from '../office-context.ts';
import { stepOf } from './next-step.ts';
import type { Commands } from './use-commands.ts';

/** The foot of the screen: what is missing, and the one thing to do next. */
export function CertifyDock({ step, goOn, lead }: Commands): ReactElement {
  const { t, catalogue } = useOffice();
  const { desk, editable } = useCounter();
  const button = useRef<HTMLButtonElement>(null);
  useNextFocus(step.kind, button);
  return (
    <div className="dock">
      <Missing checks={catalogue.copies.checks} onLead={field => lead(stepOf(field))} />
      <span className="row push">
        {editable && (
          <Button type="button" variant="quiet" shortcut="Esc" onClick={desk.suspend}>
            {t('office.counter-suspend')}
          </Button>
        )}
        <button
          ref={button}
          id={places.goOn}
          type="button"
          className="button button-primary"
          aria-disabled={desk.saving && step.kind === 'submit'}
          onClick={goOn}
        >
          <span>{t('certify.go-on', { step: step.kind })}</span>
          <kbd>{step.kind === 'find' ? '/' : 'Ctrl ↵'}</kbd>
        </button>
      </span>
    </div>
  );
}
