import { Button, LinkButton, Notice, TextArea } from '@shubbak/design';
import type { ReactElement } from 'react';
import { FormToken, type Speak } from '../page.tsx';
import type { FieldToMend, OwnRequestFile } from './own-requests.ts';

/** What was typed as an answer, and why it was not sent. */
export interface TypedAnswer {
  readonly text: string;
  readonly error: string;
}

interface SendAgainProps {
  readonly t: Speak;
  readonly file: OwnRequestFile;
  readonly formToken: string;
  readonly formKey: string;
  readonly answered?: TypedAnswer | undefined;
}

/** What helps where nothing can be changed at home: each marked place says where to show what. */
export function Helps(props: {
  readonly t: Speak;
  readonly file: Pick<OwnRequestFile, 'officeAddress'>;
  readonly mark: FieldToMend;
}): ReactElement {
  const { t, file, mark } = props;
  const { field, reason, mendAt } = mark;
  return (
    <Notice state="attention" title={t(`requests.field-${field}`)}>
      <div className="stack stack-tight">
        <p>{t(`own-requests.renewal-${reason}`)}</p>
        <p>{t('own-requests.renewal-mend', { field, address: file.officeAddress[t.language] })}</p>
        {mendAt !== null && (
          <p>
            <LinkButton icon="camera" href={mendAt}>
              {t('own-requests.scan-ahead')}
            </LinkButton>
          </p>
        )}
      </div>
    </Notice>
  );
}

/** The form by which a request goes back to the office with an answer. */
export function SendAgain({ t, file, formToken, formKey, answered }: SendAgainProps): ReactElement | null {
  if (!file.maySendAgain) return null;
  return (
    <form className="stack" method="post" action={`/account/requests/${file.id}/send-again`}>
      <FormToken value={formToken} />
      <input type="hidden" name="key" value={formKey} />
      <input type="hidden" name="version" value={file.version} />
      <TextArea
        id="answer"
        name="text"
        label={t('own-requests.answer')}
        hint={t('own-requests.answer-hint')}
        defaultValue={answered?.text}
        {...(answered && { error: answered.error })}
        maxLength={4000}
        rows={3}
        required
      />
      <p>
        <Button variant="primary" wideOnPhone>
          {t('own-requests.send-back')}
        </Button>
      </p>
    </form>
  );
}
