import { Button, Icon, Num, VisuallyHidden } from '@shubbak/design';
import { type ReactElement, useRef } from 'react';
import type { RefusalView } from '../../../api/contract/index.ts';
import { textIn, useOffice } from '../office-context.ts';
import { useCounter } from './counter-context.ts';
import { type NextStep, stepOf } from './next-step.ts';

/** What is still missing before the officer can have it; each line leads to its place. */
export function Missing({ onLead }: { readonly onLead: (step: NextStep) => void }): ReactElement | null {
  const { t } = useOffice();
  const { desk } = useCounter();
  const details = useRef<HTMLDetailsElement>(null);
  const say = useLack();
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
        {missing.map(lack => (
          <li key={`${lack.field} ${lack.code}`}>
            <Button
              type="button"
              variant="quiet"
              full
              icon="arrow-end"
              onClick={() => {
                details.current?.removeAttribute('open');
                onLead(stepOf(lack.field));
              }}
            >
              {say(lack)}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The sentence of a lack; a check that is still to be made is named. */
function useLack(): (lack: RefusalView) => string {
  const { language, catalogue } = useOffice();
  return ({ field, detail }) => {
    const check = catalogue.checks.find(({ code }) => field === `check:${code}`);
    return check ? textIn(language, check.label) : detail;
  };
}
