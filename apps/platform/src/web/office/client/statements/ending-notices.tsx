import { Notice } from '@shubbak/design';
import type { ReactElement } from 'react';
import { formatDate } from '../../../../platform/messages/browser.ts';
import type { EndingView } from '../../../api/contract/index.ts';
import { nameOf, useOffice } from '../office-context.ts';

/** What is about to end and nothing follows: said above everything else. */
export function EndingNotices({ ending }: { readonly ending: readonly EndingView[] }): ReactElement | null {
  const { t, language } = useOffice();
  if (ending.length === 0) return null;
  return (
    <Notice state="attention" title={t('statements.ending')}>
      <ul className="small">
        {ending.map(({ kind, name, reference, endsAt, days }) => (
          <li key={`${kind} ${name.latin} ${endsAt}`}>
            {t(`statements.ending-${kind}`, {
              name: nameOf(language, name),
              reference: reference ?? '',
              date: formatDate(language, new Date(endsAt)),
              days,
            })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
