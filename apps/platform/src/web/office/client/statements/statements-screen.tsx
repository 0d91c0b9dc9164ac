import { Button, Notice, Segments } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { textIn, useOffice } from '../office-context.ts';
import type { OfficeKey } from '../page-data.ts';
import { Problem } from '../problem.tsx';
import { TopBar } from '../top-bar.tsx';
import { DelegationsSection } from './delegations-section.tsx';
import { EndingNotices } from './ending-notices.tsx';
import { ProposeDialog } from './propose-dialog.tsx';
import { StatementList } from './statement-list.tsx';
import { useCover } from './use-cover.ts';
import { useDelegations } from './use-delegations.ts';
import { type ProposalKind, type Statements, useStatements } from './use-statements.ts';
import { Waiting } from './waiting.tsx';

const kinds = ['delegation', 'credential', 'administrator'] as const satisfies readonly ProposalKind[];

/** Who may sign what, under which key, by whose word: what two administrators sign and the sealer believes. */
export function StatementsScreen(): ReactElement {
  const { t, language, me } = useOffice();
  const statements = useStatements();
  const [kind, setKind] = useState<ProposalKind>('delegation');
  const { delegations, setDelegations, reload } = useDelegations();
  const { answer } = statements;
  const [cover, endCover] = useCover(answer);
  const [asked, setProposing] = useState(false);
  const proposing = asked || cover !== undefined;
  const close = (): void => {
    setProposing(false);
    endCover();
  };
  return (
    <>
      <TopBar task={t('statements.title')} commune={textIn(language, me.commune.name)} />
      <main id="main" className="page wrap stack stack-sections">
        <div className="stack stack-tight">
          <h1>{t('statements.title')}</h1>
          <p className="lead">{t('statements.lead')}</p>
        </div>
        <Outcome statements={statements} />
        {delegations && <EndingNotices ending={delegations.ending} />}
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
          {answer && (
            <StatementList
              key={kind}
              kind={kind}
              answer={answer}
              specimens={delegations?.specimens ?? []}
              onSpecimen={setDelegations}
              onRevoke={statements.revoke}
            />
          )}
        </section>
        {delegations && <DelegationsSection answer={delegations} onChanged={setDelegations} />}
      </main>
      {proposing && answer && (
        <ProposeDialog
          kind={cover ? 'delegation' : kind}
          answer={answer}
          cover={cover}
          most={delegations?.cap?.most ?? null}
          onClose={close}
          onProposed={() => {
            close();
            statements.proposed();
            reload();
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
