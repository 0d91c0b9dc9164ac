import type { ReactElement } from 'react';
import { type LocalizedText, nameIn } from '../../../kernel/index.ts';
import { isTold, stepKinds } from '../../../modules/requests/ui/step-kinds.ts';
import { formatMinute } from '../../../platform/messages/index.ts';
import type { Speak } from '../page.tsx';
import type { StepLine } from './own-requests.ts';

interface Shown {
  readonly t: Speak;
  readonly steps: readonly StepLine[];
  readonly office: LocalizedText;
}

/** Every step with who and when, latest first, and apart from them who looked at the file. */
export function Timeline({ t, steps, office }: Shown): ReactElement {
  const looks = steps.filter(({ what }) => what === 'read');
  return (
    <>
      <section className="stack" aria-labelledby="steps">
        <h2 id="steps">{t('own-requests.steps')}</h2>
        <Lines t={t} steps={steps.filter(({ what }) => what !== 'read')} office={office} />
      </section>
      <section className="stack" aria-labelledby="looks">
        <h2 id="looks">{t('own-requests.looks')}</h2>
        {looks.length === 0 ? <p>{t('own-requests.looks-none')}</p> : <Lines t={t} steps={looks} office={office} />}
      </section>
    </>
  );
}

function Lines({ t, steps, office }: Shown): ReactElement {
  return (
    <ol className="rows">
      {steps.map(({ at, what, who }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the list is drawn once and never changes
        <li key={index}>
          <div className="stack stack-tight">
            <p>
              <b>{stepName(t, what)}</b>
            </p>
            <p className="small muted">
              {sayWho(t, who, office)} · {formatMinute(t.language, at)}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}

function stepName(t: Speak, what: string): string {
  const known = stepKinds.find(each => each === what);
  return t(`own-requests.step-${known && isTold(known) ? known : 'other'}`);
}

function sayWho(t: Speak, who: StepLine['who'], office: LocalizedText): string {
  if (typeof who === 'string') return t(`own-requests.who-${who}`);
  const place = office[t.language];
  if (who.staff === null) return t('own-requests.who-office', { office: place });
  return t('own-requests.who-staff', { name: nameIn(t.language, who.staff), office: place });
}
