import { Button, TextArea } from '@shubbak/design';
import type { ReactElement } from 'react';
import { formatMinute } from '../../../platform/messages/index.ts';
import { FormToken, type Speak } from '../page.tsx';
import type { MessageLine, OwnRequestFile } from './own-requests.ts';

export interface ConversationProps {
  readonly t: Speak;
  readonly file: Pick<OwnRequestFile, 'id'>;
  readonly conversation: NonNullable<OwnRequestFile['conversation']>;
  readonly formToken: string;
  /** Names this showing of the form, so that a form sent twice counts once. */
  readonly formKey: string;
  /** What was typed into the message, and why it was not sent. */
  readonly typed?: { readonly text: string; readonly error: string } | undefined;
}

/** What its applicant and the office wrote to one another, and the form to write on. */
export function Conversation(props: ConversationProps): ReactElement | null {
  const { t, file, conversation, formToken, formKey, typed } = props;
  const { messages, open } = conversation;
  if (!open && messages.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="messages">
      <h2 id="messages">{t('own-requests.messages')}</h2>
      {messages.length > 0 ? <Messages t={t} messages={messages} /> : <p>{t('own-requests.messages-none')}</p>}
      {open ? (
        <form className="stack" method="post" action={`/account/requests/${file.id}/messages#messages`}>
          <FormToken value={formToken} />
          <input type="hidden" name="key" value={formKey} />
          <TextArea
            id="text"
            name="text"
            label={t('own-requests.write')}
            hint={t('own-requests.write-hint')}
            defaultValue={typed?.text}
            {...(typed && { error: typed.error })}
            maxLength={4000}
            rows={4}
            required
          />
          <p>
            <Button variant="secondary" wideOnPhone icon="mail">
              {t('own-requests.send')}
            </Button>
          </p>
        </form>
      ) : (
        <p className="small muted">{t('own-requests.messages-closed')}</p>
      )}
    </section>
  );
}

function Messages(props: { readonly t: Speak; readonly messages: readonly MessageLine[] }): ReactElement {
  const { t, messages } = props;
  return (
    <ol className="rows">
      {messages.map(({ id, from, text, at }) => (
        <li key={id}>
          <div className="stack stack-tight">
            <p className="small">
              <b>{t(`own-requests.from-${from}`)}</b> <span className="muted">· {formatMinute(t.language, at)}</span>
            </p>
            <p>
              <bdi className="written">{text}</bdi>
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
