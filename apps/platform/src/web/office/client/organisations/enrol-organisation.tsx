import { Button, TextInput } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import type { OrganisationCard, OrganisationTermsView, ProblemBody } from '../../../api/contract/index.ts';
import { Dialog } from '../dialog.tsx';
import { useOffice } from '../office-context.ts';
import { AskingForm } from '../asking-form.tsx';
import { factsOf, formOf } from './organisation-fields.ts';
import { OrganisationFields } from './organisation-form.tsx';

interface EnrolProps {
  readonly terms: OrganisationTermsView;
  readonly onClose: () => void;
  readonly onDone: (card: OrganisationCard) => void;
  /** Opens the one that is known already. */
  readonly onOpen: (organisationId: string) => void;
}

/** Enrols an organisation from its papers. */
export function EnrolOrganisation({ terms, onClose, onDone, onOpen }: EnrolProps): ReactElement {
  const { t, api } = useOffice();
  const [form, setForm] = useState(() => formOf(undefined));
  const [despiteName, setDespiteName] = useState(false);
  const remedy = ({ code, params }: ProblemBody): ReactElement | null => {
    const known = params['organisationId'];
    if (typeof known !== 'string') return null;
    return (
      <div className="row">
        <Button type="button" variant="secondary" onClick={() => onOpen(known)}>
          {t('organisations.open-known')}
        </Button>
        {code === 'mandates.name-known' && (
          <Button type="button" variant="quiet" aria-pressed={despiteName} onClick={() => setDespiteName(true)}>
            {t('organisations.another')}
          </Button>
        )}
      </div>
    );
  };
  return (
    <Dialog title={t('organisations.enrol')} onClose={onClose}>
      <AskingForm
        action={t('organisations.enrol')}
        onClose={onClose}
        remedy={remedy}
        send={async key =>
          onDone(await api.call('enrolOrganisation', { body: { ...factsOf(form), despiteName }, key }))
        }
      >
        <p className="muted">{t('organisations.enrol-lead')}</p>
        <OrganisationFields form={form} terms={terms} kindFixed={false} onChange={setForm} />
      </AskingForm>
    </Dialog>
  );
}

/** Changes what an organisation is known by; the old facts are kept. */
export function ChangeOrganisation(props: {
  readonly card: OrganisationCard;
  readonly terms: OrganisationTermsView;
  readonly onClose: () => void;
  readonly onDone: (card: OrganisationCard) => void;
}): ReactElement {
  const { t, api } = useOffice();
  const { card, terms, onClose, onDone } = props;
  const [form, setForm] = useState(() => formOf(card));
  const [reason, setReason] = useState('');
  return (
    <Dialog title={t('organisations.change')} onClose={onClose}>
      <AskingForm
        action={t('organisations.change')}
        onClose={onClose}
        send={async key => {
          const params = { organisationId: card.id };
          onDone(await api.call('changeOrganisation', { params, body: { ...factsOf(form), reason }, key }));
        }}
      >
        <p className="muted">{t('organisations.change-lead')}</p>
        <OrganisationFields form={form} terms={terms} kindFixed onChange={setForm} />
        <TextInput
          id="organisation-reason"
          label={t('organisations.reason')}
          value={reason}
          required
          onChange={event => setReason(event.currentTarget.value)}
        />
      </AskingForm>
    </Dialog>
  );
}
