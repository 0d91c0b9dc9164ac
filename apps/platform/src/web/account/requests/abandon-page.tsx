import { Button, LinkButton, Notice, Num } from '@shubbak/design';
import type { ReactElement } from 'react';
import { BackLink, FormToken, type Speak } from '../page.tsx';
import type { OwnRequestFile } from './own-requests.ts';

/** Asks once more before a request is given up for good. */
export function AbandonPage(props: {
  readonly t: Speak;
  readonly file: OwnRequestFile;
  readonly formToken: string;
  readonly formKey: string;
  readonly error?: string | undefined;
}): ReactElement {
  const { t, file, formToken, formKey, error } = props;
  const back = `/account/requests/${file.id}`;
  return (
    <div className="stack stack-loose">
      <BackLink href={back}>{file.what[t.language]}</BackLink>
      <div className="stack stack-tight">
        <h1>{t('own-requests.abandon-title')}</h1>
        <p>
          {file.what[t.language]} · <Num>{file.reference}</Num>
        </p>
      </div>
      {error !== undefined && (
        <Notice state="stop" live="alert">
          <p>{error}</p>
        </Notice>
      )}
      <p>{t('own-requests.abandon-line')}</p>
      <form method="post" action={`${back}/abandon`} className="row">
        <FormToken value={formToken} />
        <input type="hidden" name="key" value={formKey} />
        <input type="hidden" name="version" value={file.version} />
        <Button variant="danger" wideOnPhone>
          {t('own-requests.abandon-confirm')}
        </Button>
        <LinkButton wideOnPhone href={back}>
          {t('own-requests.abandon-keep')}
        </LinkButton>
      </form>
    </div>
  );
}
