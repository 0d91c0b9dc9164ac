import { Name, type State, Tag } from '@shubbak/design';
import type { ReactElement } from 'react';
import { formatDate, formatDay } from '../../../../platform/messages/browser.ts';
import type { PostingView, StaffLine } from '../../../api/contract/index.ts';
import { nameOf, textIn, useOffice } from '../office-context.ts';

const looks: Readonly<Record<StaffLine['state'], State>> = {
  working: 'ok',
  away: 'wait',
  coming: 'info',
  idle: 'attention',
  left: 'idle',
};

/** Where somebody stands, in a word; until when they are away. */
export function StateTag({ line }: { readonly line: Pick<StaffLine, 'state' | 'awayUntil'> }): ReactElement {
  const { t, language } = useOffice();
  const { state, awayUntil } = line;
  return (
    <Tag state={looks[state]}>
      {state === 'away' && awayUntil !== null
        ? t('administration.away-until', { date: formatDay(language, awayUntil) })
        : t(`administration.state-${state}`)}
    </Tag>
  );
}

/** A posting in a line: role, place, dates where they matter, whom it covers. */
export function PostingWords({ posting }: { readonly posting: PostingView }): ReactElement {
  const { t, language } = useOffice();
  const { roleName, place, validFrom, validUntil, state, covers } = posting;
  const until = validUntil === null ? undefined : formatDate(language, new Date(validUntil));
  return (
    <div className="posting-words">
      <b>{roleName}</b> · {textIn(language, place)}
      {state === 'coming' && (
        <small> {t('administration.from-date', { date: formatDate(language, new Date(validFrom)) })}</small>
      )}
      {until !== undefined && <small> {t('administration.until-date', { date: until })}</small>}
      {covers && (
        <small>
          {' '}
          {t('administration.covers')} <Name>{nameOf(language, covers.name)}</Name>
        </small>
      )}
    </div>
  );
}
