import { Tag } from '@shubbak/design';
import type { ReactElement } from 'react';
import { stepKinds } from '../../../../modules/requests/ui/step-kinds.ts';
import { formatMinute } from '../../../../platform/messages/browser.ts';
import type { StepView } from '../../../api/contract/index.ts';
import { useOffice } from '../office-context.ts';
import type { Speak } from '../page-data.ts';
import { staffName } from './words.ts';

/** What a step is called; its code where this screen does not know it yet. */
function nameStep(t: Speak, what: string): string {
  const known = stepKinds.find(each => each === what);
  return known ? t(`queue.step-${known}`) : what;
}

/** Every step with who and when, the latest first. */
export function Timeline({ steps }: { readonly steps: readonly StepView[] }): ReactElement {
  const office = useOffice();
  const { t, language } = office;
  return (
    <section className="stack stack-tight" aria-labelledby="request-timeline">
      <h3 id="request-timeline">{t('queue.timeline')}</h3>
      <ol className="rows">
        {steps.toReversed().map((step, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- steps never change; several may share a moment
          <li key={`${step.at} ${step.what} ${index}`} className="small">
            <span className="row">
              <b>{nameStep(t, step.what)}</b>
              {step.colleague && t('queue.step-to', { name: staffName(office, step.colleague) })}
              {step.count > 1 && t('queue.times', { count: step.count })}
              {step.staffOnly && <Tag state="idle">{t('queue.staff-only')}</Tag>}
            </span>
            <span className="muted">
              {step.who === 'staff' ? staffName(office, step.staff) : t(`queue.${step.who}`)} ·{' '}
              {formatMinute(language, new Date(step.at))}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
