import { Button, Notice, Num, Tag, TextInput } from '@shubbak/design';
import { type ReactElement, useCallback, useState } from 'react';
import { formatDate } from '../../../../platform/messages/browser.ts';
import { useAnswer } from '../administration/use-answer.ts';
import { useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { usePrinter } from '../sign/outcome/use-printer.ts';

/** The day in Morocco. */
function today(): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Africa/Casablanca' }).format(new Date());
}

/** The sealed extracts of a year, and the pages of any day to be printed. */
export function Extracts({ year, named }: { readonly year: number; readonly named: boolean }): ReactElement {
  const { t, api, office, language } = useOffice();
  const officeId = office.id;
  const [day, setDay] = useState(today);
  const { print, failure } = usePrinter();
  const { answer, problem } = useAnswer(
    useCallback(() => api.call('listExtracts', { params: { officeId }, query: { year } }), [api, officeId, year]),
  );
  return (
    <section className="stack no-print" aria-labelledby="extracts">
      <h2 id="extracts">{t('register-screen.extracts')}</h2>
      <p className="muted">{t('register-screen.extracts-lead')}</p>
      {problem && <Problem problem={problem} />}
      {failure !== undefined && (
        <Notice state="attention" live="alert">
          <p>{failure}</p>
        </Notice>
      )}
      {named && (
        <div className="row row-end">
          <TextInput
            id="extract-day"
            type="date"
            label={t('register-screen.extract-day')}
            value={day}
            max={today()}
            onChange={event => setDay(event.currentTarget.value)}
          />
          <Button
            type="button"
            variant="secondary"
            icon="printer"
            disabled={day === ''}
            onClick={() => print(() => api.call('dayPages', { params: { officeId }, query: { day } }))}
          >
            {t('register-screen.print-day')}
          </Button>
        </div>
      )}
      {answer?.extracts.length === 0 && <p>{t('register-screen.extracts-none')}</p>}
      <ul className="rows">
        {answer?.extracts.map(({ id, day: of, entries, sealed, delivered }) => (
          <li key={id}>
            <div>
              <p>
                <b>{formatDate(language, new Date(`${of}T12:00:00Z`))}</b>
              </p>
              <p className="small muted">{t('register-screen.extract-entries', { count: entries })}</p>
            </div>
            <div className="row">
              <Tag state={delivered ? 'ok' : 'wait'}>
                {t(delivered ? 'register-screen.extract-delivered' : 'register-screen.extract-waiting')}
              </Tag>
              {named && sealed && (
                <Button
                  type="button"
                  variant="quiet"
                  aria-label={t('register-screen.extract-open', { day: of })}
                  onClick={() => print(() => api.call('extractFile', { params: { extractId: id } }))}
                >
                  <Num>PDF</Num>
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
