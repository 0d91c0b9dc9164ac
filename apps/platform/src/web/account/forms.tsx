import { Button, ErrorSummary, Notice, TextInput } from '@shubbak/design';
import type { ReactElement } from 'react';
import { passwordMinimum } from '../../modules/identity/index.ts';
import type { Field, FieldErrors } from './fields.ts';
import { FormToken, type Speak } from './page.tsx';

/** What a form shows again: never a password. */
export interface FormState {
  readonly t: Speak;
  readonly formToken: string;
  readonly number?: string;
  readonly code?: string;
  readonly errors?: FieldErrors;
}

const idOf = (field: Field): string => `account-${field}`;

function Errors({ t, errors }: FormState): ReactElement | null {
  const found = (Object.entries(errors ?? {}) as [Field, string][]).map(([field, message]) => ({
    field: idOf(field),
    message,
  }));
  return found.length === 0 ? null : <ErrorSummary title={t('account.errors-title')} errors={found} />;
}

function errorOf({ errors }: FormState, field: Field): { readonly error?: string } {
  const error = errors?.[field];
  return error === undefined ? {} : { error };
}

function NumberField(state: FormState): ReactElement {
  const { t, number } = state;
  return (
    <TextInput
      id={idOf('number')}
      name="number"
      label={t('account.number')}
      hint={t('account.number-hint')}
      {...errorOf(state, 'number')}
      defaultValue={number}
      code
      inputMode="numeric"
      autoComplete="username"
      maxLength={40}
      required
    />
  );
}

/** Sign-in by account number and password; `next` is where to go then. */
export function SignInForm(props: FormState & { readonly next: string }): ReactElement {
  const { t, formToken, next } = props;
  return (
    <form className="stack stack-loose" method="post" action="/account/sign-in" noValidate>
      <Errors {...props} />
      <FormToken value={formToken} />
      <input type="hidden" name="next" value={next} />
      <NumberField {...props} />
      <TextInput
        id={idOf('password')}
        name="password"
        type="password"
        label={t('account.password')}
        {...errorOf(props, 'password')}
        autoComplete="current-password"
        maxLength={400}
        required
      />
      <Button variant="primary" big wideOnPhone>
        {t('account.sign-in')}
      </Button>
    </form>
  );
}

/** First opening with the slip: number, single-use code, and the password to use from then on. */
export function ActivationForm(props: FormState): ReactElement {
  const { t, formToken, code } = props;
  return (
    <form className="stack stack-loose" method="post" action="/account/activate" noValidate>
      <Errors {...props} />
      <FormToken value={formToken} />
      <NumberField {...props} />
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
      <Notice state="info">
        <p>{t('account.activate-secret')}</p>
      </Notice>
      <Button variant="primary" big wideOnPhone>
        {t('account.activate')}
      </Button>
    </form>
  );
}

/** Asked twice: the code works once, and a slip of the finger would lock the door from inside. */
function NewPassword(props: FormState): ReactElement {
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
