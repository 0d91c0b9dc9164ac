import { Button, Choices, ErrorSummary, LinkButton, Name, Notice, Tag, TextInput } from '@shubbak/design';
import type { ReactElement } from 'react';
import { type LocalizedText, nameIn, type PersonName } from '../../../kernel/index.ts';
import type { NamedHelp } from '../../../modules/identity/index.ts';
import type { TrackedRequest } from '../../../modules/legalisation/index.ts';
import { formatDate } from '../../../platform/messages/index.ts';
import { BackLink, FormToken, type Speak } from '../page.tsx';

interface HelpersPageProps {
  readonly t: Speak;
  readonly helpers: readonly NamedHelp[];
  readonly helped: readonly NamedHelp[];
  readonly services: readonly string[];
  readonly now: Date;
  readonly formToken: string;
  readonly typed?: { readonly number: string; readonly from: string; readonly until: string };
  readonly error?: string | undefined;
  readonly asked?: boolean;
}

/** Who helps a person, whom they help, and naming another helper. */
export function HelpersPage(props: HelpersPageProps): ReactElement {
  const { t, helpers, helped, asked } = props;
  return (
    <div className="stack stack-loose">
      <BackLink href="/account">{t('account.back')}</BackLink>
      <div className="stack stack-tight">
        <h1>{t('helpers.title')}</h1>
        <p className="lead">{t('helpers.lead')}</p>
      </div>
      {asked === true && (
        <Notice state="ok" live="status">
          <p>{t('helpers.asked-line')}</p>
        </Notice>
      )}
      <Side {...props} id="helpers" title={t('helpers.mine')} empty={t('helpers.mine-empty')} helps={helpers} />
      {helped.length > 0 && <Side {...props} id="helped" title={t('helpers.others')} empty="" helps={helped} helper />}
      <InviteForm {...props} />
      <Notice state="info">
        <p>{t('helpers.never')}</p>
      </Notice>
    </div>
  );
}

