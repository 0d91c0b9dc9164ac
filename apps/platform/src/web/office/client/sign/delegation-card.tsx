import { type Fact, Facts, Notice, Num, Tag } from '@shubbak/design';
import type { ReactElement } from 'react';
import { formatDate } from '../../../../platform/messages/browser.ts';
import { textIn, useOffice } from '../office-context.ts';
import { EndingNotices } from '../statements/ending-notices.tsx';
import { SignedToday } from '../signed/signed-today.tsx';

const day = 24 * 3600 * 1000;

/** In whose name and until when the officer signs here; or the precise reason why they may not. */
export function DelegationCard(): ReactElement {
  const { t, language, office, me } = useOffice();
  const { state, detail, delegation } = office.signing;
  const facts: Fact[] = delegation
    ? [
        { label: t('office.sign-order'), value: <Num>{delegation.reference}</Num> },
        { label: t('office.sign-capacity'), value: textIn(language, delegation.capacity) },
        {
          label: t('office.sign-acts'),
          value: delegation.natures.map(nature => t(`office.sign-acts-${nature}`)).join(' · '),
        },
        { label: t('office.sign-until'), value: <Until instant={delegation.validUntil} now={me.now} /> },
      ]
    : [];
  return (
    <section className="pane-block" aria-labelledby="delegation-title">
      <div className="pane-heading">
        <h2 id="delegation-title">{t('office.sign-delegation')}</h2>
        {state === 'valid' && (
          <span className="push">
            <Tag state="ok">{t('office.sign-in-force')}</Tag>
          </span>
        )}
      </div>
      <EndingNotices ending={me.ending} />
      {state !== 'valid' && (
        <Notice state="stop" title={t('office.sign-cannot')}>
          <p>{detail}</p>
        </Notice>
      )}
      {facts.length > 0 && (
        <div className="small">
          <Facts items={facts} />
        </div>
      )}
      <SignedToday />
    </section>
  );
}

function Until({ instant, now }: { readonly instant: string; readonly now: string }): ReactElement {
  const { t, language } = useOffice();
  const end = new Date(instant);
  const days = Math.ceil((end.getTime() - Date.parse(now)) / day);
  return (
    <>
      {formatDate(language, end)}
      <br />
      <span className="tiny faint">{t('office.sign-days', { days })}</span>
    </>
  );
}
