import { Name } from '@shubbak/design';
import type { ReactElement } from 'react';
import { formatShortDate } from '../../../../../platform/messages/browser.ts';
import type { PersonNameValue } from '../../../../api/contract/index.ts';
import { useOffice } from '../../office-context.ts';

/** "14/03/1987" of "1987-03-14". */
export function shortDay(day: string): string {
  // Noon in Morocco is the same day wherever the clock of the zone stands.
  return formatShortDate(new Date(`${day}T12:00:00Z`));
}

/** A person's name, the reader's script first. */
export function BothNames({ name }: { readonly name: PersonNameValue }): ReactElement {
  const { language } = useOffice();
  const [first, second] = language === 'ar' ? [name.arabic, name.latin] : [name.latin, name.arabic];
  return (
    <>
      <Name>{first || second}</Name>
      {first !== '' && second !== '' && (
        <small>
          <Name>{second}</Name>
        </small>
      )}
    </>
  );
}
