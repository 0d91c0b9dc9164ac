import { Button, Choices, LinkButton, TextArea } from '@shubbak/design';
import type { ReactElement } from 'react';
import { declineReasons, type ToSign, wordsLimit } from '../../../modules/legalisation/index.ts';
import type { Speak } from '../page.tsx';
import { base } from './deps.ts';
import { Frame, OwnForm, type Wrong } from './frame.tsx';

/** Not to sign: with a reason, and words for the initiator. It ends the request for everybody. */
export function DeclinePage(props: {
  readonly t: Speak;
  readonly file: Pick<ToSign, 'requestId'>;
  readonly formToken: string;
  readonly typed: { readonly reason: string; readonly words: string };
  readonly wrong?: Wrong | undefined;
}): ReactElement {
  const { t, file, formToken, typed, wrong } = props;
  const at = `${base}/${file.requestId}`;
  const error = (field: string) => (wrong?.field === field ? { error: wrong.message } : {});
  return (
    <Frame t={t} back={at} title={t('to-sign.decline-title')} lead={t('to-sign.decline-lead')} wrong={wrong}>
      <OwnForm action={`${at}/decline`} formToken={formToken}>
        <input type="hidden" name="key" value={crypto.randomUUID()} />
        <Choices
          id="reason"
          name="reason"
          legend={t('to-sign.decline-why')}
          chosen={[typed.reason]}
          choices={declineReasons.map(value => ({ value, label: t(`parties.reason-${value}`) }))}
          {...error('reason')}
        />
        <TextArea
          id="words"
          name="words"
          label={t('to-sign.decline-words')}
          hint={t('to-sign.decline-words-hint')}
          optional={t('to-sign.optional')}
          defaultValue={typed.words}
          maxLength={wordsLimit}
          rows={4}
          {...error('words')}
        />
        <Button variant="danger" big wideOnPhone>
          {t('to-sign.decline-do')}
        </Button>
      </OwnForm>
      <p>
        <LinkButton variant="quiet" wideOnPhone href={at}>
          {t('to-sign.decline-not')}
        </LinkButton>
      </p>
    </Frame>
  );
}
