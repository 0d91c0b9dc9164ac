import { Button, Tag, TextArea } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { formatMinute } from '../../../../platform/messages/browser.ts';
import type { HandlingView } from '../../../api/contract/index.ts';
import { useOffice } from '../office-context.ts';
import type { File } from './use-file.ts';
import { staffName } from './words.ts';

/** What the applicant and the office wrote to each other, and the next message. */
export function Conversation({
  handling,
  file,
}: {
  readonly handling: HandlingView;
  readonly file: File;
}): ReactElement {
  const office = useOffice();
  const { t, language } = office;
  const { messages, unread, readByApplicantAt } = handling.conversation;
  return (
    <section className="stack stack-tight" aria-labelledby="request-messages">
      <h3 id="request-messages" className="row">
        {t('queue.messages')} {unread > 0 && <Tag state="attention">{t('queue.unread', { count: unread })}</Tag>}
      </h3>
      {messages.length === 0 && <p className="muted">{t('queue.messages-none')}</p>}
      <ul className="rows">
        {messages.map(({ id, from, staff, text, at }) => (
          <li key={id} className="stack stack-tight">
            <p className="small muted">
              {from === 'applicant' ? t('queue.applicant') : staffName(office, staff)} ·{' '}
              {formatMinute(language, new Date(at))}
            </p>
            <WrittenWords words={text} />
          </li>
        ))}
      </ul>
      {readByApplicantAt !== null && (
        <p className="small faint">
          {t('queue.read-until', { moment: formatMinute(language, new Date(readByApplicantAt)) })}
        </p>
      )}
      {handling.actions.includes('write') && (
        <Writing
          id="request-message"
          label={t('queue.write')}
          onSend={text => file.act((api, params) => api.call('writeMessage', { params, body: { text } }))}
        />
      )}
    </section>
  );
}

/** What somebody wrote, or that it was erased with who applied. */
export function WrittenWords({ words }: { readonly words: string | null }): ReactElement {
  const { t } = useOffice();
  if (words === null) return <p className="small faint">{t('queue.erased')}</p>;
  return (
    <p className="queue-words" dir="auto">
      {words}
    </p>
  );
}

/** A few words and a button; the words stay until they are sent. */
export function Writing(props: {
  readonly id: string;
  readonly label: string;
  readonly onSend: (text: string) => Promise<boolean>;
}): ReactElement {
  const { t } = useOffice();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    setBusy(true);
    try {
      if (await props.onSend(text)) setText('');
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className="stack stack-tight"
      onSubmit={event => {
        event.preventDefault();
        void send();
      }}
    >
      <TextArea
        id={props.id}
        label={props.label}
        rows={2}
        maxLength={4000}
        value={text}
        dir="auto"
        onChange={event => setText(event.currentTarget.value)}
      />
      <div className="row">
        <Button disabled={busy || text.trim() === ''}>{t('queue.send')}</Button>
      </div>
    </form>
  );
}
