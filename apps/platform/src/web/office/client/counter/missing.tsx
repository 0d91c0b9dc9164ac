import { Button, Icon, Num, VisuallyHidden } from '@shubbak/design';
import { type ReactElement, useRef } from 'react';
import type { LocalizedText } from '../../../../kernel/language.ts';
import { textIn, useOffice } from '../office-context.ts';
import { useCounter } from './counter-context.ts';

export interface MissingProps {
  /** The checks of the service: one that is still to be made is named. */
  readonly checks: readonly { readonly code: string; readonly label: LocalizedText }[];
  /** Leads to the place of a lack. */
  readonly onLead: (field: string) => void;
}

/** What is still missing before the officer can have it; each line leads to its place. */
export function Missing({ checks, onLead }: MissingProps): ReactElement | null {
  const { t, language } = useOffice();
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
          const check = checks.find(each => field === `check:${each.code}`);
          return (
            <li key={`${field} ${code}`}>
              <Button
                type="button"
                variant="quiet"
                full
                icon="arrow-end"
                onClick={() => {
                  details.current?.removeAttribute('open');
                  onLead(field);
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
