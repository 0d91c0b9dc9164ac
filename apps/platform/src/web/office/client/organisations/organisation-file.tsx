import { Button, Card, type Fact, Facts, Name, Notice, Num, Tag } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { formatDate } from '../../../../platform/messages/browser.ts';
import type { OrganisationCard, OrganisationTermsView } from '../../../api/contract/index.ts';
import { shortDay } from '../counter/person/facts.tsx';
import { nameOf, useOffice } from '../office-context.ts';
import { ChangeOrganisation } from './enrol-organisation.tsx';
import { MandateRows } from './mandate-rows.tsx';
import { RecordMandate } from './record-mandate.tsx';

interface FileProps {
  readonly card: OrganisationCard;
  readonly terms: OrganisationTermsView;
  readonly onDone: (card: OrganisationCard) => void;
}

/** The file of one organisation: what it is, who acts for it, what changed. */
export function OrganisationFile({ card, terms, onDone }: FileProps): ReactElement {
  const { t, language } = useOffice();
  const [dialog, setDialog] = useState<'change' | 'mandate'>();
  const done = (next: OrganisationCard): void => {
    setDialog(undefined);
    onDone(next);
  };
  const kind = terms.kinds.find(({ code }) => code === card.kind)?.label;
  return (
    <div className="stack stack-sections">
      <div className="stack stack-tight">
        <div className="row">
          <h2>
            <Name>{nameOf(language, card.fullName)}</Name>
          </h2>
          <Tag state="idle">{kind}</Tag>
        </div>
        <p className="muted">
          <Name>{language === 'ar' ? card.fullName.latin : card.fullName.arabic}</Name>
        </p>
      </div>
      {card.warnings.map(warning => (
        <Notice key={warning} state="attention" live="status">
          <p>{warning}</p>
        </Notice>
      ))}
      <section className="stack" aria-labelledby="organisation-mandates">
        <div className="row">
          <h3 id="organisation-mandates">{t('organisations.mandates')}</h3>
          <Button type="button" variant="primary" className="push" icon="plus" onClick={() => setDialog('mandate')}>
            {t('organisations.mandate-new')}
          </Button>
        </div>
        <MandateRows card={card} onDone={onDone} />
      </section>
      <section className="stack" aria-labelledby="organisation-facts">
        <div className="row">
          <h3 id="organisation-facts">{t('organisations.identity')}</h3>
          <Button type="button" variant="secondary" className="push" icon="pen" onClick={() => setDialog('change')}>
            {t('organisations.change')}
          </Button>
        </div>
        <Card>
          <Facts layout="compare" items={useFacts(card)} />
        </Card>
      </section>
      <Changes card={card} />
      {dialog === 'change' && (
        <ChangeOrganisation card={card} terms={terms} onClose={() => setDialog(undefined)} onDone={done} />
      )}
      {dialog === 'mandate' && (
        <RecordMandate card={card} terms={terms} onClose={() => setDialog(undefined)} onDone={done} />
      )}
    </div>
  );
}

function useFacts(card: OrganisationCard): readonly Fact[] {
  const { t } = useOffice();
  const { register, ice, taxId, statutes, receipt, creatingText, address, contacts } = card;
  const number = (label: string, value: string | null): readonly Fact[] =>
    value === null ? [] : [{ label, value: <Num>{value}</Num> }];
  const words = (label: string, value: string | null | undefined): readonly Fact[] =>
    value === null || value === undefined ? [] : [{ label, value: <bdi>{value}</bdi> }];
  return [
    ...words(t('organisations.register'), register),
    ...number(t('organisations.ice'), ice),
    ...number(t('organisations.tax-id'), taxId),
    ...words(t('organisations.statutes'), statutes && `${statutes.reference} · ${shortDay(statutes.on)}`),
    ...words(
      t('organisations.receipt'),
      receipt && `${receipt.number} · ${receipt.authority} · ${shortDay(receipt.on)}`,
    ),
    ...words(t('organisations.receipt-kind'), receipt && t(`organisations.receipt-${receipt.kind}`)),
    ...words(t('organisations.creating-text'), creatingText),
    ...words(t('organisations.address'), address),
    ...words(t('organisations.email'), contacts.email),
    ...words(t('organisations.phone'), contacts.phone),
  ];
}

/** What the organisation was known by before. */
function Changes({ card }: { readonly card: OrganisationCard }): ReactElement | null {
  const { t, language } = useOffice();
  if (card.changes.length === 0) return null;
  return (
    <section className="stack stack-tight" aria-labelledby="organisation-changes">
      <h3 id="organisation-changes">{t('organisations.changes')}</h3>
      <ul className="rows">
        {card.changes.map(({ at, reason, before }) => (
          <li key={at}>
            <p className="small">
              {formatDate(language, new Date(at))} · <bdi>{reason}</bdi> ·{' '}
              {t('organisations.changed-before', { name: nameOf(language, before) })}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
