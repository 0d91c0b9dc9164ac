import { Button, Card, Facts, Name, Notice, type State, Tag } from '@shubbak/design';
import { type ReactElement, useCallback, useState } from 'react';
import { formatDate, formatMinute } from '../../../../platform/messages/browser.ts';
import type { ChangeProposalView, CodeView } from '../../../api/contract/index.ts';
import { nameOf, textIn, useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { CodePaper } from './code-paper.tsx';
import { useAnswer, useChange } from './use-answer.ts';

const looks: Readonly<Record<ChangeProposalView['state'], State>> = {
  open: 'turn',
  approved: 'ok',
  refused: 'stop',
  withdrawn: 'idle',
  expired: 'idle',
};

/** What takes two administrators: one proposed, another decides. */
export function Proposals(): ReactElement {
  const { t, api } = useOffice();
  const { answer, problem, reload } = useAnswer(useCallback(() => api.call('listChangeProposals', {}), [api]));
  const change = useChange();
  const [paper, setPaper] = useState<{ readonly code: CodeView; readonly proposal: ChangeProposalView }>();
  const decide = (proposal: ChangeProposalView, decision: 'approved' | 'refused' | 'withdrawn'): void =>
    change.run(async () => {
      const params = { proposalId: proposal.id };
      const { code } = await api.call('decideChangeProposal', { params, body: { decision } });
      if (code) setPaper({ code, proposal });
      reload();
    });
  return (
    <>
      {problem && <Problem problem={problem} />}
      {change.problem && <Problem problem={change.problem} />}
      {answer?.proposals.length === 0 && <p className="muted">{t('administration.no-proposals')}</p>}
      <ul className="stack">
        {answer?.proposals.map(proposal => (
          <li key={proposal.id}>
            <ProposalCard proposal={proposal} busy={change.busy} onDecide={decision => decide(proposal, decision)} />
          </li>
        ))}
      </ul>
      {paper?.proposal.subject && (
        <CodePaper code={paper.code} name={paper.proposal.subject.name} onClose={() => setPaper(undefined)} />
      )}
    </>
  );
}

function ProposalCard(props: {
  readonly proposal: ChangeProposalView;
  readonly busy: boolean;
  readonly onDecide: (decision: 'approved' | 'refused' | 'withdrawn') => void;
}): ReactElement {
  const { t, language } = useOffice();
  const { proposal, busy, onDecide } = props;
  const { kind, subject, proposedBy, decidedBy, state } = proposal;
  const title = subject ? nameOf(language, subject.name) : (proposal.role ?? '');
  return (
    <Card labelledBy={`proposal-${proposal.id}`}>
      <div className="stack">
        <div className="row">
          <h2 id={`proposal-${proposal.id}`}>
            {t(`administration.proposal-${kind}`)} · <Name>{title}</Name>
          </h2>
          <Tag state={looks[state]}>{t(`administration.proposal-state-${state}`)}</Tag>
        </div>
        <ProposalFacts proposal={proposal} />
        <p className="muted small">
          {t('administration.proposed-by', {
            name: nameOf(language, proposedBy.name),
            moment: formatMinute(language, new Date(proposal.proposedAt)),
          })}
          {decidedBy && ` ${t('administration.decided-by', { name: nameOf(language, decidedBy.name) })}`}
        </p>
        {proposal.mayDecide && (
          <div className="row">
            <Button type="button" variant="primary" disabled={busy} onClick={() => onDecide('approved')}>
              {t('administration.approve')}
            </Button>
            <Button type="button" disabled={busy} onClick={() => onDecide('refused')}>
              {t('administration.refuse')}
            </Button>
          </div>
        )}
        {proposal.mayWithdraw && (
          <div className="row">
            <Button type="button" disabled={busy} onClick={() => onDecide('withdrawn')}>
              {t('administration.withdraw')}
            </Button>
            <p className="muted small">{t('administration.own-proposal')}</p>
          </div>
        )}
        {state === 'open' && !proposal.mayDecide && !proposal.mayWithdraw && (
          <Notice state="info">
            <p>{t('administration.gains-by-it')}</p>
          </Notice>
        )}
      </div>
    </Card>
  );
}

function ProposalFacts({ proposal }: { readonly proposal: ChangeProposalView }): ReactElement {
  const { t, language } = useOffice();
  const { role, place, validFrom, validUntil, permissions } = proposal;
  const items = [
    ...(role === null ? [] : [{ label: t('administration.role'), value: role }]),
    ...(place === null ? [] : [{ label: t('administration.where'), value: textIn(language, place) }]),
    ...(validFrom === null
      ? []
      : [{ label: t('administration.first-day'), value: formatDate(language, new Date(validFrom)) }]),
    ...(validUntil === null
      ? []
      : [{ label: t('administration.until'), value: formatDate(language, new Date(validUntil)) }]),
  ];
  return (
    <>
      <Facts items={items} />
      {permissions.length > 0 && (
        <ul className="rights">
          {permissions.map(({ name, change }) => (
            <li key={name} className={`right-${change}`}>
              {change === 'kept' ? name : `${t(`administration.right-${change}`)} ${name}`}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
