import { Button, Code, Notice, QrPicture } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { AppCodeState } from '../../../modules/identity/index.ts';
import type { QrCode } from '../../../modules/sealing/index.ts';
import { formatMinute } from '../../../platform/messages/index.ts';
import { CodeField, Errors, type FormState } from '../forms.tsx';
import { BackLink, FormToken } from '../page.tsx';

/** Whether an app is bound, and what can be done with it. */
export function CodesPage(
  props: FormState & { readonly state: AppCodeState; readonly removed: boolean },
): ReactElement {
  const { t, state, removed } = props;
  return (
    <div className="stack stack-loose">
      <BackLink href="/account/security">{t('security.title')}</BackLink>
      <div className="stack stack-tight">
        <h1>{t('security.codes')}</h1>
        <p className="lead">{t('security.codes-lead')}</p>
      </div>
      <Errors {...props} />
      {removed && (
        <Notice state="ok" live="status">
          <p>{t('security.codes-removed')}</p>
        </Notice>
      )}
      {state.since === null ? <Absent {...props} /> : <Present {...props} since={state.since} />}
    </div>
  );
}

function Absent({ t, formToken }: FormState): ReactElement {
  return (
    <form className="stack" method="post" action="/account/security/codes/begin">
      <FormToken value={formToken} />
      <p>{t('security.codes-how')}</p>
      <Button variant="primary" big wideOnPhone icon="plus">
        {t('security.codes-begin')}
      </Button>
    </form>
  );
}

function Present(props: FormState & { readonly state: AppCodeState; readonly since: Date }): ReactElement {
  const { t, formToken, state, since } = props;
  return (
    <div className="stack stack-loose">
      <Notice state="ok">
        <p>{t('security.codes-since', { instant: formatMinute(t.language, since) })}</p>
        <p>{t('security.codes-left', { count: state.recoveryCodes })}</p>
      </Notice>
      <div className="row">
        <form method="post" action="/account/security/codes/renew">
          <FormToken value={formToken} />
          <Button>{t('security.codes-renew')}</Button>
        </form>
        <form method="post" action="/account/security/codes/remove">
          <FormToken value={formToken} />
          <Button variant="danger">{t('security.codes-remove')}</Button>
        </form>
      </div>
    </div>
  );
}

/** A secret to be scanned or typed, and the first code that shows that the app holds it. */
export function ConfirmPage(
  props: FormState & {
    readonly secret?: { readonly text: string; readonly qr: QrCode };
    /** A secret was shown before: the first code was wrong. */
    readonly begun?: boolean;
  },
): ReactElement {
  const { t, formToken, secret, begun } = props;
  return (
    <div className="stack stack-loose">
      <BackLink href="/account/security/codes">{t('security.codes')}</BackLink>
      <h1>{t('security.codes-begin')}</h1>
      {secret && (
        <ol className="stack">
          <li>{t('security.codes-install')}</li>
          <li className="stack">
            <p>{t('security.codes-scan')}</p>
            <QrPicture {...secret.qr} label={t('security.codes-qr')} />
            <p>{t('security.codes-type')}</p>
            <p>
              <bdi className="hash" data-secret>
                {secret.text}
              </bdi>
            </p>
          </li>
          <li>{t('security.codes-first')}</li>
        </ol>
      )}
      {(secret ?? begun) && (
        <form className="stack stack-loose" method="post" action="/account/security/codes/confirm" noValidate>
          <Errors {...props} />
          <FormToken value={formToken} />
          <CodeField {...props} label={t('account.app-code')} hint={t('security.codes-first-hint')} />
          <Button variant="primary" big wideOnPhone>
            {t('security.codes-confirm')}
          </Button>
        </form>
      )}
      {!secret && <Absent {...props} />}
    </div>
  );
}

/** Codes for the day when the app is lost: this page is the only place where they ever stand. */
export function RecoveryCodesPage(
  props: Pick<FormState, 't'> & { readonly codes: readonly string[]; readonly fresh: boolean },
): ReactElement {
  const { t, codes, fresh } = props;
  return (
    <div className="stack stack-loose">
      <div className="stack stack-tight">
        <h1>{t('security.recovery-codes')}</h1>
        <p className="lead">{t('security.recovery-codes-lead')}</p>
      </div>
      {fresh && (
        <Notice state="ok" live="status">
          <p>{t('security.codes-added')}</p>
        </Notice>
      )}
      <ol className="stack stack-tight">
        {codes.map(code => (
          <li key={code}>
            <Code>{code}</Code>
          </li>
        ))}
      </ol>
      <p>{t('security.recovery-codes-once')}</p>
      <BackLink href="/account/security">{t('security.title')}</BackLink>
    </div>
  );
}
