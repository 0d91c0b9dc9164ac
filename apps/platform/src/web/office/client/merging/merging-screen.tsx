import { Button, Notice } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { useOffice } from '../office-context.ts';
import type { OfficeKey } from '../page-data.ts';
import { Problem } from '../problem.tsx';
import { TopBar } from '../top-bar.tsx';
import { Compare } from './compare.tsx';
import { MergeRows } from './merge-rows.tsx';
import { ProposeMerge } from './propose-merge.tsx';
import { useMerges } from './use-merges.ts';

/** Two files of one person: proposed with both documents on the counter, compared and decided by somebody else. */
export function MergingScreen(): ReactElement {
  const { t, office } = useOffice();
  const state = useMerges();
  const [proposing, setProposing] = useState(false);
  const { merges, examined } = state;
  return (
    <>
      <TopBar task={t('merges.title')} />
      <main id="main" className="page wrap stack stack-sections">
        <div className="stack stack-tight">
          <div className="row">
            <h1>{t('merges.title')}</h1>
            {office.permissions.includes('identity.propose-merge') && (
              <Button type="button" variant="primary" className="push" icon="plus" onClick={() => setProposing(true)}>
                {t('merges.propose')}
              </Button>
            )}
          </div>
          <p className="lead">{t('merges.lead')}</p>
        </div>
        {state.problem && <Problem problem={state.problem} />}
        {state.outcome && (
          <Notice state="ok" live="status">
            <p>{t(`merges.became-${state.outcome}` satisfies OfficeKey)}</p>
          </Notice>
        )}
        {examined && <Compare key={examined.merge.id} examined={examined} merges={state} />}
        {!examined && merges && <MergeRows merges={merges} onOpen={state.open} />}
      </main>
      {proposing && (
        <ProposeMerge
          onClose={() => setProposing(false)}
          onProposed={() => {
            setProposing(false);
            state.changed('proposed');
          }}
        />
      )}
    </>
  );
}
