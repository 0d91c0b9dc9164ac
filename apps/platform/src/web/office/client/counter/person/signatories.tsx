import { Avatar, Button, IconButton, Name, Num, Tag } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { formatTime } from '../../../../../platform/messages/browser.ts';
import type { SignatoryView } from '../../../../api/contract/index.ts';
import { initialsOf } from '../../initials.ts';
import { nameOf, useOffice } from '../../office-context.ts';
import { Specimens } from '../../specimens.tsx';
import { focusOn, places, useCounter } from '../counter-context.ts';
import { SignsFor } from '../capacity/signs-for.tsx';
import { HowRecognised } from '../recognition/how-recognised.tsx';
import { shortDay } from './facts.tsx';

/** More than these stand folded, but for the one whose turn it is. */
const mostUnfolded = 2;

/** Whether a signatory has nothing left to do. */
function isComplete({ signature, consentedAt, assistance, witnesses, document, mode }: SignatoryView): boolean {
  const drawn = signature !== null || mode === 'distance' || (assistance !== null && assistance.inPlace !== null);
  return drawn && consentedAt !== null && !document.expired && witnesses.every(({ agreedAt }) => agreedAt !== null);
}

/** Those who sign: who they are by which document, what they drew, whether they agreed. Of many, the one in turn is unfolded. */
export function Signatories(): ReactElement | null {
  const { t } = useOffice();
  const { desk, editable } = useCounter();
  const [unfolded, unfold] = useState<string>();
  if (!desk.request) return null;
  const { signatories } = desk.request;
  const inTurn = signatories.find(signatory => !isComplete(signatory))?.personId ?? signatories[0]?.personId;
  const many = signatories.length > mostUnfolded;
  return (
    <section className="pane-block stack stack-tight" aria-label={t('office.counter-signatories')}>
      {many && <p className="small faint">{t('signatories.count', { count: signatories.length })}</p>}
      {signatories.map((signatory, index) => (
        <Signatory
          key={signatory.personId}
          signatory={signatory}
          first={index === 0}
          folded={many && (unfolded ?? inTurn) !== signatory.personId}
          {...(many && { onFold: (open: boolean) => unfold(open ? signatory.personId : '') })}
        />
      ))}
      {editable && signatories.length > 0 && <More />}
    </section>
  );
}

/** Somebody else signs the same paper: now, or later. */
function More(): ReactElement {
  const { t } = useOffice();
  const { join, show } = useCounter();
  const add = (): void => {
    join(true);
    focusOn(places.find);
  };
  return (
    <div className="row">
      <Button
        type="button"
        variant="quiet"
        icon="plus"
        className="small"
        aria-label={t('office.counter-add-signatory')}
        onClick={add}
      >
        {t('office.counter-signatory')}
      </Button>
      <Button type="button" variant="quiet" icon="clock" className="small" onClick={() => show({ kind: 'await' })}>
        {t('signatories.await')}
      </Button>
    </div>
  );
}

interface SignatoryProps {
  readonly signatory: SignatoryView;
  readonly first: boolean;
  readonly folded: boolean;
  /** Unfolds or folds one of many. */
  readonly onFold?: (open: boolean) => void;
}

function Signatory({ signatory, first, folded, onFold }: SignatoryProps): ReactElement {
  const { t, language } = useOffice();
  const { document } = signatory;
  const name = nameOf(language, signatory.name);
  return (
    <article className="signatory stack stack-tight" aria-label={name}>
      <div className="row row-nowrap signatory-name" id={first ? places.person : undefined} tabIndex={-1}>
        <Avatar initials={initialsOf(name)} />
        <div>
          <h2>
            <Name>{name}</Name>
          </h2>
          <p className="small muted">
            {t('office.counter-document', { type: document.type })} <Num>{document.numberMasked}</Num>
          </p>
          {!folded && <Dates signatory={signatory} />}
        </div>
        <Actions signatory={signatory} name={name} folded={folded} {...(onFold && { onFold })} />
      </div>
      <div className="row">
        <Standing signatory={signatory} folded={folded} />
      </div>
      {!folded && (
        <>
          <SignsFor signatory={signatory} />
          <SignatureOf signatory={signatory} name={name} />
          <HowRecognised signatory={signatory} />
        </>
      )}
    </article>
  );
}

