import { Choices, Notice, TextInput } from '@shubbak/design';
import { type ReactElement, useEffect, useState } from 'react';
import type { SignatoryView, UsableMandateView } from '../../../../api/contract/index.ts';
import { Dialog } from '../../dialog.tsx';
import { nameOf, useOffice } from '../../office-context.ts';
import { AskingForm } from '../../asking-form.tsx';
import { centimesOf } from '../../organisations/mandate-fields.ts';
import { useCounter } from '../counter-context.ts';

const themselves = 'themselves';

/** For whom a signatory signs: themselves, or an organisation whose mandate they hold. */
export function CapacityDialog({ signatory }: { readonly signatory: SignatoryView }): ReactElement {
  const { t, api, language } = useOffice();
  const { desk, show } = useCounter();
  const { personId } = signatory;
  const [mandates, setMandates] = useState<readonly UsableMandateView[]>();
  const [chosen, setChosen] = useState(signatory.capacity?.mandateId ?? themselves);
  const worthNow = signatory.capacity?.worth;
  const [worth, setWorth] = useState(typeof worthNow === 'number' ? String(worthNow / 100) : '');
  useEffect(() => {
    let wanted = true;
    void api.call('usableMandates', { params: { personId } }).then(answer => wanted && setMandates(answer.mandates));
    return () => {
      wanted = false;
    };
  }, [api, personId]);
  const mandate = mandates?.find(({ id }) => id === chosen);
  const keep = async (key: string): Promise<void> => {
    const signedFor = mandate
      ? {
          organisationId: mandate.organisationId,
          mandateId: mandate.id,
          worth: mandate.most === null ? null : centimesOf(worth),
        }
      : null;
    const { request } = desk;
    if (!request) return;
    const params = { requestId: request.id, personId };
    // Asked here, so that a refusal is read beside what was chosen; the desk then reads what it came to.
    await api.call('represent', { params, body: { version: request.version, signedFor }, key });
    await desk.refresh();
    show(undefined);
  };
  return (
    <Dialog title={t('organisations.capacity-title')} onClose={() => show(undefined)}>
      <AskingForm action={t('organisations.capacity-keep')} onClose={() => show(undefined)} send={keep}>
        <p>{t('organisations.capacity-lead', { name: nameOf(language, signatory.name) })}</p>
        <div aria-live="polite">
          {mandates?.length === 0 && (
            <Notice state="info">
              <p>{t('organisations.capacity-none')}</p>
              <p>
                <a href="/office/organisations">{t('organisations.title')}</a>
              </p>
            </Notice>
          )}
        </div>
        {mandates && (
          <Choices
            id="capacity"
            name="capacity"
            legend={t('organisations.capacity-legend')}
            chosen={[chosen]}
            onChange={event => setChosen(event.currentTarget.value)}
            choices={[
              { value: themselves, label: t('organisations.capacity-own') },
              ...mandates.map(each => ({ value: each.id, label: each.line, hint: <Hint mandate={each} /> })),
            ]}
          />
        )}
        {mandate && mandate.most !== null && (
          <TextInput
            id="capacity-worth"
            label={t('organisations.worth')}
            hint={t('organisations.up-to', { most: Math.floor(mandate.most / 100) })}
            code
            inputMode="decimal"
            value={worth}
            onChange={event => setWorth(event.currentTarget.value)}
          />
        )}
      </AskingForm>
    </Dialog>
  );
}

/** Where the organisation is entered, and with whom one must sign. */
function Hint({ mandate: { register, group } }: { readonly mandate: UsableMandateView }): ReactElement {
  const { t } = useOffice();
  return (
    <>
      {register !== null && <bdi>{register}</bdi>}
      {group && ` · ${t('organisations.together', { group: group.name, needed: group.needed })}`}
    </>
  );
}
