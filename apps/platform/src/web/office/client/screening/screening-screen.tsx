import { Notice } from '@shubbak/design';
import { type ReactElement, useCallback, useState } from 'react';
import type { ScreenedNatureView, ScreeningAnswer } from '../../../api/contract/index.ts';
import { useAnswer } from '../administration/use-answer.ts';
import { textIn, useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { TopBar } from '../top-bar.tsx';
import { DistanceRules } from '../distance/distance-rules.tsx';
import { LanguageRules } from './language-rules.tsx';
import { NatureList } from './nature-list.tsx';
import { ReasonList } from './reason-list.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { SpecimenRules } from './specimen-rules.tsx';

/** A nature of a service whose rule is being set. */
interface Ruled {
  readonly service: string;
  readonly nature: ScreenedNatureView;
}

/** What the commune allows, warns about and refuses, since when and why; and for which reasons it refuses. */
export function ScreeningScreen(): ReactElement {
  const { t, language, me, api, office } = useOffice();
  const read = useAnswer(useCallback(() => api.call('readScreening', {}), [api]));
  const [changed, setChanged] = useState<ScreeningAnswer>();
  const [ruled, setRuled] = useState<Ruled>();
  const answer = changed ?? read.answer;
  return (
    <>
      <TopBar task={t('screening.title')} commune={textIn(language, me.commune.name)} />
      <main id="main" className="page wrap stack stack-sections">
        <div className="stack stack-tight">
          <h1>{t('screening.title')}</h1>
          <p className="lead">{t('screening.lead')}</p>
        </div>
        {read.problem && <Problem problem={read.problem} />}
        {changed && (
          <Notice state="ok" live="status">
            <p>{t('screening.saved')}</p>
          </Notice>
        )}
        {answer?.services.map(({ code, name, natures, reasons }) => (
          <section key={code} className="stack" aria-labelledby={`service-${code}`}>
            <h2 id={`service-${code}`}>{textIn(language, name)}</h2>
            <NatureList natures={natures} onChange={nature => setRuled({ service: code, nature })} />
            <ReasonList service={code} reasons={reasons} onChanged={setChanged} />
          </section>
        ))}
        {answer && <LanguageRules answer={answer} onSet={setChanged} />}
        {office.permissions.includes('legalisation.rule-distance') && <DistanceRules />}
        {answer && <SpecimenRules today={answer.today} />}
      </main>
      {ruled && answer && (
        <RuleDialog
          {...ruled}
          longest={answer.longestBasis}
          today={answer.today}
          onClose={() => setRuled(undefined)}
          onSet={next => {
            setRuled(undefined);
            setChanged(next);
          }}
        />
      )}
    </>
  );
}
