import { Button, Icon, Name, Notice, Num } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import type { PersonCard } from '../../../../api/contract/index.ts';
import { useOffice } from '../../office-context.ts';
import { Problem } from '../../problem.tsx';
import { BothNames, shortDay } from './facts.tsx';
import type { Finding, FindPeople, FoundPerson } from './find-people.ts';
import type { Identified } from './start-request.ts';

interface FoundProps {
  readonly finding: Finding;
  readonly find: Pick<FindPeople, 'byDocument' | 'openFile'>;
  readonly onChoose: (identified: Identified) => void;
  readonly onEnrol: () => void;
}

/** What a search came to, and what to do with it. */
export function Found({ finding, find, onChoose, onEnrol }: FoundProps): ReactElement {
  const { t } = useOffice();
  return (
    <>
      <div aria-live="polite" className="stack">
        <Said finding={finding} />
      </div>
      {finding.kind === 'people' && <People people={finding.people} onOpen={id => void find.openFile(id)} />}
      {finding.kind === 'card' && <Documents card={finding.card} onChoose={onChoose} />}
      {finding.kind === 'reason-needed' && <Reason onGive={reason => void find.byDocument(finding.typed, reason)} />}
      {finding.kind !== 'reason-needed' && finding.kind !== 'card' && (
        <Button type="button" variant="secondary" icon="plus" shortcut="N" full data-result onClick={onEnrol}>
          {t('office.counter-enrol')}
        </Button>
      )}
    </>
  );
}

/** The words of a finding. */
function Said({ finding }: { readonly finding: Finding }): ReactElement | null {
  const { t } = useOffice();
  switch (finding.kind) {
    case 'nothing-yet':
      return <p className="small muted">{t('office.counter-find-hint')}</p>;
    case 'searching':
      return <p className="small muted">{t('office.counter-searching')}</p>;
    case 'people':
      return <p className="small muted">{t('office.counter-found-people', { count: finding.people.length })}</p>;
    case 'nobody':
      return (
        <Notice state="info">
          <p>{t('office.counter-nobody')}</p>
        </Notice>
      );
    case 'reason-needed':
    case 'refused':
      return <Problem problem={finding.problem} />;
    case 'card':
      return null;
  }
}

function People(props: {
  readonly people: readonly FoundPerson[];
  readonly onOpen: (id: string) => void;
}): ReactElement {
  const { t } = useOffice();
  return (
    <ul>
      {props.people.map(({ id, name, birthDate }) => (
        <li key={id}>
          <button type="button" className="queue-item" data-result onClick={() => props.onOpen(id)}>
            <Icon name="user" />
            <span className="queue-name">
              <BothNames name={name} />
              {birthDate !== null && <small>{t('office.counter-born', { date: shortDay(birthDate) })}</small>}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Documents(props: {
  readonly card: PersonCard;
  readonly onChoose: (identified: Identified) => void;
}): ReactElement {
  const { t } = useOffice();
  const { card } = props;
  return (
    <section className="stack stack-tight" aria-label={t('office.counter-choose-document')}>
      <p className="queue-name">
        <BothNames name={card.name} />
        {card.birthDate !== null && <small>{t('office.counter-born', { date: shortDay(card.birthDate) })}</small>}
      </p>
      <p className="small muted">{t('office.counter-choose-document')}</p>
      <ul>
        {card.documents.map(document => (
          <li key={document.id}>
            <button
              type="button"
              className="queue-item"
              data-result
              disabled={document.expired}
              onClick={() => props.onChoose({ person: card, document })}
            >
              <Icon name={document.expired ? 'octagon' : 'check'} />
              <span className="queue-name">
                <Name>{t('office.counter-document', { type: document.type })}</Name> <Num>{document.numberMasked}</Num>
                <small>
                  {t(document.expired ? 'office.counter-expired-on' : 'office.counter-expires-on', {
                    date: shortDay(document.expiresOn),
                  })}
                </small>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Why the file of somebody from elsewhere is opened: they will read it. */
export function Reason({ onGive }: { readonly onGive: (reason: string) => void }): ReactElement {
  const { t } = useOffice();
  const [reason, setReason] = useState('');
  return (
    <form
      className="stack stack-tight"
      onSubmit={event => {
        event.preventDefault();
        onGive(reason.trim());
      }}
    >
      <label className="field" htmlFor="find-reason">
        <b>{t('office.counter-reason')}</b>
        <input
          id="find-reason"
          className="input"
          value={reason}
          minLength={5}
          required
          onChange={event => setReason(event.currentTarget.value)}
        />
      </label>
      <Button variant="primary">{t('office.counter-open-file')}</Button>
    </form>
  );
}
