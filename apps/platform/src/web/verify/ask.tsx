import { Answer, Button, TextInput } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { VerifyTranslator } from './found.tsx';

/** Where a code is typed. A GET form: the code is public, and the answer's address can be kept. */
function CodeForm(props: {
  readonly t: VerifyTranslator;
  readonly typed?: string;
  readonly error?: string;
}): ReactElement {
  const { t, typed, error } = props;
  return (
    <form className="stack" action="/v" method="get">
      <TextInput
        id="code"
        name="code"
        label={t('verification.code-label')}
        hint={t('verification.code-hint')}
        {...(error !== undefined && { error, autoFocus: true })}
        defaultValue={typed}
        code
        autoComplete="off"
        maxLength={40}
        required
      />
      <Button variant="primary" big wideOnPhone>
        {t('verification.check')}
      </Button>
    </form>
  );
}

/** The first question: is this paper genuine? */
export function AskPage(props: {
  readonly t: VerifyTranslator;
  readonly typed?: string;
  readonly error?: string;
}): ReactElement {
  const { t, error } = props;
  return (
    <div className="stack stack-loose">
      <h1>{t(error === undefined ? 'verification.ask-title' : 'verification.mistyped-title')}</h1>
      {error === undefined && <p className="lead">{t('verification.ask-intro')}</p>}
      <CodeForm {...props} />
    </div>
  );
}

/** A well-formed code that nothing is filed under: the same page, byte for byte, whatever the reason. */
export function UnknownPage({ t }: { readonly t: VerifyTranslator }): ReactElement {
  return (
    <div className="stack stack-loose">
      <Answer state="unknown" title={t('verification.unknown-title')}>
        <p>{t('verification.unknown-text')}</p>
      </Answer>
      <CodeForm t={t} />
      <section className="stack stack-tight">
        <h2>{t('verification.still-unknown-title')}</h2>
        <p>{t('verification.still-unknown-text')}</p>
      </section>
    </div>
  );
}

/** Too many unknown codes at once: misses are turned away, codes that exist are not. */
export function BusyPage({ t }: { readonly t: VerifyTranslator }): ReactElement {
  return (
    <div className="stack stack-loose">
      <Answer state="wait" title={t('verification.busy-title')}>
        <p>{t('verification.busy-text')}</p>
      </Answer>
      <CodeForm t={t} />
    </div>
  );
}
