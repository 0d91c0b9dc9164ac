import { Avatar, Button, IconButton, Name, Num, Tag } from '@shubbak/design';
import type { ReactElement } from 'react';
import { formatTime } from '../../../../../platform/messages/browser.ts';
import type { SignatoryView } from '../../../../api/contract/index.ts';
import { initialsOf } from '../../initials.ts';
import { nameOf, useOffice } from '../../office-context.ts';
import { Specimens } from '../../specimens.tsx';
import { focusOn, places, useCounter } from '../counter-context.ts';
import { SignsFor } from '../capacity/signs-for.tsx';
import { shortDay } from './facts.tsx';

/** Those who sign: who they are by which document, what they drew, whether they agreed. */
export function Signatories(): ReactElement | null {
  const { t } = useOffice();
  const { desk } = useCounter();
  if (!desk.request) return null;
  const { signatories } = desk.request;
  return (
    <section className="pane-block stack stack-tight" aria-label={t('office.counter-signatories')}>
      {signatories.map((signatory, index) => (
        <Signatory
          key={signatory.personId}
          signatory={signatory}
          first={index === 0}
          last={index === signatories.length - 1}
        />
      ))}
    </section>
  );
}

/** Somebody else signs the same paper. */
function AddSignatory(): ReactElement {
  const { t } = useOffice();
  const { join } = useCounter();
  const add = (): void => {
    join(true);
    focusOn(places.find);
  };
  return (
    <Button
      type="button"
      variant="quiet"
      icon="plus"
      className="push small"
      aria-label={t('office.counter-add-signatory')}
      onClick={add}
    >
      {t('office.counter-signatory')}
    </Button>
  );
}

interface SignatoryProps {
  readonly signatory: SignatoryView;
  readonly first: boolean;
  readonly last: boolean;
}

function Signatory({ signatory, first, last }: SignatoryProps): ReactElement {
  const { t, language, api } = useOffice();
  const { desk, editable } = useCounter();
  const { personId, document } = signatory;
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
          <Dates signatory={signatory} />
        </div>
        {editable && (
          <IconButton
            className="push"
            icon="cross"
            label={t('office.counter-remove-signatory', { name })}
            onClick={() =>
              void desk.change(({ id, version }) =>
                api.call('removeSignatory', { params: { requestId: id, personId }, body: { version } }),
              )
            }
          />
        )}
      </div>
      <div className="row">
        {document.expired ? (
          <Tag state="stop">{t('office.counter-document-expired')}</Tag>
        ) : (
          <Tag state="ok">{t('office.counter-identified')}</Tag>
        )}
        {editable && last && <AddSignatory />}
      </div>
      <SignsFor signatory={signatory} />
      <SignatureOf signatory={signatory} name={name} />
    </article>
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

/** The signature drawn today, or the way to have it drawn. */
function SignatureOf({ signatory, name }: { readonly signatory: SignatoryView; readonly name: string }): ReactElement {
  const { t } = useOffice();
  const { editable, show } = useCounter();
  const { personId, signature, consentedAt } = signatory;
  const complete = signature !== null && consentedAt !== null;
  const haveSigned = (): void => show({ kind: 'citizen', personId });
  return (
    <>
      <div className="pane-heading">
        <h3>{t('office.counter-signature')}</h3>
        <span className="tiny faint push">
          {consentedAt !== null && t('office.counter-agreed-at', { time: formatTime(new Date(consentedAt)) })}
        </span>
        {editable && complete && (
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
      {signature !== null && <Specimens personId={personId} />}
      {editable && !complete && (
        <Button type="button" variant="secondary" icon="pen" shortcut="S" full onClick={haveSigned}>
          {t('office.counter-have-signed')}
        </Button>
      )}
    </>
  );
}
