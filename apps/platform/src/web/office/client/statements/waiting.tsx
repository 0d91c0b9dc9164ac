import { Button, Card, Icon, Name, Num, Tag } from '@shubbak/design';
import type { ReactElement } from 'react';
import { formatMinute } from '../../../../platform/messages/browser.ts';
import type { ProposalView, StatementsAnswer } from '../../../api/contract/index.ts';
import { nameOf, useOffice } from '../office-context.ts';
import { Ceremony } from './ceremony.tsx';
import { ProposalFacts } from './proposal-facts.tsx';
import type { Statements } from './use-statements.ts';

/** The proposals that wait for a signature, each with everything that its bytes say. */
export function Waiting(props: { readonly statements: Statements; readonly answer: StatementsAnswer }): ReactElement {
  const { t } = useOffice();
  const { statements, answer } = props;
  const open = answer.proposals.filter(({ state }) => state === 'open');
  return (
    <section className="stack" aria-labelledby="waiting">
      <div className="row">
        <h2 id="waiting">{t('statements.waiting')}</h2>
        {open.length > 0 && (
          <span className="muted">
            <Num>{open.length}</Num>
          </span>
        )}
      </div>
      {open.length === 0 ? (
        <p className="muted">{t('statements.waiting-none')}</p>
      ) : (
        <ul className="stack">
          {open.map(proposal => (
            <li key={proposal.id}>
              <Proposal proposal={proposal} statements={statements} simulated={answer.simulated} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface ProposalProps {
  readonly proposal: ProposalView;
  readonly statements: Statements;
  readonly simulated: boolean;
}

function Proposal({ proposal, statements, simulated }: ProposalProps): ReactElement {
  const { t, language } = useOffice();
  const { id, kind, subject, proposedBy, proposedAt, expiresAt, authentication } = proposal;
  return (
    <Card>
      <article className="stack" aria-labelledby={`proposal-${id}`}>
        <div className="row">
          <h3 id={`proposal-${id}`}>
            {t(`statements.of-${kind}`)} <Name>{nameOf(language, subject.name)}</Name>
          </h3>
          <span className="push">
            <Tag state="wait">{t('statements.lacks', { lacking: lackingOf(proposal) })}</Tag>
          </span>
        </div>
        <ProposalFacts proposal={proposal} />
        <p className="small muted">
          {t('statements.proposed-by', {
            name: nameOf(language, proposedBy),
            at: formatMinute(language, new Date(proposedAt)),
            until: formatMinute(language, new Date(expiresAt)),
          })}
        </p>
        <Signatures proposal={proposal} />
        {kind === 'administrator' && <Ceremony proposal={proposal} statements={statements} simulated={simulated} />}
        <div className="row">
          {authentication && (
            <Button
              variant="primary"
              type="button"
              icon="key"
              disabled={statements.busy}
              onClick={() => statements.sign(proposal)}
            >
              {t('statements.sign')}
            </Button>
          )}
          <Button type="button" disabled={statements.busy} onClick={() => statements.withdraw(proposal)}>
            {t('statements.withdraw')}
          </Button>
        </div>
      </article>
    </Card>
  );
}

function lackingOf({ kind, signatures }: ProposalView): number {
  return kind === 'administrator' ? 1 : 2 - signatures.length;
}

function Signatures({ proposal }: { readonly proposal: ProposalView }): ReactElement | null {
  const { t, language } = useOffice();
  if (proposal.signatures.length === 0) return null;
  return (
    <ul className="small">
      {proposal.signatures.map(({ name, at }) => (
        <li key={at}>
          <Icon name="circle-check" />{' '}
          {t('statements.signed-by', { name: nameOf(language, name), at: formatMinute(language, new Date(at)) })}
        </li>
      ))}
    </ul>
  );
}
