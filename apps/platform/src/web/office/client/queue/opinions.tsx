import type { ReactElement } from 'react';
import { formatMinute } from '../../../../platform/messages/browser.ts';
import type { HandlingView, OpinionView } from '../../../api/contract/index.ts';
import { useOffice } from '../office-context.ts';
import { WrittenWords, Writing } from './conversation.tsx';
import type { File } from './use-file.ts';
import { staffName } from './words.ts';

/** What colleagues were asked and answered; nothing where nobody was. */
export function Opinions({
  handling,
  file,
}: {
  readonly handling: HandlingView;
  readonly file: File;
}): ReactElement | null {
  const { t } = useOffice();
  if (handling.opinions.length === 0) return null;
  return (
    <section className="stack stack-tight" aria-labelledby="request-opinions">
      <h3 id="request-opinions">{t('queue.opinions')}</h3>
      <ul className="rows">
        {handling.opinions.map(opinion => (
          <li key={opinion.id}>
            <Opinion opinion={opinion} file={file} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Opinion({ opinion, file }: { readonly opinion: OpinionView; readonly file: File }): ReactElement {
  const office = useOffice();
  const { t, language } = office;
  const { askedBy, askedOf, askedAt, question, answer, answeredAt, ofMe } = opinion;
  const waits = answeredAt === null && question !== null;
  return (
    <div className="stack stack-tight">
      <p className="small muted">
        {t('queue.opinion-of', { by: staffName(office, askedBy), of: staffName(office, askedOf) })} ·{' '}
        {formatMinute(language, new Date(askedAt))}
      </p>
      <WrittenWords words={question} />
      {answer !== null && (
        <p className="queue-words" dir="auto">
          <b>{answer}</b>
        </p>
      )}
      {waits && !ofMe && <p className="small faint">{t('queue.opinion-waits')}</p>}
      {waits && ofMe && (
        <Writing
          id={`answer-${opinion.id}`}
          label={t('queue.answer')}
          onSend={text =>
            file.act((api, { requestId }) =>
              api.call('answerOpinion', { params: { requestId, opinionId: opinion.id }, body: { answer: text } }),
            )
          }
        />
      )}
    </div>
  );
}
