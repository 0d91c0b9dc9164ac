import { Button, Checkbox, TextInput } from '@shubbak/design';
import type { ReactElement } from 'react';
import { Errors, errorOf, type FormState, idOf, NewPassword } from '../forms.tsx';
import { BackLink, FormToken } from '../page.tsx';

/** Choosing another password. Who has just proven that it is they need not type the present one. */
export function PasswordPage(props: FormState & { readonly steppedUp: boolean }): ReactElement {
  const { t, formToken, steppedUp } = props;
  return (
    <div className="stack stack-loose">
      <BackLink href="/account/security">{t('security.title')}</BackLink>
      <div className="stack stack-tight">
        <h1>{t('security.password-title')}</h1>
        <p className="lead">{t('security.password-lead')}</p>
      </div>
      <form className="stack stack-loose" method="post" action="/account/security/password" noValidate>
        <Errors {...props} />
        <FormToken value={formToken} />
        {!steppedUp && (
          <TextInput
            id={idOf('present')}
            name="present"
            type="password"
            label={t('security.password-present')}
            {...errorOf(props, 'present')}
            autoComplete="current-password"
            maxLength={400}
            required
          />
        )}
        <NewPassword {...props} />
        <Checkbox name="others" value="1" defaultChecked label={t('security.password-others')} />
        <Button variant="primary" big wideOnPhone>
          {t('security.password-change')}
        </Button>
      </form>
    </div>
  );
}
