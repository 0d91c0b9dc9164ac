import { type Fact, Facts, Icon, Name, Num, Tag } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { RequestView, SignatoryView } from '../../../../api/contract/index.ts';
import { formatTime } from '../../../../../platform/messages/browser.ts';
import { nameOf, textIn, useOffice } from '../../office-context.ts';
import { Agreed } from '../../distance/agreed.tsx';
import { Specimens } from '../../specimens.tsx';
import { CopyFacts } from './copy-facts.tsx';
import { Nature } from './queue-pane.tsx';

/** For whom a signatory signed, and what is wrong with the mandate now. */
function SignedAs({ capacity }: { readonly capacity: NonNullable<SignatoryView['capacity']> }): ReactElement {
  const { t } = useOffice();
  return (
    <>
      {capacity.line}
      <br />
      {capacity.register !== null && (
        <>
          <span className="tiny faint">
            <bdi>{capacity.register}</bdi>
          </span>
          <br />
        </>
      )}
      {capacity.fault && (
        <>
          <Tag state="stop">{t('organisations.mandate-fault')}</Tag>
          <br />
          <span className="small">{capacity.fault.detail}</span>
          <br />
        </>
      )}
    </>
  );
}

/** What the officer vouches for, as the service of the request has it. */
export function FactsOf(props: { readonly request: RequestView; readonly onChanged: () => void }): ReactElement {
  const { request, onChanged } = props;
  const { certification } = request;
  if (certification) return <CopyFacts {...{ request, certification, onChanged }} />;
  return <RequestFacts request={request} />;
}

/** Who signed what before whom, and what the counter checked: what the officer vouches for. */
function RequestFacts({ request }: { readonly request: RequestView }): ReactElement {
  const { t, language, catalogue } = useOffice();
  const { options, signatories } = request;
  const facts: Fact[] = [
    { label: t('office.sign-nature'), value: <Nature service={request.service} code={options.nature} /> },
    ...signatories.map(({ personId, name, document, signedAt, capacity, ...agreed }, index) => ({
      label: t('office.sign-signatory', { count: signatories.length, place: index + 1 }),
      value: (
        <>
          <Name>{nameOf(language, name)}</Name>
          <br />
          {capacity && <SignedAs capacity={capacity} />}
          <span className="tiny faint">
            {t('office.sign-identified', { type: document.type, number: document.numberMasked })}
            {signedAt !== null && ` · ${t('office.sign-signed-at', { time: formatTime(new Date(signedAt)) })}`}
          </span>
          <Agreed request={request} signatory={agreed} />
          <Specimens personId={personId} />
        </>
      ),
    })),
    { label: t('office.sign-exemplars'), value: <Num>{options.exemplars}</Num> },
  ];
  return (
    <section className="pane-block" aria-labelledby="request-title">
      <div className="pane-heading">
        <h2 id="request-title">{t('office.sign-request')}</h2>
        <span className="push small faint">
          <Num>{request.reference}</Num>
        </span>
      </div>
      <div className="small">
        <Facts items={facts} />
      </div>
      {request.warningsRead > 0 && (
        <p className="small">
          <Icon name="triangle" /> {t('office.warnings-read', { count: request.warningsRead })}
        </p>
      )}
      <h3 className="tiny faint signing-subheading">{t('office.sign-checked')}</h3>
      <ul className="checks small">
        {catalogue.checks
          .filter(({ code }) => options.checks.includes(code))
          .map(check => (
            <li key={check.code}>
              <Icon name="circle-check" />
              <span>{textIn(language, check.label)}</span>
            </li>
          ))}
      </ul>
    </section>
  );
}
