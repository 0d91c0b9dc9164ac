import { Button, LinkButton, Notice, TextInput } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { AssuranceLevel } from '../../../kernel/index.ts';
import type { StepUpWay } from '../../../modules/identity/index.ts';
import { CodeField, Errors, errorOf, type FormState, idOf } from '../forms.tsx';
import { BackLink, FormToken } from '../page.tsx';
import { PasskeyButton } from './passkey-button.tsx';

/** What the page was asked for: where to go then, and the level that is needed there. */
export interface StepUpAsked {
  readonly next: string;
  readonly level: AssuranceLevel | undefined;
}

interface StepUpState extends FormState {
  readonly where: StepUpAsked;
  /** Ways that suffice and that the person has. */
  readonly ways: readonly StepUpWay[];
  /** Whether the national identity provider can be asked. */
  readonly national: boolean;
  /** The session is not sure enough for where it shall go. */
  readonly short: boolean;
}

/** Proving again by whatever way the person has; where none is sure enough, how to come by one. */
export function StepUpPage(props: StepUpState & { readonly title: string }): ReactElement {
  const { t, title, ways, short, where } = props;
  const byPassword = ways.some(way => way === 'password-and-code' || (way === 'password' && !short));
  return (
    <div className="stack stack-loose">
      <BackLink href="/account">{t('account.back')}</BackLink>
      <div className="stack stack-tight">
        <h1>{title}</h1>
        <p className="lead">{t(short ? 'security.level-lead' : 'security.step-up-lead')}</p>
      </div>
      {ways.includes('passkey') && (
        <>
          <PasskeyButton
            t={t}
            at="/account/step-up/passkey"
            task="get"
            next={where.next}
            label={t('security.step-up-passkey')}
          />
          <noscript>
            <p>{t('security.passkey-needs-script')}</p>
          </noscript>
        </>
      )}
      {byPassword && <PasswordForm {...props} />}
      {props.national && <NationalLink {...props} />}
      {(short || ways.length === 0) && <HowToBeSure {...props} />}
    </div>
  );
}

/** The national identity provider proves who one is and that it is oneself, at once. */
function NationalLink({ t, where }: StepUpState): ReactElement {
  const query = new URLSearchParams({ next: where.next, ...(where.level !== undefined && { level: where.level }) });
  return (
    <LinkButton wideOnPhone icon="user" href={`/national?${query}`}>
      {t('national-pages.step-up')}
    </LinkButton>
  );
}

function HowToBeSure({ t }: StepUpState): ReactElement {
  return (
    <Notice state="info" title={t('security.level-how')}>
      <ul className="stack stack-tight">
        <li>{t('security.level-factor')}</li>
        <li>{t('security.level-slip')}</li>
      </ul>
    </Notice>
  );
}

function PasswordForm(props: StepUpState): ReactElement {
  const { t, where, ways, formToken, shared } = props;
  const mustCode = ways.includes('password-and-code') && (props.short || !ways.includes('password'));
  return (
    <form className="stack stack-loose" method="post" action="/account/step-up" noValidate>
      <Errors {...props} />
      <FormToken value={formToken} />
      <input type="hidden" name="next" value={where.next} />
      {where.level !== undefined && <input type="hidden" name="level" value={where.level} />}
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
      {mustCode && <CodeField {...props} label={t('account.app-code')} hint={t('account.app-code-hint')} />}
      <Button variant="primary" big wideOnPhone>
        {t('security.step-up')}
      </Button>
    </form>
  );
}
