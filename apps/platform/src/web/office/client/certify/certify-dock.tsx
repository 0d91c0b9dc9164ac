import { Button, Icon, Num, VisuallyHidden } from '@shubbak/design';
import { type ReactElement, useRef } from 'react';
import { useNextFocus } from '../counter/dock.tsx';
import { places, useCounter } from '../counter/counter-context.ts';
import { textIn, useOffice } from '../office-context.ts';
import { type CertifyStep, stepOf } from './next-step.ts';
import type { Commands } from './use-commands.ts';

/** The foot of the screen: what is missing, and the one thing to do next. */
export function CertifyDock({ step, goOn, lead }: Commands): ReactElement {
  const { t } = useOffice();
  const { desk, editable } = useCounter();
  const button = useRef<HTMLButtonElement>(null);
  useNextFocus(step.kind, button);
  return (
    <div className="dock">
      <Missing onLead={lead} />
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

/** What is still missing before the officer can have it; each line leads to its place. */
function Missing({ onLead }: { readonly onLead: (step: CertifyStep) => void }): ReactElement | null {
  const { t, language, catalogue } = useOffice();
  const { desk } = useCounter();
  const details = useRef<HTMLDetailsElement>(null);
  const missing = desk.request?.missing ?? [];
  if (missing.length === 0) return null;
  return (
    <details className="missing" ref={details}>
      <summary className="button button-quiet" title={t('office.counter-missing')}>
        <Icon name="triangle" />
        <VisuallyHidden>{t('office.counter-missing')} </VisuallyHidden>
        <Num>{missing.length}</Num>
      </summary>
      <ul>
        {missing.map(({ field, code, detail }) => {
          const check = catalogue.copies.checks.find(each => field === `check:${each.code}`);
          return (
            <li key={`${field} ${code}`}>
              <Button
                type="button"
                variant="quiet"
                full
                icon="arrow-end"
                onClick={() => {
                  details.current?.removeAttribute('open');
                  onLead(stepOf(field));
                }}
              >
                {check ? textIn(language, check.label) : detail}
              </Button>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
