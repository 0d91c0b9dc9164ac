import { Button, Code, Door, Facts, LinkButton, Name, Notice, TextInput } from '@shubbak/design';
import type { ReactElement } from 'react';
import { nameIn } from '../../../kernel/index.ts';
import type { InvitationSeen } from '../../../modules/legalisation/index.ts';
import type { Speak } from '../page.tsx';
import { Frame, OwnForm, type Wrong } from './frame.tsx';

/** What stands behind a link for who has not signed in: nothing but the way in. It looks nothing up. */
export function InvitationDoor({
  t,
  path,
  code,
  national,
}: {
  readonly t: Speak;
  readonly path: string;
  /** What a counter takes, in groups. */
  readonly code: string | undefined;
  readonly national: boolean;
}): ReactElement {
  const next = new URLSearchParams({ next: path });
  return (
    <div className="stack stack-loose">
      <div className="stack stack-tight">
        <h1>{t('to-sign.invited')}</h1>
        <p className="lead">{t('to-sign.invited-lead')}</p>
      </div>
      <Notice state="info">
        <p>{t('to-sign.link-alone')}</p>
      </Notice>
      <LinkButton variant="primary" big wideOnPhone href={`/account/sign-in?${next}`}>
        {t('to-sign.sign-in')}
      </LinkButton>
      <section className="stack" aria-labelledby="no-account">
        <h2 id="no-account">{t('to-sign.no-account')}</h2>
        {national && (
          <Door icon="user" href={`/national?${next}`} title={t('to-sign.by-national')}>
            {t('to-sign.by-national-line')}
          </Door>
        )}
        <Door icon="key" href="/account/activate" title={t('to-sign.by-slip')}>
          {t('to-sign.by-slip-line')}
        </Door>
        <Door icon="file" href="/pre-enrolment" title={t('to-sign.by-visit')}>
          {t('to-sign.by-visit-line')}
        </Door>
      </section>
      {code !== undefined && (
        <section className="stack stack-tight" aria-labelledby="at-counter">
          <h2 id="at-counter">{t('to-sign.at-counter')}</h2>
          <p>{t('to-sign.code-how')}</p>
          <p className="handed-code">
            <Code>{code}</Code>
          </p>
        </section>
      )}
    </div>
  );
}

interface Shared {
  readonly t: Speak;
  readonly path: string;
  readonly formToken: string;
  readonly wrong?: Wrong | undefined;
}

/** Who asks, and where. */
function asks(t: Speak, { inviter, commune }: Pick<Extract<InvitationSeen, { kind: 'prove' }>, 'inviter' | 'commune'>) {
  return t('to-sign.asks', { inviter: inviter ?? t('parties.somebody'), commune: commune[t.language] });
}

/** Whether the invited address is the reader's: a code is sent there, and nowhere else. */
export function ProvePage(
  props: Shared & {
    readonly seen: Extract<InvitationSeen, { kind: 'prove' }>;
    /** The code that was sent, once one was. */
    readonly codeId?: string | undefined;
  },
): ReactElement {
  const { t, path, formToken, seen, codeId, wrong } = props;
  const { kind, value } = seen.contact;
  return (
    <Frame t={t} title={t('to-sign.prove-title')} lead={asks(t, seen)} wrong={wrong}>
      <p>{t(`to-sign.prove-${kind}`, { contact: value })}</p>
      {codeId !== undefined && (
        <OwnForm action={`${path}/prove`} formToken={formToken}>
          <input type="hidden" name="code-id" value={codeId} />
          <TextInput
            id="code"
            name="code"
            label={t('to-sign.code')}
            hint={t('to-sign.code-hint', { contact: value })}
            code
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={20}
            required
            {...(wrong?.field === 'code' && { error: wrong.message })}
          />
          <Button variant="primary" big wideOnPhone>
            {t('to-sign.prove')}
          </Button>
        </OwnForm>
      )}
      <OwnForm action={`${path}/code`} formToken={formToken}>
        {codeId !== undefined && <input type="hidden" name="code-id" value={codeId} />}
        <Button variant={codeId === undefined ? 'primary' : 'quiet'} big={codeId === undefined} wideOnPhone id="send">
          {t(codeId === undefined ? 'to-sign.send-code' : 'to-sign.send-again')}
        </Button>
      </OwnForm>
      <NotMe {...props} />
    </Frame>
  );
}

/** Whether the reader is the one whom the initiator named. */
export function NamePage(props: Shared & { readonly seen: Extract<InvitationSeen, { kind: 'name' }> }): ReactElement {
  const { t, path, formToken, seen, wrong } = props;
  return (
    <Frame t={t} title={t('to-sign.name-title')} lead={asks(t, seen)} wrong={wrong}>
      <Facts
        layout="lines"
        items={[
          { label: t('to-sign.name-typed'), value: <bdi>{seen.name}</bdi> },
          { label: t('to-sign.name-own'), value: <Name>{nameIn(t.language, seen.ownName)}</Name> },
        ]}
      />
      <p>{t('to-sign.name-line')}</p>
      <OwnForm action={`${path}/yes`} formToken={formToken}>
        <Button variant="primary" big wideOnPhone id="yes">
          {t('to-sign.name-yes')}
        </Button>
      </OwnForm>
      <NotMe {...props} />
    </Frame>
  );
}

function NotMe({ t, path, formToken }: Shared): ReactElement {
  return (
    <OwnForm action={`${path}/no`} formToken={formToken}>
      <div className="stack stack-tight">
        <Button wideOnPhone>{t('to-sign.not-me')}</Button>
        <p className="small muted">{t('to-sign.not-me-line')}</p>
      </div>
    </OwnForm>
  );
}

/** Nothing was bound, and nothing shown. */
export function DeniedPage({ t }: { readonly t: Speak }): ReactElement {
  return (
    <Frame t={t} title={t('to-sign.denied-title')}>
      <p>{t('to-sign.denied-line')}</p>
    </Frame>
  );
}
