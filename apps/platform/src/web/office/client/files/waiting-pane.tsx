import { Button, Card, Name, Notice, TextArea } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import type { KeyDataProposalView } from '../../../api/contract/index.ts';
import { formatMinute } from '../../../../platform/messages/browser.ts';
import { nameOf, useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { sayField, sayValue } from './said.ts';
import { useCalls, useFetched } from './use-call.ts';

/** Changes of key data that wait for a second pair of eyes. */
export function WaitingPane(): ReactElement {
  const { t, api, language } = useOffice();
  const list = useFetched(() => api.call('awaitingKeyData', {}));
  const [opened, setOpened] = useState<KeyDataProposalView>();
  const { busy, problem, run } = useCalls();
  const [said, setSaid] = useState(false);
  const open = async (proposalId: string): Promise<void> =>
    setOpened(await run(() => api.call('openKeyDataChange', { params: { proposalId } })));
  return (
    <section className="stack" aria-labelledby="waiting">
      <h2 id="waiting">{t('files.part-waiting')}</h2>
      <p className="muted">{t('files.waiting-lead')}</p>
      {said && (
        <Notice state="ok" live="status">
          <p>{t('files.decided')}</p>
        </Notice>
      )}
      {problem && <Problem problem={problem} />}
      {list.value?.changes.length === 0 && <p>{t('files.waiting-none')}</p>}
      <ul className="rows">
        {list.value?.changes.map(change => (
          <li key={change.proposalId}>
            <div>
              <p>
                <b>{change.fields.map(field => sayField(t, field)).join(' · ')}</b>
              </p>
              <p className="small muted">
                {change.proposedBy && <Name>{nameOf(language, change.proposedBy)}</Name>} ·{' '}
                {formatMinute(language, new Date(change.madeAt))} ·{' '}
                {t('files.until', { moment: formatMinute(language, new Date(change.expiresAt)) })}
              </p>
            </div>
            {change.mine ? (
              <span className="small muted">{t('files.mine')}</span>
            ) : (
              <Button type="button" disabled={busy} onClick={() => void open(change.proposalId)}>
                {t('files.open')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {opened && (
        <Proposal
          key={opened.proposalId}
          proposal={opened}
          onDone={() => {
            setOpened(undefined);
            setSaid(true);
            list.again();
          }}
        />
      )}
    </section>
  );
}

function Proposal({
  proposal,
  onDone,
}: {
  readonly proposal: KeyDataProposalView;
  readonly onDone: () => void;
}): ReactElement {
  const { t, api, language } = useOffice();
  const { busy, problem, run } = useCalls();
  const [reason, setReason] = useState('');
  const [key] = useState(() => crypto.randomUUID());
  const decide = async (approve: boolean): Promise<void> => {
    const body = { approve, ...(approve ? {} : { reason }) };
    const { proposalId } = proposal;
    const answer = await run(() =>
      api.call('decideKeyDataChange', { params: { proposalId }, body, key: approve ? key : crypto.randomUUID() }),
    );
    if (answer) onDone();
  };
  return (
    <Card>
      <div className="stack">
        <h3>
          <Name>{nameOf(language, proposal.person.name)}</Name>
        </h3>
        <dl className="facts facts-lines facts-compare">
          {proposal.changes.map(change => (
            <div key={change.field}>
              <dt>{sayField(t, change.field)}</dt>
              <dd>
                <bdi>{sayValue(change.field, change.old) ?? t('files.nothing')}</bdi> →{' '}
                <b>{sayValue(change.field, change.new) ?? t('files.nothing')}</b>
              </dd>
            </div>
          ))}
        </dl>
        <p>
          {t('files.reason-given')} <bdi>{proposal.reason}</bdi>
        </p>
        {problem && <Problem problem={problem} />}
        <TextArea
          id="decline-reason"
          label={t('files.decline-reason')}
          rows={2}
          maxLength={300}
          value={reason}
          onChange={event => setReason(event.currentTarget.value)}
        />
        <div className="row">
          <Button type="button" variant="primary" disabled={busy} onClick={() => void decide(true)}>
            {t('files.approve')}
          </Button>
          <Button
            type="button"
            variant="danger"
            disabled={busy || reason.trim().length < 5}
            onClick={() => void decide(false)}
          >
            {t('files.decline')}
          </Button>
        </div>
      </div>
    </Card>
  );
}
