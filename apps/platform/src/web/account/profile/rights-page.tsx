import { Button, Card, Choices, ErrorSummary, Notice, Num, Select, Tag, TextArea } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { CommuneId, LocalizedText } from '../../../kernel/index.ts';
import {
  type ErasurePlan,
  type RightsEvent,
  type RightsKind,
  rightsKinds,
  type RightsRequest,
} from '../../../modules/identity/index.ts';
import { formatDate, formatMinute } from '../../../platform/messages/index.ts';
import { BackLink, FormToken, type Speak } from '../page.tsx';

interface RightsPageProps {
  readonly t: Speak;
  readonly requests: readonly (RightsRequest & { readonly events: readonly RightsEvent[] })[];
  readonly communes: readonly { readonly id: CommuneId; readonly name: LocalizedText | undefined }[];
  readonly plan: ErasurePlan;
  readonly formToken: string;
  readonly typed?: { readonly kind: string; readonly words: string };
  readonly error?: string | undefined;
}

/** Rights over one's data: what one may ask, what erasure would do, and how each request stands. */
export function RightsPage(props: RightsPageProps): ReactElement {
  const { t, requests } = props;
  return (
    <div className="stack stack-loose">
      <BackLink href="/account">{t('account.back')}</BackLink>
      <div className="stack stack-tight">
        <h1>{t('rights.title')}</h1>
        <p className="lead">{t('rights.lead')}</p>
      </div>
      {requests.length > 0 && (
        <section className="stack" aria-labelledby="asked">
          <h2 id="asked">{t('rights.asked')}</h2>
          {requests.map(request => (
            <Request key={request.id} {...props} request={request} />
          ))}
        </section>
      )}
      <AskForm {...props} />
      <Plan {...props} />
      <Notice state="info" title={t('rights.appeal-title')}>
        <p>{t('rights.appeal')}</p>
      </Notice>
    </div>
  );
}

function AskForm({ t, communes, formToken, typed, error }: RightsPageProps): ReactElement {
  return (
    <section className="stack" aria-labelledby="ask">
      <h2 id="ask">{t('rights.ask-title')}</h2>
      <form className="stack" method="post" action="/account/rights" noValidate>
        {error !== undefined && (
          <ErrorSummary title={t('account.errors-title')} errors={[{ field: 'words', message: error }]} />
        )}
        <FormToken value={formToken} />
        <Choices
          id="kind"
          name="kind"
          legend={t('rights.kind')}
          required
          chosen={[typed?.kind ?? 'access']}
          choices={rightsKinds.map(value => ({
            value,
            label: t(`rights.kind-${value}`),
            hint: t(`rights.kind-${value}-line`),
          }))}
        />
        {communes.length > 1 && (
          <Select
            id="commune"
            name="communeId"
            label={t('rights.commune')}
            options={communes.map(({ id, name }) => ({ value: id, label: name?.[t.language] ?? id }))}
          />
        )}
        <TextArea
          id="words"
          name="words"
          label={t('rights.words')}
          hint={t('rights.words-hint')}
          {...(error !== undefined && { error })}
          rows={5}
          maxLength={2000}
          defaultValue={typed?.words}
        />
        <p>
          <Button variant="primary" wideOnPhone>
            {t('rights.send')}
          </Button>
        </p>
      </form>
    </section>
  );
}

function Plan({ t, plan }: RightsPageProps): ReactElement {
  return (
    <section className="stack stack-tight" aria-labelledby="plan">
      <h2 id="plan">{t('rights.plan-title')}</h2>
      <Card look="sunken">
        <ErasurePlanText t={t} plan={plan} />
      </Card>
    </section>
  );
}

