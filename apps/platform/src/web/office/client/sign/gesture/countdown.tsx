import { Icon, Num } from '@shubbak/design';
import type { ReactElement } from 'react';
import { useOffice } from '../../office-context.ts';

/** Seconds at which the time left is also read aloud. */
const soon = 120;

/** How long the reserved numbers wait for the gesture. */
export function Countdown({ seconds }: { readonly seconds: number }): ReactElement {
  const { t } = useOffice();
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  const [before, after = ''] = t('office.sign-time-left', { time: '|' }).split('|');
  return (
    <p className={`small countdown${seconds <= soon ? ' countdown-soon' : ''}`}>
      <Icon name="clock" />
      <span>
        {before}
        <Num>{time}</Num>
        {after}
      </span>
      <output className="visually-hidden">{seconds <= soon && t('office.sign-time-short')}</output>
    </p>
  );
}
