import { Button, Checkbox, Notice } from '@shubbak/design';
import type { ReactElement } from 'react';
import { CodeField, Errors, type FormState, NameField, NewPassword } from '../forms.tsx';
import { FormToken } from '../page.tsx';

/** Where a code shall go. */
export function RecoveryName(props: FormState & { readonly phone: boolean }): ReactElement {
  const { t, formToken, phone } = props;
  const label = t(phone ? 'security.recover-contact' : 'security.recover-email');
  return (
    <form className="stack stack-loose" method="post" action="/account/recover" noValidate>
      <Errors {...props} />
      <FormToken value={formToken} />
      <NameField {...props} label={label} hint={t('security.recover-contact-hint')} />
      <Notice state="info" title={t('security.recover-low-title')}>
        <p>{t('security.recover-low')}</p>
      </Notice>
      <Button variant="primary" big wideOnPhone>
        {t('security.recover-send')}
      </Button>
      <p>
        <a href="/account/activate">{t('account.forgotten-line')}</a>
      </p>
    </form>
  );
}

/** The code that came, if one came. */
export function RecoveryCode(props: FormState & { readonly begun: string }): ReactElement {
  const { t, formToken, begun } = props;
  return (
    <form className="stack stack-loose" method="post" action="/account/recover/code" noValidate>
      <Errors {...props} />
      <FormToken value={formToken} />
      <input type="hidden" name="begun" value={begun} />
      <CodeField {...props} label={t('security.recover-code')} hint={t('security.recover-code-hint')} />
      <Button variant="primary" big wideOnPhone>
        {t('security.recover-go-on')}
      </Button>
    </form>
  );
}

/** The password to use from now on. */
export function RecoveryPassword(props: FormState & { readonly confirmed: string }): ReactElement {
  const { t, formToken, confirmed, shared } = props;
  return (
    <form className="stack stack-loose" method="post" action="/account/recover/password" noValidate>
      <Errors {...props} />
      <FormToken value={formToken} />
      <input type="hidden" name="confirmed" value={confirmed} />
      <NewPassword {...props} />
      <Checkbox name="shared" value="1" defaultChecked={shared} label={t('account.shared')} />
      <Button variant="primary" big wideOnPhone>
        {t('security.recover-finish')}
      </Button>
    </form>
  );
}
