import { Button, Notice, Tag, TextInput } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { useOffice } from '../../office-context.ts';
import { useStation } from './use-station.ts';

/** What stands between this browser and the station's devices: no bridge, one that is silent, or one that is not paired yet. */
export function Pairing(): ReactElement | null {
  const { t } = useOffice();
  const { bridge, status, trouble, pair, refresh } = useStation();
  const [code, setCode] = useState('');
  if (!bridge) return null;
  if (!status) {
    return (
      <div className="row">
        <Tag state="idle">{t('office.visit-bridge-silent')}</Tag>
        <Button type="button" variant="quiet" onClick={() => void refresh()}>
          {t('office.visit-bridge-again')}
        </Button>
      </div>
    );
  }
  if (status.paired) return status.simulated ? <Tag state="info">{t('office.visit-bridge-simulated')}</Tag> : null;
  return (
    <form
      className="stack stack-tight"
      onSubmit={event => {
        event.preventDefault();
        void pair(code.trim()).then(() => setCode(''));
      }}
    >
      <Notice state="info" title={t('office.visit-pair')}>
        <p>{t('office.visit-pair-text')}</p>
        {status.shownCode !== null && <p>{t('office.visit-pair-simulated', { code: status.shownCode })}</p>}
      </Notice>
      <TextInput
        id="visit-pairing"
        label={t('office.visit-pair-code')}
        code
        inputMode="numeric"
        autoComplete="off"
        value={code}
        {...(trouble !== undefined && { error: t('office.visit-trouble', { trouble: trouble.replaceAll('-', '_') }) })}
        onChange={event => setCode(event.currentTarget.value)}
      />
      <Button variant="secondary">{t('office.visit-pair-submit')}</Button>
    </form>
  );
}