function Actions({
  signatory: { personId },
  name,
  folded,
  onFold,
}: Omit<SignatoryProps, 'first'> & { readonly name: string }): ReactElement {
  const { t, api } = useOffice();
  const { desk, editable } = useCounter();
  const remove = (): void =>
    void desk.change(({ id, version }) =>
      api.call('removeSignatory', { params: { requestId: id, personId }, body: { version } }),
    );
  return (
    <span className="push row row-nowrap">
      {onFold && (
        <IconButton
          icon={folded ? 'chevron-down' : 'chevron-up'}
          label={t(folded ? 'signatories.more' : 'signatories.less', { name })}
          aria-expanded={!folded}
          onClick={() => onFold(folded)}
        />
      )}
      {editable && <IconButton icon="cross" label={t('office.counter-remove-signatory', { name })} onClick={remove} />}
    </span>
  );
}

/** Whether the document identifies anybody, how the signature was recognised, and of one folded whether they have signed. */
function Standing({ signatory, folded }: Pick<SignatoryProps, 'signatory' | 'folded'>): ReactElement {
  const { t } = useOffice();
  const { document, mode } = signatory;
  const done = isComplete(signatory);
  return (
    <>
      {document.expired ? (
        <Tag state="stop">{t('office.counter-document-expired')}</Tag>
      ) : (
        !folded && <Tag state="ok">{t('office.counter-identified')}</Tag>
      )}
      {folded && <Tag state={done ? 'ok' : 'wait'}>{t(done ? 'signatories.signed' : 'signatories.to-sign')}</Tag>}
      {mode !== 'presence' && <Tag state="info">{t('signatories.mode', { mode })}</Tag>}
    </>
  );
}

/** Birth and expiry, and whether the document still identifies anybody. */
function Dates({ signatory }: { readonly signatory: SignatoryView }): ReactElement {
  const { t } = useOffice();
  const { birthDate, document } = signatory;
  const expiry = shortDay(document.expiresOn);
  return (
    <>
      <p className="tiny faint">
        {birthDate !== null && `${t('office.counter-born', { date: shortDay(birthDate) })} · `}
        {t(document.expired ? 'office.counter-expired-on' : 'office.counter-expires-on', { date: expiry })}
      </p>
    </>
  );
}

/** That somebody agreed to what the paper was, when it has changed since. */
function AgreesAgain({ personId }: Pick<SignatoryView, 'personId'>): ReactElement | null {
  const { t } = useOffice();
  const { desk } = useCounter();
  const lack = desk.request?.missing.find(
    ({ field, code }) => field === `consent:${personId}` && code === 'legalisation.consent-before',
  );
  if (!lack) return null;
  return (
    <>
      <Tag state="stop">{t('signatories.to-sign')}</Tag>
      <p className="small">{lack.detail}</p>
    </>
  );
}

/** The signature drawn today, or the way to have it drawn. */
function SignatureOf({ signatory, name }: { readonly signatory: SignatoryView; readonly name: string }): ReactElement {
  const { t } = useOffice();
  const { editable, show } = useCounter();
  const { personId, signature, consentedAt, elsewhere, mode } = signatory;
  const complete = consentedAt !== null;
  const here = elsewhere === null && mode !== 'distance';
  const haveSigned = (): void => show({ kind: 'citizen', personId });
  return (
    <>
      <div className="pane-heading">
        <h3>{t('office.counter-signature')}</h3>
        <span className="tiny faint push">
          {consentedAt !== null && t('office.counter-agreed-at', { time: formatTime(new Date(consentedAt)) })}
        </span>
        {editable && here && complete && (
          <IconButton icon="pen" label={t('office.counter-sign-again')} aria-keyshortcuts="S" onClick={haveSigned} />
        )}
      </div>
      {signature !== null && (
        <div className="pad">
          <span
            className="pad-ink"
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a picture could not take the colour of the pen
            role="img"
            aria-label={t('office.counter-signature-of', { name })}
            style={{ maskImage: `url("${signature}")` }}
          />
        </div>
      )}
      {signature !== null && here && <Specimens personId={personId} />}
      <AgreesAgain personId={personId} />
      {editable && here && !complete && (
        <Button type="button" variant="secondary" icon="pen" shortcut="S" full onClick={haveSigned}>
          {t('office.counter-have-signed')}
        </Button>
      )}
    </>
  );
}
