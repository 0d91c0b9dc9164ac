import { Button, Checkbox, ErrorSummary, Notice, TextInput } from '@shubbak/design';
import type { ReactElement } from 'react';
import { passwordMinimum } from '../../modules/identity/index.ts';
import type { Field, FieldErrors } from './fields.ts';
import { FormToken, type Speak } from './page.tsx';

/** What a form shows again: never a password. */
export interface FormState {
  readonly t: Speak;
  readonly formToken: string;
  readonly name?: string;
  readonly number?: string;
  readonly code?: string;
  readonly errors?: FieldErrors;
  /** The person said that the device is not theirs: nothing is offered to be remembered. */
  readonly shared?: boolean;
}

export const idOf = (field: Field): string => `account-${field}`;

/** What is to be corrected, above the form, with a link to each field. */
export function Errors({ t, errors }: Pick<FormState, 't' | 'errors'>): ReactElement | null {
  const found = (Object.entries(errors ?? {}) as [Field, string][]).map(([field, message]) => ({
    field: idOf(field),
    message,
  }));
  return found.length === 0 ? null : <ErrorSummary title={t('account.errors-title')} errors={found} />;
}

/** The error of one field, for its component. */
export function errorOf({ errors }: Pick<FormState, 'errors'>, field: Field): { readonly error?: string } {
  const error = errors?.[field];
  return error === undefined ? {} : { error };
}

/** Account number, e-mail address or phone number. */
export function NameField(state: FormState & { readonly label?: string; readonly hint?: string }): ReactElement {
  const { t, name, shared } = state;
  return (
    <TextInput
      id={idOf('name')}
      name="name"
      label={state.label ?? t('account.name')}
      hint={state.hint ?? t('account.name-hint')}
      {...errorOf(state, 'name')}
      defaultValue={name}
      dir="ltr"
      autoCapitalize="none"
      spellCheck={false}
      autoComplete={shared === true ? 'off' : 'username'}
      maxLength={254}
      required
    />
  );
}

/** The code that an app shows, or one of the codes kept on paper. */
export function CodeField(state: FormState & { readonly label: string; readonly hint: string }): ReactElement {
  const { label, hint } = state;
  return (
    <TextInput
      id={idOf('code')}
      name="code"
      label={label}
      hint={hint}
      {...errorOf(state, 'code')}
      code
      autoComplete="one-time-code"
      maxLength={60}
      required
    />
  );
}

/** Sign-in by name and password; `next` is where to go then. */
export function SignInForm(props: FormState & { readonly next: string }): ReactElement {
  const { t, formToken, next, shared } = props;
  return (
    <form className="stack stack-loose" method="post" action="/account/sign-in" noValidate>
      <Errors {...props} />
      <FormToken value={formToken} />
      <input type="hidden" name="next" value={next} />
      <NameField {...props} />
      <TextInput
        id={idOf('password')}
        name="password"
        type="password"
        label={t('account.password')}
        {...errorOf(props, 'password')}
        autoComplete={shared === true ? 'off' : 'current-password'}
        maxLength={400}
        required
      />
      <div className="stack stack-tight">
        <Checkbox name="shared" value="1" defaultChecked={shared} label={t('account.shared')} />
        <p className="small muted">{t('account.shared-hint')}</p>
      </div>
      <Button variant="primary" big wideOnPhone>
        {t('account.sign-in')}
      </Button>
    </form>
  );
}

/** The code that ends a sign-in; `pending` says whose. */
export function SecondFactorForm(props: FormState & { readonly next: string; readonly pending: string }): ReactElement {
  const { t, formToken, next, pending, shared } = props;
  return (
    <form className="stack stack-loose" method="post" action="/account/sign-in/code" noValidate>
      <Errors {...props} />
      <FormToken value={formToken} />
      <input type="hidden" name="next" value={next} />
      <input type="hidden" name="pending" value={pending} />
      {shared === true && <input type="hidden" name="shared" value="1" />}
      <CodeField {...props} label={t('account.app-code')} hint={t('account.app-code-hint')} />
      <Button variant="primary" big wideOnPhone>
        {t('account.sign-in')}
      </Button>
    </form>
  );
}

/** First opening with the slip: number, single-use code, and the password to use from then on. */
export function ActivationForm(props: FormState): ReactElement {
  const { t, formToken, number, code, shared } = props;
  return (
    <form className="stack stack-loose" method="post" action="/account/activate" noValidate>
      <Errors {...props} />
      <FormToken value={formToken} />
      <TextInput
        id={idOf('number')}
        name="number"
        label={t('account.number')}
        hint={t('account.number-hint')}
        {...errorOf(props, 'number')}
        defaultValue={number}
        code
        inputMode="numeric"
        autoComplete="username"
        maxLength={40}
        required
      />
      <TextInput
        id={idOf('code')}
        name="code"
        label={t('account.code')}
        hint={t('account.code-hint')}
        {...errorOf(props, 'code')}
        defaultValue={code}
        code
        autoComplete="one-time-code"
        maxLength={60}
        required
      />
      <NewPassword {...props} />
      <Checkbox name="shared" value="1" defaultChecked={shared} label={t('account.shared')} />
      <Notice state="info">
        <p>{t('account.activate-secret')}</p>
      </Notice>
      <Button variant="primary" big wideOnPhone>
        {t('account.activate')}
      </Button>
    </form>
  );
}

/** Asked twice: what closes the door should not be a slip of the finger. */
export function NewPassword(props: FormState): ReactElement {
  const { t } = props;
  const kind = { type: 'password', autoComplete: 'new-password', maxLength: 400, required: true } as const;
  return (
    <>
      <TextInput
        id={idOf('password')}
        name="password"
        label={t('account.new-password')}
        hint={t('account.new-password-hint', { min: passwordMinimum })}
        {...errorOf(props, 'password')}
        {...kind}
      />
      <TextInput
        id={idOf('repeat')}
        name="repeat"
        label={t('account.repeat')}
        {...errorOf(props, 'repeat')}
        {...kind}
      />
    </>
  );
}
