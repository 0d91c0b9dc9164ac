import { Button, Name, Tag, TextInput } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import type { MandateView, OrganisationCard } from '../../../api/contract/index.ts';
import { shortDay } from '../counter/person/facts.tsx';
import { Dialog } from '../dialog.tsx';
import { nameOf, textIn, useOffice } from '../office-context.ts';
import { AskingForm } from '../asking-form.tsx';

interface MandateRowsProps {
  readonly card: OrganisationCard;
  readonly onDone: (card: OrganisationCard) => void;
}

/** Who acts for the organisation: those whose mandate stands first. */
export function MandateRows({ card, onDone }: MandateRowsProps): ReactElement {
  const { t } = useOffice();
  const [ending, setEnding] = useState<MandateView>();
  const sorted = card.mandates.toSorted((a, b) => Number(a.fault !== null) - Number(b.fault !== null));
  if (sorted.length === 0) return <p className="muted">{t('organisations.mandates-none')}</p>;
  return (
    <>
      <ul className="rows" aria-label={t('organisations.mandates')}>
        {sorted.map(mandate => (
          <MandateRow key={mandate.id} mandate={mandate} onEnd={() => setEnding(mandate)} />
        ))}
      </ul>
      {ending && (
        <EndMandate
          card={card}
          mandate={ending}
          onClose={() => setEnding(undefined)}
          onDone={next => {
            setEnding(undefined);
            onDone(next);
          }}
        />
      )}
    </>
  );
}

function MandateRow({ mandate, onEnd }: { readonly mandate: MandateView; readonly onEnd: () => void }): ReactElement {
  const { t, language } = useOffice();
  const { representative, role, fault, evidence, endedBecause, parentId } = mandate;
  return (
    <li>
      <div className="stack stack-tight">
        <p className="row">
          <b>
            <Name>{nameOf(language, representative)}</Name>
          </b>
          <span>{role}</span>
          {fault ? (
            <Tag state="stop">{t('organisations.mandate-over')}</Tag>
          ) : (
            <Tag state="ok">{t('organisations.mandate-stands')}</Tag>
          )}
          {parentId !== null && <Tag state="idle">{t('organisations.mandate-delegated')}</Tag>}
        </p>
        <p className="small">
          <Scope mandate={mandate} />
        </p>
        <p className="small muted">
          {t('organisations.mandate-span', {
            from: shortDay(mandate.startsOn),
            until: mandate.endsOn === null ? '' : shortDay(mandate.endsOn),
            open: mandate.endsOn === null ? 'yes' : 'no',
          })}
          {evidence !== null && (
            <>
              <br />
              <bdi>{evidence}</bdi>
            </>
          )}
          {fault && (
            <>
              <br />
              {fault.detail}
            </>
          )}
          {endedBecause !== null && (
            <>
              <br />
              <bdi>{endedBecause}</bdi>
            </>
          )}
        </p>
      </div>
      {!fault && (
        <Button type="button" variant="danger" onClick={onEnd}>
          {t('organisations.mandate-end')}
          <span className="visually-hidden"> · {nameOf(language, representative)}</span>
        </Button>
      )}
    </li>
  );
}

/** What a mandate covers, in a line. */
function Scope({ mandate }: { readonly mandate: MandateView }): ReactElement {
  const { t, language, catalogue } = useOffice();
  const { natures, most, group } = mandate;
  const label = (code: string): string => {
    const nature = catalogue.natures.find(each => each.code === code);
    return nature ? textIn(language, nature.label) : code;
  };
  return (
    <>
      {natures === 'all' ? t('organisations.natures-all') : natures.map(label).join(' · ')}
      {most !== null && (
        <>
          {' · '}
          {t('organisations.up-to', { most: Math.floor(most / 100) })}
        </>
      )}
      {' · '}
      {group ? t('organisations.together', { group: group.name, needed: group.needed }) : t('organisations.alone')}
      {mandate.mayRevoke && ` · ${t('organisations.may-revoke')}`}
      {mandate.delegable > 0 && ` · ${t('organisations.may-delegate')}`}
      {!mandate.mayRead && ` · ${t('organisations.may-not-read')}`}
    </>
  );
}

function EndMandate(
  props: MandateRowsProps & { readonly mandate: MandateView; readonly onClose: () => void },
): ReactElement {
  const { t, api, language, me } = useOffice();
  const { card, mandate, onClose, onDone } = props;
  const [reason, setReason] = useState('');
  const [since, setSince] = useState('');
  return (
    <Dialog title={t('organisations.mandate-end-title')} onClose={onClose}>
      <AskingForm
        action={t('organisations.mandate-end')}
        danger
        onClose={onClose}
        send={async key => {
          const params = { organisationId: card.id, mandateId: mandate.id };
          const body = { reason, since: since === '' ? null : since };
          onDone(await api.call('endMandate', { params, body, key }));
        }}
      >
        <p>{t('organisations.mandate-end-text', { name: nameOf(language, mandate.representative) })}</p>
        <TextInput
          id="end-reason"
          label={t('organisations.end-reason')}
          value={reason}
          required
          onChange={event => setReason(event.currentTarget.value)}
        />
        <TextInput
          id="end-since"
          type="date"
          max={me.today}
          label={t('organisations.end-since')}
          hint={t('organisations.end-since-hint')}
          optional={t('office.counter-optional')}
          value={since}
          onChange={event => setSince(event.currentTarget.value)}
        />
      </AskingForm>
    </Dialog>
  );
}
