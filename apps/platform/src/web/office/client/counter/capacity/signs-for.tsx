import { Button, Tag } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { SignatoryView } from '../../../../api/contract/index.ts';
import { useOffice } from '../../office-context.ts';
import { useCounter } from '../counter-context.ts';

/** For whom a signatory signs, and the way to change it. */
export function SignsFor({ signatory }: { readonly signatory: SignatoryView }): ReactElement | null {
  const { t } = useOffice();
  const { editable, show } = useCounter();
  const { capacity, personId } = signatory;
  if (!capacity && !editable) return null;
  return (
    <div className="stack stack-tight">
      {capacity && (
        <p className="small">
          {t('organisations.signs-as')} <b>{capacity.line}</b>
          {capacity.register !== null && (
            <>
              <br />
              <span className="faint">
                <bdi>{capacity.register}</bdi>
              </span>
            </>
          )}
        </p>
      )}
      {capacity?.fault && (
        <>
          <Tag state="stop">{t('organisations.mandate-fault')}</Tag>
          <p className="small">{capacity.fault.detail}</p>
        </>
      )}
      {editable && (
        <Button
          type="button"
          variant="quiet"
          icon="building"
          className="small"
          onClick={() => show({ kind: 'capacity', personId })}
        >
          {t(capacity ? 'organisations.capacity-change' : 'organisations.capacity-choose')}
        </Button>
      )}
    </div>
  );
}
