import { type Fact, Facts, Icon, Name, Num } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { formatTime } from '../../../../../platform/messages/browser.ts';
import { ApiProblem } from '../../../../api/client/index.ts';
import type {
  CertificationView,
  ChooseReissuesBody,
  CopyHolderView,
  ProblemBody,
  RequestView,
} from '../../../../api/contract/index.ts';
import { ReissueTerms } from '../../certify/reissue-terms.tsx';
import { RenewalChecks } from '../../certify/renewal-checks.tsx';
import { shortDay } from '../../counter/person/facts.tsx';
import { nameOf, textIn, useOffice } from '../../office-context.ts';
import { Problem } from '../../problem.tsx';
import { Nature } from './queue-pane.tsx';

interface CopyFactsProps {
  readonly request: RequestView;
  readonly certification: CertificationView;
  readonly onChanged: () => void;
}

/** Which original was shown by whom, what was checked by whom, and what signing authorises beyond this copy. */
export function CopyFacts({ request, certification, onChanged }: CopyFactsProps): ReactElement {
  const { t, language, catalogue } = useOffice();
  return (
    <section className="pane-block" aria-labelledby="request-title">
      <div className="pane-heading">
        <h2 id="request-title">{t('office.sign-request')}</h2>
        <span className="push small faint">
          <Num>{request.reference}</Num>
        </span>
      </div>
      {certification.renewal && (
        <>
          <p className="small">{t('certify.renewal')}</p>
          <RenewalChecks request={request} onChecked={onChanged} />
        </>
      )}
      <Particulars request={request} certification={certification} />
      <h3 className="tiny faint signing-subheading">{t('office.sign-checked')}</h3>
      <ul className="checks small">
        {certification.checks.map(({ code, by, at }) => {
          const check = catalogue.copies.checks.find(each => each.code === code);
          return (
            <li key={code}>
              <Icon name="circle-check" />
              <span>
                {check ? textIn(language, check.label) : code === 'cannot-sign' ? t('certify.cannot-sign') : code}
                <br />
                <span className="tiny faint">
                  {t('certify.check-by', { name: nameOf(language, by), time: formatTime(new Date(at)) })}
                </span>
              </span>
            </li>
          );
        })}
        <li>
          <Icon name="circle-check" />
          <span>
            {t('certify.compared-count', {
              compared: certification.compared.length,
              pages: request.document?.pages.length ?? 0,
            })}
          </span>
        </li>
      </ul>
      <Authorisation key={`${request.id} ${request.version}`} {...{ request, certification, onChanged }} />
    </section>
  );
}

function Particulars({ request, certification }: Omit<CopyFactsProps, 'onChanged'>): ReactElement {
  const { t, language } = useOffice();
  const { issuer, ownNumber, issuedOn, expiresOn, holders } = certification;
  const facts: readonly (Fact | false)[] = [
    { label: t('certify.kind'), value: <Nature service={request.service} code={certification.kind} /> },
    issuer !== null && { label: t('certify.issuer'), value: <Name>{nameOf(language, issuer)}</Name> },
    ownNumber !== null && { label: t('certify.number'), value: <Num>{ownNumber}</Num> },
    issuedOn !== null && { label: t('certify.issued'), value: <Num>{shortDay(issuedOn)}</Num> },
    expiresOn !== null && { label: t('certify.expires'), value: <Num>{shortDay(expiresOn)}</Num> },
    ...holders.map((holder, index) => ({
      label: t('certify.holder', { count: holders.length, place: index + 1 }),
      value: <Holder holder={holder} />,
    })),
  ];
  return (
    <div className="small">
      <Facts items={facts.filter(fact => fact !== false)} />
    </div>
  );
}

function Holder({ holder }: { readonly holder: CopyHolderView }): ReactElement {
  const { t, language } = useOffice();
  const { name, capacity, document, signedAt, fromAfar } = holder;
  return (
    <>
      <Name>{nameOf(language, name)}</Name>
      <br />
      {capacity && (
        <>
          {capacity.line}
          <br />
        </>
      )}
      <span className="tiny faint">
        {t('office.sign-identified', { type: document.type, number: document.numberMasked })}
        {signedAt !== null && ` · ${t('certify.signed', { time: formatTime(new Date(signedAt)) })}`}
        {fromAfar && ` · ${t('certify.signs-from-afar')}`}
      </span>
    </>
  );
}

/** Further copies, in plain words; the officer may narrow, widen within the installation’s limits, or take them away before signing. */
function Authorisation({ request, certification, onChanged }: CopyFactsProps): ReactElement {
  const { t, api } = useOffice();
  const [problem, setProblem] = useState<ProblemBody>();
  const choose = async (reissues: ChooseReissuesBody['reissues']): Promise<void> => {
    try {
      const { id, version } = request;
      await api.call('chooseReissues', { params: { requestId: id }, body: { version, reissues } });
      onChanged();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error.problem);
    }
  };
  return (
    <div className="stack stack-tight signing-subheading">
      <h3>{t('certify.reissues')}</h3>
      {problem && <Problem problem={problem} />}
      <ReissueTerms
        certification={certification}
        disabled={request.state !== 'queued'}
        onChoose={reissues => void choose(reissues)}
      />
    </div>
  );
}
