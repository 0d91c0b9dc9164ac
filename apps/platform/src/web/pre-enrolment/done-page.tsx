import { Answer, Card, Code, LinkButton, Notice, QrPicture } from '@shubbak/design';
import type { ReactElement } from 'react';
import { type DraftView, formatPreEnrolmentCode, type PreEnrolmentCode } from '../../modules/enrolment/index.ts';
import type { QrCode } from '../../modules/sealing/index.ts';
import { formatDate } from '../../platform/messages/index.ts';
import type { Speak } from './page.tsx';
import { Withdraw } from './review-page.tsx';

/** The end: the code and its QR, what to bring, where to go, how long it waits. Made to be printed or photographed. */
export function DonePage(props: {
  readonly t: Speak;
  readonly view: DraftView;
  readonly code: PreEnrolmentCode;
  readonly qr: QrCode;
  readonly formToken: string;
}): ReactElement {
  const { t, view, code, qr, formToken } = props;
  const { facts, expiresAt } = view;
  return (
    <div className="stack stack-loose">
      <Answer state="ok" title={t('pre-enrolment.done')}>
        <p>{t('pre-enrolment.done-line')}</p>
      </Answer>
      <Card look="lift" labelledBy="code">
        <div className="ticket">
          <QrPicture {...qr} label={t('pre-enrolment.qr')} />
          <div className="stack stack-tight">
            <h2 id="code">{t('pre-enrolment.code')}</h2>
            <p className="ticket-code">
              <Code>{formatPreEnrolmentCode(code)}</Code>
            </p>
            <p>{t('pre-enrolment.kept-until', { day: formatDate(t.language, expiresAt) })}</p>
          </div>
        </div>
      </Card>
      <section className="stack stack-tight" aria-labelledby="bring">
        <h2 id="bring">{t('pre-enrolment.bring')}</h2>
        <ul className="stack stack-tight">
          {thingsToBring(view).map(thing => (
            <li key={thing}>{t(`pre-enrolment.bring-${thing}`)}</li>
          ))}
        </ul>
      </section>
      <section className="stack" aria-labelledby="where">
        <h2 id="where">{t('pre-enrolment.where')}</h2>
        <p>{t('pre-enrolment.where-line')}</p>
        <LinkButton variant="primary" wideOnPhone href="/pre-enrolment/offices">
          {t('pre-enrolment.find-office')}
        </LinkButton>
      </section>
      <Notice state="info">
        <p>{t(facts.email === undefined ? 'pre-enrolment.done-print' : 'pre-enrolment.done-mailed')}</p>
      </Notice>
      <Withdraw t={t} formToken={formToken} action="/pre-enrolment/withdraw" />
    </div>
  );
}

function thingsToBring({ facts, drawing }: DraftView) {
  return [
    'code' as const,
    'document' as const,
    ...(facts.guardian ? (['guardian'] as const) : []),
    ...(facts.ability === 'signs' ? [] : (['witnesses'] as const)),
    ...(drawing || facts.signature !== 'at-office' ? [] : (['signature'] as const)),
  ];
}
