import { Button, Name, Num, Select, type State, Tag, TextInput } from '@shubbak/design';
import { type ReactElement, type ReactNode, useState } from 'react';
import { formatDate } from '../../../../platform/messages/browser.ts';
import type { DelegationsAnswer, StatementsAnswer, StatementView } from '../../../api/contract/index.ts';
import { Dialog } from '../dialog.tsx';
import { nameOf, textIn, useOffice } from '../office-context.ts';
import { RecordSpecimen, ShownSpecimen } from './specimen-dialog.tsx';
import type { ProposalKind, RevocationReason } from './use-statements.ts';

const reasons = ['left', 'replaced', 'compromised', 'mistaken'] as const satisfies readonly RevocationReason[];
const tags = { 'in-force': 'ok', soon: 'wait', ended: 'idle', revoked: 'stop' } as const satisfies Record<
  StatementView['state'],
  State
>;
/** Rows shown at once: a name typed above finds the others. */
const shownAtOnce = 100;

export interface StatementListProps {
  readonly kind: ProposalKind;
  readonly answer: StatementsAnswer;
  /** Delegations whose delegate has drawn a specimen. */
  readonly specimens: readonly string[];
  readonly onSpecimen: (answer: DelegationsAnswer) => void;
  readonly onRevoke: (statementId: string, reason: RevocationReason) => void;
}

/** The statements of one kind, those in force first; each may be taken back by one administrator, at once. */
export function StatementList({ kind, answer, specimens, onSpecimen, onRevoke }: StatementListProps): ReactElement {
  const { t } = useOffice();
  const [filter, setFilter] = useState('');
  const [revoking, setRevoking] = useState<StatementView>();
  const [drawing, setDrawing] = useState<{ readonly statement: StatementView; readonly show: boolean }>();
  const found = answer.statements.filter(each => each.kind === kind && matches(each, filter)).toSorted(byState);
  const shown = found.slice(0, shownAtOnce);
  return (
    <div className="stack">
      <TextInput
        id="statements-filter"
        label={t('statements.filter')}
        value={filter}
        autoComplete="off"
        onChange={event => setFilter(event.currentTarget.value)}
      />
      {shown.length === 0 ? (
        <p className="muted">{t('statements.none')}</p>
      ) : (
        <ul className="rows" aria-label={t(`statements.kind-${kind}`)}>
          {shown.map(statement => (
            <Row key={statement.id} statement={statement} onRevoke={() => setRevoking(statement)}>
              <SpecimenButtons
                statement={statement}
                drawn={specimens.includes(statement.id)}
                onOpen={show => setDrawing({ statement, show })}
              />
            </Row>
          ))}
        </ul>
      )}
      {found.length > shown.length && (
        <p className="small muted">{t('statements.more', { more: found.length - shown.length })}</p>
      )}
      {drawing?.show === true && <ShownSpecimen statement={drawing.statement} onClose={() => setDrawing(undefined)} />}
      {drawing?.show === false && (
        <RecordSpecimen
          statement={drawing.statement}
          onClose={() => setDrawing(undefined)}
          onKept={next => {
            setDrawing(undefined);
            onSpecimen(next);
          }}
        />
      )}
      {revoking && (
        <RevokeDialog
          statement={revoking}
          onClose={() => setRevoking(undefined)}
          onRevoke={reason => {
            setRevoking(undefined);
            onRevoke(revoking.id, reason);
          }}
        />
      )}
    </div>
  );
}

/** The delegate's specimen: to record, and to look at once it is there. */
function SpecimenButtons(props: {
  readonly statement: StatementView;
  readonly drawn: boolean;
  readonly onOpen: (show: boolean) => void;
}): ReactElement | null {
  const { t, language } = useOffice();
  const { statement, drawn, onOpen } = props;
  if (statement.kind !== 'delegation' || (statement.state !== 'in-force' && statement.state !== 'soon')) return null;
  const name = <span className="visually-hidden"> · {nameOf(language, statement.subject.name)}</span>;
  return (
    <p className="row">
      {drawn && (
        <Button type="button" variant="quiet" icon="eye" onClick={() => onOpen(true)}>
          {t('statements.specimen-show')}
          {name}
        </Button>
      )}
      <Button type="button" variant="quiet" icon="pen" onClick={() => onOpen(false)}>
        {t('statements.specimen-record')}
        {name}
      </Button>
    </p>
  );
}