/** What an erasure takes away, what stays, why and until when, and what must be finished first. */
function ErasurePlanText({ t, plan }: Pick<RightsPageProps, 't' | 'plan'>): ReactElement {
  return (
    <div className="stack">
      <div className="stack stack-tight">
        <h3>{t('rights.goes')}</h3>
        <ul>
          {plan.goes.map(each => (
            <li key={each}>{sayGoes(t, each)}</li>
          ))}
        </ul>
      </div>
      <div className="stack stack-tight">
        <h3>{t('rights.stays')}</h3>
        {plan.stays.length === 0 ? (
          <p>{t('rights.stays-nothing')}</p>
        ) : (
          <ul>
            {plan.stays.map(({ kind, count, until }) => (
              <li key={kind}>
                {saysStays(t, kind, count)}{' '}
                {until === null
                  ? t('rights.stays-for-good')
                  : t('rights.stays-until', { day: formatDate(t.language, until) })}
              </li>
            ))}
          </ul>
        )}
      </div>
      {plan.blocks.length > 0 && (
        <Notice state="attention">
          {plan.blocks.map(({ kind, count }) => (
            <p key={kind}>{sayBlock(t, kind, count)}</p>
          ))}
        </Notice>
      )}
    </div>
  );
}

const goods = [
  'account',
  'contacts',
  'documents',
  'address',
  'readings',
  'helpers',
  'exports',
  'vault',
  'correspondence',
  'fingerprints',
  'specimens',
  'visits',
] as const;

/** What the law makes a room keep, and what must end first, as the texts explain them. */
const held = ['acts', 'register', 'mandates', 'guardianships'] as const;
const open = ['requests', 'mandates', 'guardianships', 'merges'] as const;

function sayGoes(t: Speak, word: string): string {
  const known = goods.find(each => each === word);
  return known ? t(`rights.goes-${known}`) : word;
}

function saysStays(t: Speak, kind: string, count: number): string {
  return t(`rights.stays-${held.find(each => each === kind) ?? 'acts'}`, { count });
}

function sayBlock(t: Speak, kind: string, count: number): string {
  return t(`rights.block-${open.find(each => each === kind) ?? 'requests'}`, { count });
}

const looks = { open: 'wait', granted: 'attention', done: 'ok', refused: 'idle', withdrawn: 'idle' } as const;

function Request({
  t,
  formToken,
  request,
}: RightsPageProps & { readonly request: RightsPageProps['requests'][number] }): ReactElement {
  const { kind, state, number } = request;
  return (
    <Card>
      <div className="stack stack-tight">
        <p className="row">
          <b>{t(`rights.kind-${kind}`)}</b> <Num>{number}</Num>
          <Tag state={looks[state]}>{t(`rights.state-${state}`)}</Tag>
        </p>
        {state === 'open' && (
          <p>
            {t('rights.due', { day: formatDate(t.language, new Date(request.dueAt.getTime() - 1)) })}{' '}
            <span className="small muted">{t(`rights.basis-${request.basis}`)}</span>
          </p>
        )}
        {state === 'granted' && request.executesAt && (
          <p>{t('rights.executes', { moment: formatMinute(t.language, request.executesAt) })}</p>
        )}
        {request.words !== null && request.words !== '' && (
          <blockquote className="small">
            <bdi>{request.words}</bdi>
          </blockquote>
        )}
        {request.ground !== null && <p>{t(`rights.ground-${request.ground}`)}</p>}
        {request.answer !== null && (
          <p>
            <b>{t('rights.answer')}</b> <bdi>{request.answer}</bdi>
          </p>
        )}
        {request.ground !== null && <p className="small">{t('rights.appeal')}</p>}
        <History t={t} events={request.events} />
        {(state === 'open' || state === 'granted') && (
          <form method="post" action={`/account/rights/${request.id}/withdraw`}>
            <FormToken value={formToken} />
            <Button>{t('rights.withdraw')}</Button>
          </form>
        )}
      </div>
    </Card>
  );
}

function History({ t, events }: { readonly t: Speak; readonly events: readonly RightsEvent[] }): ReactElement {
  return (
    <ol className="small muted">
      {events.map(({ kind, at }) => (
        <li key={`${kind} ${at.getTime()}`}>
          {t(`rights.event-${kind}`)} · {formatMinute(t.language, at)}
        </li>
      ))}
    </ol>
  );
}

/** A right among those that there are; access for anything else. */
export function kindOf(typed: unknown): RightsKind {
  return rightsKinds.find(each => each === typed) ?? 'access';
}
