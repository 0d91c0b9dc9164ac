import { Button, LinkButton, Notice, Tag, TextInput } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { OwnPasskeyListed } from '../../../modules/identity/index.ts';
import { formatMinute } from '../../../platform/messages/index.ts';
import { BackLink, FormToken, type Speak } from '../page.tsx';
import { PasskeyButton } from './passkey-button.tsx';

interface Shown {
  readonly t: Speak;
  readonly formToken: string;
  readonly passkeys: readonly OwnPasskeyListed[];
  /** On somebody else's device no passkey is made. */
  readonly shared: boolean;
  readonly said: 'added' | 'removed' | undefined;
}

/** The passkeys of the account; another can be made, each can be taken away. */
export function PasskeysPage(props: Shown): ReactElement {
  const { t, passkeys, shared, said } = props;
  return (
    <div className="stack stack-loose">
      <BackLink href="/account/security">{t('security.title')}</BackLink>
      <div className="stack stack-tight">
        <h1>{t('security.passkeys')}</h1>
        <p className="lead">{t('security.passkeys-lead')}</p>
      </div>
      {said && (
        <Notice state="ok" live="status">
          <p>{t(`security.passkey-${said}`)}</p>
        </Notice>
      )}
      {passkeys.length === 0 && <p>{t('security.passkeys-empty')}</p>}
      {passkeys.length > 0 && (
        <ul className="rows">
          {passkeys.map(passkey => (
            <li key={passkey.credentialId}>
              <Passkey {...props} passkey={passkey} />
            </li>
          ))}
        </ul>
      )}
      {shared ? (
        <Notice state="info">
          <p>{t('security.passkey-not-shared')}</p>
        </Notice>
      ) : (
        <p>
          <LinkButton variant="primary" big wideOnPhone icon="plus" href="/account/security/passkeys/new">
            {t('security.passkey-new')}
          </LinkButton>
        </p>
      )}
    </div>
  );
}

function Passkey({ t, formToken, passkey }: Shown & { readonly passkey: OwnPasskeyListed }): ReactElement {
  const { credentialId, createdAt, lastUsedAt, backupEligible, backedUp, simulated } = passkey;
  const name = passkey.name === '' ? t('security.passkey-unnamed') : passkey.name;
  return (
    <>
      <div>
        <p>
          <b>
            <bdi>{name}</bdi>
          </b>{' '}
          {simulated && <Tag state="attention">{t('account.demo')}</Tag>}
        </p>
        <p className="small muted">
          {t('security.passkey-made', { instant: formatMinute(t.language, createdAt) })}
          <br />
          {lastUsedAt
            ? t('security.passkey-used', { instant: formatMinute(t.language, lastUsedAt) })
            : t('security.passkey-unused')}
          <br />
          {t(
            backupEligible
              ? backedUp
                ? 'security.passkey-copied'
                : 'security.passkey-copiable'
              : 'security.passkey-bound',
          )}
        </p>
      </div>
      <form method="post" action="/account/security/passkeys/remove">
        <FormToken value={formToken} />
        <input type="hidden" name="credential" value={credentialId} />
        <Button variant="danger" aria-label={t('security.passkey-remove-named', { name })}>
          {t('security.passkey-remove')}
        </Button>
      </form>
    </>
  );
}

/** Making a passkey: needs a script, as WebAuthn has no form. */
export function NewPasskeyPage({ t }: { readonly t: Speak }): ReactElement {
  return (
    <div className="stack stack-loose">
      <BackLink href="/account/security/passkeys">{t('security.passkeys')}</BackLink>
      <div className="stack stack-tight">
        <h1>{t('security.passkey-new')}</h1>
        <p className="lead">{t('security.passkey-new-lead')}</p>
      </div>
      <noscript>
        <Notice state="attention">
          <p>{t('security.passkey-needs-script')}</p>
        </Notice>
      </noscript>
      <TextInput
        id="passkey-name"
        name="name"
        label={t('security.passkey-name')}
        hint={t('security.passkey-name-hint')}
        maxLength={60}
        autoComplete="off"
      />
      <PasskeyButton
        t={t}
        at="/account/security/passkeys"
        task="create"
        label={t('security.passkey-make')}
        hint={t('security.passkey-make-hint')}
      />
    </div>
  );
}
