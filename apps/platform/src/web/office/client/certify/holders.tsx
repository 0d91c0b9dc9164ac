import { Avatar, Button, Checkbox, IconButton, Name, Num, Select, Tag } from '@shubbak/design';
import { type ReactElement, useEffect, useState } from 'react';
import { formatTime } from '../../../../platform/messages/browser.ts';
import type { CopyHolderView, UsableMandateView } from '../../../api/contract/index.ts';
import { focusOn, places, useCounter } from '../counter/counter-context.ts';
import { shortDay } from '../counter/person/facts.tsx';
import { initialsOf } from '../initials.ts';
import { nameOf, useOffice } from '../office-context.ts';
import { spots } from './next-step.ts';

/** Whoever shows the original: for themselves, or for an organisation whose it is. */
export function Holders({ holders }: { readonly holders: readonly CopyHolderView[] }): ReactElement {
  const { t } = useOffice();
  const { editable, join } = useCounter();
  return (
    <section className="pane-block stack stack-tight" aria-label={t('certify.holders')} id={spots.holder} tabIndex={-1}>
      {holders.map(holder => (
        <Holder key={holder.personId} holder={holder} />
      ))}
      {editable && (
        <Button
          type="button"
          variant="quiet"
          icon="plus"
          onClick={() => {
            join(true);
            focusOn(places.find);
          }}
        >
          {t('certify.add-holder')}
        </Button>
      )}
    </section>
  );
}

function Holder({ holder }: { readonly holder: CopyHolderView }): ReactElement {
  const { t, language, api } = useOffice();
  const { desk, editable } = useCounter();
  const { personId, document, birthDate } = holder;
  const name = nameOf(language, holder.name);
  return (
    <article className="signatory stack stack-tight" aria-label={name}>
      <div className="row row-nowrap signatory-name">
        <Avatar initials={initialsOf(name)} />
        <div>
          <h2>
            <Name>{name}</Name>
          </h2>
          <p className="small muted">
            {t('office.counter-document', { type: document.type })} <Num>{document.numberMasked}</Num>
          </p>
          <p className="tiny faint">
            {birthDate !== null && `${t('office.counter-born', { date: shortDay(birthDate) })} · `}
            {t(document.expired ? 'office.counter-expired-on' : 'office.counter-expires-on', {
              date: shortDay(document.expiresOn),
            })}
          </p>
        </div>
        {editable && (
          <IconButton
            className="push"
            icon="cross"
            label={t('certify.remove-holder', { name })}
            onClick={() =>
              void desk.change(({ id, version }) =>
                api.call('removeHolder', { params: { requestId: id, personId }, body: { version } }),
              )
            }
          />
        )}
      </div>
      <div>
        <Tag state={document.expired ? 'stop' : 'ok'}>
          {t(document.expired ? 'office.counter-document-expired' : 'office.counter-identified')}
        </Tag>
      </div>
      <ShownFor holder={holder} />
      <Signs holder={holder} />
    </article>
  );
}

/** The holder’s signature for the register: drawn, still to be drawn, or noted as impossible. */
function Signs({ holder }: { readonly holder: CopyHolderView }): ReactElement | null {
  const { t, api } = useOffice();
  const { desk, editable, show } = useCounter();
  const { personId, signedAt, fromAfar } = holder;
  const unable = desk.request?.certification?.checks.some(({ code }) => code === 'cannot-sign') === true;
  if (fromAfar) return <p className="small">{t('certify.signs-from-afar')}</p>;
  if (!editable)
    return signedAt === null ? null : (
      <p className="small">{t('certify.signed', { time: formatTime(new Date(signedAt)) })}</p>
    );
  return (
    <div className="stack stack-tight">
      <Button
        type="button"
        variant={signedAt === null ? 'secondary' : 'quiet'}
        icon={signedAt === null ? 'pen' : 'check'}
        shortcut="S"
        full
        onClick={() => show({ kind: 'citizen', personId })}
      >
        {signedAt === null ? t('certify.sign') : t('certify.signed', { time: formatTime(new Date(signedAt)) })}
      </Button>
      {signedAt === null && (
        <Checkbox
          id={`certify-unable-${personId}`}
          className="small"
          label={t('certify.cannot-sign')}
          checked={unable}
          onChange={event => {
            const made = event.currentTarget.checked;
            void desk.change(({ id, version }) =>
              api.call('checkOriginal', { params: { requestId: id }, body: { version, check: 'cannot-sign', made } }),
            );
          }}
        />
      )}
    </div>
  );
}

/** For whom they show it; asked only of those who may speak for an organisation. */
function ShownFor({ holder }: { readonly holder: CopyHolderView }): ReactElement | null {
  const { t, api } = useOffice();
  const { desk, editable } = useCounter();
  const { personId, capacity } = holder;
  const [mandates, setMandates] = useState<readonly UsableMandateView[]>([]);
  useEffect(() => {
    if (!editable) return undefined;
    let wanted = true;
    void api.call('usableMandates', { params: { personId } }).then(answer => wanted && setMandates(answer.mandates));
    return () => {
      wanted = false;
    };
  }, [api, editable, personId]);
  const choose = (mandateId: string): void => {
    const mandate = mandates.find(({ id }) => id === mandateId);
    const signedFor = mandate ? { organisationId: mandate.organisationId, mandateId: mandate.id } : null;
    void desk.change(({ id, version }) =>
      api.call('showFor', { params: { requestId: id, personId }, body: { version, signedFor } }),
    );
  };
  return (
    <>
      {editable && mandates.length > 0 ? (
        <Select
          id={`certify-for-${personId}`}
          label={t('certify.shown-for')}
          value={capacity?.mandateId ?? ''}
          options={[
            { value: '', label: t('certify.shown-for-self') },
            ...mandates.map(({ id, line }) => ({ value: id, label: line })),
          ]}
          onChange={event => choose(event.currentTarget.value)}
        />
      ) : (
        capacity && <p className="small">{capacity.line}</p>
      )}
      {capacity?.fault && <p className="small">{capacity.fault.detail}</p>}
    </>
  );
}
