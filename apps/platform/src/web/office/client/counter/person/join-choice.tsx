import { Num, Segments } from '@shubbak/design';
import type { ReactElement } from 'react';
import { useOffice } from '../../office-context.ts';
import { useCounter } from '../counter-context.ts';

/** With a draft on the desk: whether the person signs that one too, or asks for something of their own. */
export function JoinChoice(): ReactElement | null {
  const { t } = useOffice();
  const { desk, editable, joining, join } = useCounter();
  if (!desk.request || !editable) return null;
  return (
    <Segments
      id="find-join"
      name="find-join"
      legend={t('office.counter-for')}
      legendHidden
      chosen={[joining ? 'join' : 'new']}
      onChange={event => join(event.currentTarget.value === 'join')}
      choices={[
        { value: 'new', label: t('office.counter-new-request') },
        {
          value: 'join',
          label: (
            <>
              {t('office.counter-this-request')} <Num>{desk.request.reference}</Num>
            </>
          ),
        },
      ]}
    />
  );
}
