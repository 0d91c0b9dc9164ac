import { Hash } from '@shubbak/design';
import type { ReactElement } from 'react';
import { formatMinute } from '../../../../platform/messages/browser.ts';
import type { RequestView, SignatoryView } from '../../../api/contract/index.ts';
import { useOffice } from '../office-context.ts';

/** When somebody agreed from afar, how surely they were known, and to which paper: the very one that is about to be signed. */
export function Agreed(props: {
  readonly request: Pick<RequestView, 'distance'>;
  readonly signatory: Pick<SignatoryView, 'distance' | 'consentedAt'>;
}): ReactElement | null {
  const { t, language } = useOffice();
  const { distance, consentedAt } = props.signatory;
  if (!distance || consentedAt === null) return null;
  const when = formatMinute(language, new Date(consentedAt));
  return (
    <p className="tiny">
      {t('from-afar.agreed', { when, level: distance.level })} {t('from-afar.agreed-to')}{' '}
      <Hash value={distance.documentSha256} />
      {props.request.distance?.sha256 === distance.documentSha256 && ` ${t('from-afar.same-paper')}`}
    </p>
  );
}
