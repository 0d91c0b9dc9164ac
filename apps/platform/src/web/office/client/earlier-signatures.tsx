import { Icon, Name, stateIcons } from '@shubbak/design';
import type { ReactElement } from 'react';
import { formatMinute } from '../../../platform/messages/browser.ts';
import type { DocumentView, EarlierSignatureView } from '../../api/contract/index.ts';
import { useOffice } from './office-context.ts';

/** The signatures that a paper bore when it came, as they were judged then, and what that means for the stamp. */
export function EarlierSignatures({ document }: { readonly document: DocumentView | null }): ReactElement | null {
  const { t } = useOffice();
  if (document?.kind !== 'signed-pdf' || document.pages.length === 0) return null;
  return (
    <section className="pane-block stack stack-tight" aria-labelledby="earlier-signatures">
      <div className="pane-heading">
        <h2 id="earlier-signatures">{t('office.signed-before')}</h2>
      </div>
      <ol className="checks small earlier-signatures">
        {document.signatures.map((signature, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- what was judged never changes its order
          <Signature key={index} signature={signature} />
        ))}
      </ol>
      <p className="small">{t('office.signed-before-text')}</p>
    </section>
  );
}

function Signature({ signature }: { readonly signature: EarlierSignatureView }): ReactElement {
  const { t, language } = useOffice();
  const { kind, name, provenAt, claimedAt, detail } = signature;
  const state = stateOf(signature);
  const shown = name ?? t('office.signed-by-nobody');
  const at = provenAt ?? claimedAt;
  const time = at === null ? '' : formatMinute(language, new Date(at));
  return (
    <li className={`state-${state}`}>
      <Icon name={stateIcons[state]} />
      <span>
        <b>
          <Name>{kind === 'signature' ? shown : t('office.signed-timestamp', { name: shown })}</Name>
        </b>
        <br />
        <span className="tiny faint">
          {at === null
            ? t('office.signed-undated')
            : t(provenAt === null ? 'office.signed-claimed' : 'office.signed-proven', { time })}
        </span>
        <br />
        {detail}
      </span>
    </li>
  );
}

function stateOf({ indication, subIndication }: EarlierSignatureView): 'ok' | 'unknown' | 'attention' {
  if (indication === 'TOTAL-PASSED') return 'ok';
  return subIndication === 'NO_CERTIFICATE_CHAIN_FOUND' ? 'unknown' : 'attention';
}
