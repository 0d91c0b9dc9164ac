import { Button, Notice, Segments } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { useOffice } from '../office-context.ts';
import type { OfficeKey } from '../page-data.ts';
import { Problem } from '../problem.tsx';
import { TopBar } from '../top-bar.tsx';
import { ProposeDialog } from './propose-dialog.tsx';
import { StatementList } from './statement-list.tsx';
import { type ProposalKind, type Statements, useStatements } from './use-statements.ts';
import { Waiting } from './waiting.tsx';

const kinds = ['delegation', 'credential', 'administrator'] as const satisfies readonly ProposalKind[];

/** Who may sign what, under which key, by whose word: what two administrators sign and the sealer believes. */
export function StatementsScreen(): ReactElement {
  const { t } = useOffice();
  const statements = useStatements();
  const [kind, setKind] = useState<ProposalKind>('delegation');
  const [proposing, setProposing] = useState(false);
  const { answer } = statements;
  return (
    <>
      <TopBar task={t('statements.title')} />
      <main id="main" className="page wrap stack stack-sections">
        <div className="stack stack-tight">
          <h1>{t('statements.title')}</h1>
          <p className="lead">{t('statements.lead')}</p>
        </div>
        <Outcome statements={statements} />
        {answer && !answer.administers && (
          <Notice state="attention" title={t('statements.not-yet-title')}>
            <p>{t('statements.not-yet')}</p>
          </Notice>
        )}
        {answer && <Waiting statements={statements} answer={answer} />}
        <section className="stack" aria-labelledby="kept">
          <div className="row">
            <h2 id="kept">{t('statements.kept')}</h2>
            <Button variant="primary" className="push" type="button" icon="plus" onClick={() => setProposing(true)}>
              {t(`statements.propose-${kind}`)}
            </Button>
          </div>
          <Segments
            id="kind"
            name="kind"
            legend={t('statements.kind')}
            legendHidden
            chosen={[kind]}
            choices={kinds.map(value => ({ value, label: t(`statements.kind-${value}`) }))}
            onChange={event => setKind(kinds.find(each => each === event.currentTarget.value) ?? kind)}
          />
          <p className="muted small">{t(`statements.about-${kind}`)}</p>
          {answer && <StatementList key={kind} kind={kind} answer={answer} onRevoke={statements.revoke} />}
        </section>
      </main>
      {proposing && answer && (
        <ProposeDialog
          kind={kind}
          answer={answer}
          onClose={() => setProposing(false)}
          onProposed={() => {
            setProposing(false);
            statements.proposed();
          }}
        />
      )}
    </>
  );
}

/** What became of the last gesture. */
function Outcome({ statements }: { readonly statements: Statements }): ReactElement | null {
  const { t } = useOffice();
  if (statements.problem) return <Problem problem={statements.problem} />;
  if (!statements.done) return null;
  return (
    <Notice state="ok" live="status">
      <p>{t(`statements.done-${statements.done}` satisfies OfficeKey)}</p>
    </Notice>
  );
}
