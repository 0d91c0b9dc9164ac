import { Button, Card, type Fact, Facts, Name, Num, Tag } from '@shubbak/design';
import { type ReactElement, type ReactNode, useState } from 'react';
import { formatMinute } from '../../../../platform/messages/browser.ts';
import type { MergeExaminedView, PersonCard } from '../../../api/contract/index.ts';
import { shortDay } from '../counter/person/facts.tsx';
import { nameOf, useOffice } from '../office-context.ts';
import { DecideDialog, type Decision } from './decide-dialog.tsx';
import { lookOf } from './merge-rows.tsx';
import type { Merges } from './use-merges.ts';

interface CompareProps {
  readonly examined: MergeExaminedView;
  readonly merges: Pick<Merges, 'close' | 'changed'>;
}

/** Both files beside each other, why they look like one person's, and what may be decided. */
export function Compare({ examined, merges }: CompareProps): ReactElement {
  const { t, language } = useOffice();
  const [decision, setDecision] = useState<Decision>();
  const { merge, survivor, merged } = examined;
  return (
    <div className="stack stack-sections">
      <Button type="button" variant="quiet" icon="chevron-start" onClick={merges.close}>
        {t('merges.back')}
      </Button>
      <div className="stack stack-tight">
        <div className="row">
          <h2>{t('merges.compare')}</h2>
          <Tag state={lookOf[merge.state]}>{t(`merges.state-${merge.state}`)}</Tag>
        </div>
        <p className="muted">
          {merge.own ? t('merges.by-you') : t('merges.by', { name: nameOf(language, merge.proposedBy) })} ·{' '}
          {formatMinute(language, new Date(merge.proposedAt))} · {t(`merges.reason-${merge.reason}`)}
        </p>
        {merge.state === 'approved' && merge.dueAt !== null && (
          <p>{t('merges.due', { at: formatMinute(language, new Date(merge.dueAt)) })}</p>
        )}
      </div>
      <section className="stack stack-tight" aria-labelledby="merge-findings">
        <h3 id="merge-findings">{t('merges.findings')}</h3>
        <ul className="rows">
          {merge.findings.map(finding => (
            <li key={finding}>{t(`merges.finding-${finding}`)}</li>
          ))}
        </ul>
      </section>
      <div className="grid grid-halves">
        <FileCard id="merge-survivor" title={t('merges.goes-on')} card={survivor} seen={merge.survivorDocument} />
        {merged && <FileCard id="merge-merged" title={t('merges.closes')} card={merged} seen={merge.mergedDocument} />}
      </div>
      <Choices examined={examined} onDecide={setDecision} />
      {decision && (
        <DecideDialog
          mergeId={merge.id}
          decision={decision}
          own={merge.own}
          onClose={() => setDecision(undefined)}
          onDone={merges.changed}
        />
      )}
    </div>
  );
}

/** What the reader may decide now; the server has the last word. */
function Choices(props: {
  readonly examined: MergeExaminedView;
  readonly onDecide: (decision: Decision) => void;
}): ReactElement | null {
  const { t, office } = useOffice();
  const { state, own } = props.examined.merge;
  const decides = office.permissions.includes('identity.approve-merge') && !own;
  const open = state === 'proposed' || state === 'approved';
  const button = (decision: Decision, variant: 'primary' | 'secondary', label: ReactNode): ReactElement => (
    <Button type="button" variant={variant} onClick={() => props.onDecide(decision)}>
      {label}
    </Button>
  );
  return (
    <>
      {own && open && <p className="muted">{t('merges.own')}</p>}
      <div className="row">
        {decides && state === 'proposed' && button('approve', 'primary', t('merges.approve'))}
        {decides && open && button('refuse', 'secondary', t('merges.refuse'))}
        {own && open && button('refuse', 'secondary', t('merges.withdraw'))}
        {decides && state === 'done' && button('reverse', 'secondary', t('merges.reverse'))}
      </div>
    </>
  );
}

function FileCard(props: {
  readonly id: string;
  readonly title: string;
  readonly card: PersonCard;
  readonly seen: string;
}): ReactElement {
  const { t } = useOffice();
  const { card } = props;
  const yesNo = (yes: boolean): string => t(yes ? 'merges.yes' : 'merges.no');
  const facts: readonly Fact[] = [
    { label: t('merges.name-arabic'), value: <Name>{card.name.arabic}</Name> },
    { label: t('merges.name-latin'), value: <Name>{card.name.latin}</Name> },
    { label: t('merges.birth-date'), value: card.birthDate === null ? t('merges.unknown') : shortDay(card.birthDate) },
    ...card.documents.map(({ id, type, numberMasked, issuer, expiresOn }) => ({
      label: t('office.counter-document', { type }),
      value: (
        <>
          <Num>{`${numberMasked} · ${issuer} · ${shortDay(expiresOn)}`}</Num>
          {id === props.seen && (
            <>
              {' '}
              <Tag state="ok">{t('merges.on-the-counter')}</Tag>
            </>
          )}
        </>
      ),
    })),
    { label: t('merges.email'), value: yesNo(card.contacts.email) },
    { label: t('merges.phone'), value: yesNo(card.contacts.phone) },
    { label: t('merges.account-open'), value: yesNo(card.activated) },
  ];
  return (
    <section className="stack stack-tight" aria-labelledby={props.id}>
      <h3 id={props.id}>{props.title}</h3>
      <Card>
        <Facts layout="compare" items={facts} />
      </Card>
    </section>
  );
}
