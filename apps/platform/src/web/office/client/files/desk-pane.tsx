import { Button, Card, Name, Notice, Num, Select, Tag, TextArea } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import type { RightsRequestView } from '../../../api/contract/index.ts';
import { formatDate } from '../../../../platform/messages/browser.ts';
import { nameOf, useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { useCalls, useFetched } from './use-call.ts';

/** The data-protection desk: what people asked, by its last day, and answering it. */
export function DeskPane(): ReactElement {
  const { t, api, language } = useOffice();
  const list = useFetched(() => api.call('listRights', {}));
  const { busy, problem, run } = useCalls();
  const [opened, setOpened] = useState<RightsRequestView>();
  const [said, setSaid] = useState(false);
  const open = async (requestId: string): Promise<void> => {
    setSaid(false);
    setOpened(await run(() => api.call('openRights', { params: { requestId } })));
  };
  return (
    <section className="stack" aria-labelledby="desk">
      <h2 id="desk">{t('files.part-desk')}</h2>
      <p className="muted">{t('files.desk-lead')}</p>
      {said && (
        <Notice state="ok" live="status">
          <p>{t('files.answered')}</p>
        </Notice>
      )}
      {problem && <Problem problem={problem} />}
      {list.value?.requests.length === 0 && <p>{t('files.desk-none')}</p>}
      <ul className="rows">
        {list.value?.requests.map(({ id, number, kind, state, dueAt }) => (
          <li key={id}>
            <div>
              <p className="row">
                <b>{t(`files.right-${kind}`)}</b> <Num>{number}</Num>
                <Tag state={state === 'open' ? 'wait' : state === 'done' ? 'ok' : 'idle'}>
                  {t(`files.state-${state}`)}
                </Tag>
              </p>
              {state === 'open' && (
                <p className="small muted">
                  {t('files.due', { day: formatDate(language, new Date(new Date(dueAt).getTime() - 1)) })}
                </p>
              )}
            </div>
            <Button
              type="button"
              disabled={busy}
              aria-label={`${t('files.open')} ${number}`}
              onClick={() => void open(id)}
            >
              {t('files.open')}
            </Button>
          </li>
        ))}
      </ul>
      {opened && (
        <Opened
          key={opened.id}
          request={opened}
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

const grounds = ['legal-obligation', 'not-justified', 'not-identified', 'repetitive'] as const;

function Opened({
  request,
  onDone,
}: {
  readonly request: RightsRequestView;
  readonly onDone: () => void;
}): ReactElement {
  const { t, api, language } = useOffice();
  const { busy, problem, run } = useCalls();
  const [words, setWords] = useState('');
  const [ground, setGround] = useState<(typeof grounds)[number]>('not-justified');
  const answer = async (outcome: 'granted' | 'refused'): Promise<void> => {
    const body = { outcome, words, ...(outcome === 'refused' && { ground }) };
    const answered = await run(() => api.call('answerRights', { params: { requestId: request.id }, body }));
    if (answered) onDone();
  };
  return (
    <Card>
      <div className="stack">
        <h3>
          {t(`files.right-${request.kind}`)} <Num>{request.number}</Num>
        </h3>
        {request.person && (
          <p>
            <Name>{nameOf(language, request.person.name)}</Name>
          </p>
        )}
        <blockquote>
          <bdi>{request.words === null || request.words === '' ? t('files.no-words') : request.words}</bdi>
        </blockquote>
        {request.plan && <Plan plan={request.plan} />}
        {request.answer !== null && (
          <p>
            {t('files.answer-given')} <bdi>{request.answer}</bdi>
          </p>
        )}
        {problem && <Problem problem={problem} />}
        {request.state === 'open' && (
          <>
            <TextArea
              id="answer"
              label={t('files.answer')}
              hint={t('files.answer-hint')}
              rows={4}
              maxLength={2000}
              value={words}
              onChange={event => setWords(event.currentTarget.value)}
            />
            <div className="row">
              <Button type="button" variant="primary" disabled={busy} onClick={() => void answer('granted')}>
                {t(request.kind === 'erasure' ? 'files.grant-erasure' : 'files.grant')}
              </Button>
            </div>
            <Select
              id="ground"
              label={t('files.ground')}
              options={grounds.map(value => ({ value, label: t(`files.ground-${value}`) }))}
              value={ground}
              onChange={event => setGround(grounds.find(each => each === event.currentTarget.value) ?? 'not-justified')}
            />
            <p>
              <Button type="button" variant="danger" disabled={busy} onClick={() => void answer('refused')}>
                {t('files.refuse')}
              </Button>
            </p>
          </>
        )}
      </div>
    </Card>
  );
}

function Plan({ plan }: { readonly plan: NonNullable<RightsRequestView['plan']> }): ReactElement {
  const { t } = useOffice();
  const kept = plan.stays.find(({ kind }) => kind === 'acts')?.count ?? 0;
  const unfinished = plan.blocks.reduce((sum, { count }) => sum + count, 0);
  return (
    <Notice state={unfinished > 0 ? 'attention' : 'info'}>
      <p>{t('files.plan', { count: kept })}</p>
      {unfinished > 0 && <p>{t('files.plan-blocked', { count: unfinished })}</p>}
    </Notice>
  );
}
