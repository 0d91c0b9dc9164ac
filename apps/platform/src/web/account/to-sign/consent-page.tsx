import { Button, Card, Facts, LinkButton, Notice, Num, TextInput } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { StatementWay } from '../../../modules/identity/index.ts';
import type { ToSign } from '../../../modules/legalisation/index.ts';
import type { Sha256 } from '../../../platform/blobs/index.ts';
import type { Speak } from '../page.tsx';
import { PasskeyButton } from '../security/passkey-button.tsx';
import { forWhom } from './capacity-part.tsx';
import { base } from './deps.ts';
import { Frame, OwnForm, type Wrong } from './frame.tsx';

interface Props {
  readonly t: Speak;
  readonly file: ToSign;
  readonly formToken: string;
  /** Strong ways that the reader has. */
  readonly ways: readonly StatementWay[];
  /** The question that a password answers, and its digest. */
  readonly question: { readonly questionId: string; readonly sha256: Sha256 };
  readonly shared: boolean;
  readonly wrong?: Wrong | undefined;
}

/** The last step: the sentence, and a proof for this paper alone. */
export function ConsentPage(props: Props): ReactElement {
  const { t, file, ways, question, wrong } = props;
  const at = `${base}/${file.requestId}` as const;
  return (
    <Frame t={t} back={at} title={t('to-sign.consent-title')} wrong={wrong}>
      <Card look="sunken">
        <p>{file.sentence.text[t.language]}</p>
      </Card>
      <Facts
        layout="compare"
        items={[
          { label: t('to-sign.what'), value: file.nature?.label[t.language] ?? t('to-sign.paper') },
          ...forWhom(t, file),
          { label: t('to-sign.pages-count'), value: <Num>{file.pages.length}</Num> },
          { label: t('to-sign.digest'), value: <Num>{`${question.sha256.slice(0, 16)}…`}</Num> },
        ]}
      />
      <p>{t('to-sign.consent-line')}</p>
      {ways.includes('passkey') && (
        <>
          <PasskeyButton t={t} at={`${at}/consent`} task="get" label={t('to-sign.consent-passkey')} primary />
          <noscript>
            <p>{t('security.passkey-needs-script')}</p>
          </noscript>
        </>
      )}
      {ways.includes('password-and-code') && <PasswordForm {...props} />}
      {ways.length === 0 && <NoWay t={t} />}
      <p>
        <LinkButton variant="quiet" wideOnPhone href={`${at}/decline`}>
          {t('to-sign.decline')}
        </LinkButton>
      </p>
    </Frame>
  );
}

function PasswordForm({ t, file, formToken, question, ways, shared, wrong }: Props): ReactElement {
  const error = (field: string) => (wrong?.field === field ? { error: wrong.message } : {});
  return (
    <section className="stack" aria-labelledby="by-password">
      <h2 id="by-password">{t(ways.includes('passkey') ? 'to-sign.or-password' : 'to-sign.by-password')}</h2>
      <OwnForm action={`${base}/${file.requestId}/consent`} formToken={formToken}>
        <input type="hidden" name="question" value={question.questionId} />
        <TextInput
          id="password"
          name="password"
          type="password"
          label={t('account.password')}
          autoComplete={shared ? 'off' : 'current-password'}
          maxLength={400}
          required
          {...error('password')}
        />
        <TextInput
          id="code"
          name="code"
          label={t('account.app-code')}
          hint={t('account.app-code-hint')}
          code
          autoComplete="one-time-code"
          maxLength={60}
          required
          {...error('code')}
        />
        <Button variant={ways.includes('passkey') ? 'secondary' : 'primary'} big wideOnPhone>
          {t('to-sign.consent')}
        </Button>
      </OwnForm>
    </section>
  );
}

/** Who has neither passkey nor app: how to come by one. */
function NoWay({ t }: { readonly t: Speak }): ReactElement {
  return (
    <Notice state="attention" title={t('to-sign.no-way')}>
      <p>{t('to-sign.no-way-line')}</p>
      <p>
        <a href="/account/security">{t('to-sign.no-way-do')}</a>
      </p>
    </Notice>
  );
}