function Side(
  props: HelpersPageProps & {
    readonly id: string;
    readonly title: string;
    readonly empty: string;
    readonly helps: readonly NamedHelp[];
    readonly helper?: boolean;
  },
): ReactElement {
  const { id, title, empty, helps, helper = false } = props;
  return (
    <section className="stack stack-tight" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {helps.length === 0 ? (
        <p>{empty}</p>
      ) : (
        <ul className="rows">
          {helps.map(help => (
            <li key={help.id}>
              <Help {...props} help={help} helper={helper} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function stateOf({ state, holds, endsAt }: NamedHelp, now: Date): 'holds' | 'asked' | 'declined' | 'ended' | 'later' {
  if (state === 'declined') return 'declined';
  if (state === 'ended' || endsAt <= now) return 'ended';
  if (state === 'asked') return 'asked';
  return holds ? 'holds' : 'later';
}

function Help(props: HelpersPageProps & { readonly help: NamedHelp; readonly helper: boolean }): ReactElement {
  const { t, help, helper, now, formToken } = props;
  const state = stateOf(help, now);
  const at = `/account/helpers/${help.id}`;
  return (
    <div className="stack stack-tight">
      <p className="row">
        {help.name ? <Name>{nameIn(t.language, help.name)}</Name> : <b>{t('helpers.not-yet-known')}</b>}
        <Tag state={state === 'holds' ? 'ok' : state === 'asked' || state === 'later' ? 'wait' : 'idle'}>
          {t(`helpers.state-${state}`)}
        </Tag>
      </p>
      <p className="small muted">
        {help.services.map(each => sayService(t, each)).join(' · ')} ·{' '}
        {t('helpers.dates', {
          from: formatDate(t.language, help.startsAt),
          until: formatDate(t.language, help.endsAt),
        })}
      </p>
      <div className="row">
        {helper && state === 'asked' && (
          <>
            <Post t={t} action={`${at}/agree`} formToken={formToken} label="helpers.agree" />
            <Post t={t} action={`${at}/decline`} formToken={formToken} label="helpers.decline" />
          </>
        )}
        {helper && state === 'holds' && <LinkButton href={at}>{t('helpers.look')}</LinkButton>}
        {(state === 'holds' || state === 'later' || (!helper && state === 'asked')) && (
          <Post t={t} action={`${at}/end`} formToken={formToken} label="helpers.end" danger />
        )}
      </div>
    </div>
  );
}

function Post(props: {
  readonly t: Speak;
  readonly action: string;
  readonly formToken: string;
  readonly label: 'helpers.agree' | 'helpers.decline' | 'helpers.end';
  readonly danger?: boolean;
}): ReactElement {
  const { t, action, formToken, label, danger } = props;
  return (
    <form method="post" action={action}>
      <FormToken value={formToken} />
      <Button {...(danger === true && { variant: 'danger' as const })}>{t(label)}</Button>
    </form>
  );
}

function sayService(t: Speak, service: string): string {
  return service === 'signature-legalisation' ? t('helpers.service-legalisation') : service;
}

function InviteForm({ t, services, formToken, typed, error }: HelpersPageProps): ReactElement {
  return (
    <section className="stack" aria-labelledby="invite">
      <h2 id="invite">{t('helpers.invite-title')}</h2>
      <form className="stack" method="post" action="/account/helpers" noValidate>
        {error !== undefined && (
          <ErrorSummary title={t('account.errors-title')} errors={[{ field: 'number', message: error }]} />
        )}
        <FormToken value={formToken} />
        <TextInput
          id="number"
          name="number"
          label={t('helpers.number')}
          hint={t('helpers.number-hint')}
          {...(error !== undefined && { error })}
          code
          inputMode="numeric"
          autoComplete="off"
          defaultValue={typed?.number}
          maxLength={40}
          required
        />
        <Choices
          id="services"
          name="services"
          type="checkbox"
          legend={t('helpers.services')}
          chosen={services}
          choices={services.map(value => ({ value, label: sayService(t, value) }))}
        />
        <TextInput id="from" name="from" type="date" label={t('helpers.from')} defaultValue={typed?.from} required />
        <TextInput
          id="until"
          name="until"
          type="date"
          label={t('helpers.until')}
          hint={t('helpers.until-hint')}
          defaultValue={typed?.until}
          required
        />
        <p>
          <Button variant="primary" wideOnPhone>
            {t('helpers.invite')}
          </Button>
        </p>
      </form>
    </section>
  );
}

/** How the requests of a helped person stand, in the services that the helper may track. */
export function HelpedPage(props: {
  readonly t: Speak;
  readonly name: PersonName | undefined;
  readonly requests: readonly TrackedRequest[];
  readonly communes: ReadonlyMap<string, LocalizedText>;
}): ReactElement {
  const { t, name, requests, communes } = props;
  return (
    <div className="stack stack-loose">
      <BackLink href="/account/helpers">{t('helpers.title')}</BackLink>
      <div className="stack stack-tight">
        <h1>{t('helpers.requests-of', { name: name ? nameIn(t.language, name) : '' })}</h1>
        <p className="lead">{t('helpers.requests-lead')}</p>
      </div>
      {requests.length === 0 ? (
        <p>{t('helpers.requests-none')}</p>
      ) : (
        <ul className="rows">
          {requests.map(request => (
            <li key={request.id}>
              <div className="stack stack-tight">
                <p className="row">
                  <b>{sayService(t, request.service)}</b> <bdi dir="ltr">{request.reference}</bdi>
                  <Tag state={request.state === 'done' ? 'ok' : request.state === 'refused' ? 'stop' : 'wait'}>
                    {t(`requests.state-${request.state}`)}
                  </Tag>
                </p>
                <p className="small muted">
                  {communes.get(request.communeId)?.[t.language]} · {formatDate(t.language, request.openedAt)}
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