function Row({
  statement,
  onRevoke,
  children,
}: {
  readonly statement: StatementView;
  readonly onRevoke: () => void;
  readonly children: ReactNode;
}): ReactElement {
  const { t, language } = useOffice();
  const { subject, validFrom, validUntil, state, delegation, certificate, signers } = statement;
  const span = { from: formatDate(language, new Date(validFrom)), until: formatDate(language, new Date(validUntil)) };
  return (
    <li>
      <div className="stack stack-tight">
        <p className="row">
          <b>
            <Name>{nameOf(language, subject.name)}</Name>
          </b>
          <Tag state={tags[state]}>{t(`statements.state-${state}`)}</Tag>
        </p>
        {delegation && <DelegationLine delegation={delegation} />}
        {certificate && (
          <p className="small">
            <bdi dir="ltr">{certificate.subject}</bdi>
          </p>
        )}
        <p className="small muted">
          {t('statements.span', span)}
          <br />
          {signers.length > 0
            ? t('statements.signers', { names: signers.map(name => nameOf(language, name)).join(' · ') })
            : t('statements.by-ceremony')}
        </p>
        {children}
      </div>
      {(state === 'in-force' || state === 'soon') && (
        <Button variant="danger" type="button" onClick={onRevoke}>
          {t('statements.revoke')}
          <span className="visually-hidden"> · {nameOf(language, subject.name)}</span>
        </Button>
      )}
    </li>
  );
}

/** Order, acts and offices in one line; the names of many offices are behind their codes. */
function DelegationLine(props: { readonly delegation: NonNullable<StatementView['delegation']> }): ReactElement {
  const { t, language } = useOffice();
  const { reference, natures, offices } = props.delegation;
  const [only] = offices;
  return (
    <p className="small">
      <Num>{reference}</Num> · {natures.map(each => t(`statements.nature-${each}`)).join(' · ')} ·{' '}
      <Num>{offices.map(({ code }) => code).join(' ')}</Num>
      {offices.length === 1 && only && ` ${textIn(language, only.name)}`}
    </p>
  );
}

function RevokeDialog(props: {
  readonly statement: StatementView;
  readonly onClose: () => void;
  readonly onRevoke: (reason: RevocationReason) => void;
}): ReactElement {
  const { t, language } = useOffice();
  const [reason, setReason] = useState<RevocationReason>('left');
  return (
    <Dialog title={t('statements.revoke-title')} onClose={props.onClose}>
      <div className="stack">
        <p>{t('statements.revoke-text', { name: nameOf(language, props.statement.subject.name) })}</p>
        <Select
          id="revoke-reason"
          label={t('statements.revoke-reason')}
          options={reasons.map(value => ({ value, label: t(`statements.reason-${value}`) }))}
          value={reason}
          onChange={event => setReason(reasons.find(each => each === event.currentTarget.value) ?? reason)}
        />
        <div className="dialog-actions">
          <Button type="button" variant="quiet" onClick={props.onClose}>
            {t('office.counter-cancel')}
          </Button>
          <Button type="button" variant="danger" onClick={() => props.onRevoke(reason)}>
            {t('statements.revoke')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

const order: readonly StatementView['state'][] = ['in-force', 'soon', 'ended', 'revoked'];

function byState(a: StatementView, b: StatementView): number {
  return order.indexOf(a.state) - order.indexOf(b.state);
}

function matches({ subject, delegation }: StatementView, filter: string): boolean {
  const offices = delegation?.offices.map(({ code }) => code).join(' ') ?? '';
  const text = `${subject.name.arabic} ${subject.name.latin} ${delegation?.reference ?? ''} ${offices}`;
  return filter
    .toLocaleLowerCase()
    .split(/\s+/)
    .every(word => text.toLocaleLowerCase().includes(word));
}
