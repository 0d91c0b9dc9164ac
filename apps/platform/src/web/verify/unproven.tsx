import { Answer, Card, Code, Facts, Num } from '@shubbak/design';
import type { ReactElement } from 'react';
import { formatCode, type PublicAct } from '../../modules/acts/index.ts';
import { officeFact, type VerifyTranslator } from './found.tsx';

/** The answer where the register has the entry and its stored file does not pass verification: nothing that would confirm a paper. */
export function UnprovenPage({ t, act }: { readonly t: VerifyTranslator; readonly act: PublicAct }): ReactElement {
  return (
    <div className="stack stack-loose">
      <Answer state="stop" solid title={t('verification.unproven-title')}>
        <p>{t('verification.unproven-text')}</p>
      </Answer>
      <Card labelledBy="entry">
        <h2 id="entry">{t('verification.unproven-office-title')}</h2>
        <p className="small muted">{t('verification.unproven-office-text')}</p>
        <Facts
          layout="compare"
          items={[{ label: t('verification.number'), value: <Num>{act.entryNumber}</Num> }, officeFact(t, act)]}
        />
      </Card>
      <p className="small muted">
        {t('verification.code')} <Code>{formatCode(act.code)}</Code>
      </p>
    </div>
  );
}
