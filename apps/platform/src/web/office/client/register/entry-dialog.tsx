import { Button, type Fact, Facts, Name, Num } from '@shubbak/design';
import { type ReactElement, useCallback, useState } from 'react';
import { formatMinute, formatMoney } from '../../../../platform/messages/browser.ts';
import type { RegisterEntryAnswer } from '../../../api/contract/index.ts';
import { useAnswer } from '../administration/use-answer.ts';
import { Dialog } from '../dialog.tsx';
import { nameOf, textIn, useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { CorrectForm } from './correct-form.tsx';
import { EntryState, EntrySubject, Value } from './entry-words.tsx';

/** One entry whole: the columns of the decree, the people, what corrects it; and the way to propose a correction. */
export function EntryDialog(props: {
  readonly entryId: string;
  readonly onClose: () => void;
  readonly onProposed: () => void;
}): ReactElement {
  const { t, api, office } = useOffice();
  const { entryId } = props;
  const { answer, problem } = useAnswer(
    useCallback(() => api.call('readEntry', { params: { entryId } }), [api, entryId]),
  );
  const [correcting, setCorrecting] = useState(false);
  const correctable =
    answer?.entry.state === 'made' &&
    answer.entry.kind !== 'correction' &&
    answer.entry.kind !== null &&
    office.permissions.includes('register.correct');
  return (
    <Dialog title={t('register-screen.entry')} onClose={props.onClose}>
      {problem && <Problem problem={problem} />}
      {answer && !correcting && (
        <div className="stack">
          <EntryFacts answer={answer} />
          {answer.applicants.map(applicant => (
            <ApplicantFacts key={applicant.id} applicant={applicant} />
          ))}
          <Changes answer={answer} />
          <div className="dialog-actions">
            {correctable && (
              <Button type="button" variant="secondary" onClick={() => setCorrecting(true)}>
                {t('register-screen.correct')}
              </Button>
            )}
            <Button type="button" variant="primary" onClick={props.onClose}>
              {t('office.counter-close')}
            </Button>
          </div>
        </div>
      )}
      {answer && correcting && (
        <CorrectForm answer={answer} onClose={() => setCorrecting(false)} onProposed={props.onProposed} />
      )}
    </Dialog>
  );
}

function EntryFacts({ answer: { entry } }: { readonly answer: RegisterEntryAnswer }): ReactElement {
  const { t, language } = useOffice();
  const { officer, fee, exemplars, mode } = entry;
  const facts: readonly (Fact | null)[] = [
    { label: t('register-screen.number'), value: <Num>{entry.number}</Num> },
    { label: t('register-screen.at'), value: formatMinute(language, new Date(entry.at)) },
    { label: t('register-screen.subject'), value: <EntrySubject entry={entry} /> },
    { label: t('register-screen.state'), value: <EntryState entry={entry} /> },
    officer && {
      label: t('register-screen.officer'),
      value: (
        <>
          <Name>{nameOf(language, officer.name)}</Name>
          <small className="block muted">{textIn(language, officer.capacity)}</small>
        </>
      ),
    },
    officer && officer.delegation !== ''
      ? { label: t('register-screen.delegation'), value: <Num>{officer.delegation}</Num> }
      : null,
    mode && { label: t('register-screen.mode'), value: t(`register-screen.mode-${mode}`) },
    fee === null ? null : { label: t('register-screen.fee'), value: formatMoney(language, fee) },
    exemplars === null ? null : { label: t('register-screen.exemplars'), value: <Num>{exemplars}</Num> },
  ];
  return <Facts items={facts.filter(each => each !== null)} />;
}

function ApplicantFacts({
  applicant,
}: {
  readonly applicant: RegisterEntryAnswer['applicants'][number];
}): ReactElement | null {
  const { t, language } = useOffice();
  const { name, document, address, drawing, organisation, mode } = applicant;
  if (!name) return null;
  const facts: readonly (Fact | null)[] = [
    { label: t('register-screen.name-arabic'), value: <Name>{name.arabic}</Name> },
    { label: t('register-screen.name-latin'), value: <Name>{name.latin}</Name> },
    organisation && { label: t('register-screen.organisation'), value: <Name>{nameOf(language, organisation)}</Name> },
    {
      label: t('register-screen.document'),
      value: document ? (
        <>
          {t('office.counter-document', { type: document.type })} <Num>{document.number}</Num>
        </>
      ) : (
        t('register-screen.not-kept')
      ),
    },
    { label: t('register-screen.address'), value: <bdi>{address ?? t('register-screen.not-kept')}</bdi> },
    mode && { label: t('register-screen.mode'), value: t(`register-screen.mode-${mode}`) },
  ];
  return (
    <section className="stack stack-tight" aria-label={nameOf(language, name)}>
      <h3>
        <Name>{nameOf(language, name)}</Name>
      </h3>
      <Facts items={facts.filter(each => each !== null)} />
      {drawing === null && mode === 'distance' && <p className="small">{t('register-screen.signed-from-afar')}</p>}
      {drawing !== null && (
        <div className="register-signature">
          <div
            className="pad-ink"
            role="img"
            aria-label={t('office.counter-signature-of', { name: nameOf(language, name) })}
            style={{ maskImage: `url("${drawing}")` }}
          />
        </div>
      )}
    </section>
  );
}

/** What corrections changed: the old value, the new one, by whom. */
function Changes({ answer: { entry, changes } }: { readonly answer: RegisterEntryAnswer }): ReactElement | null {
  const { t, language } = useOffice();
  const corrections = entry.corrects ? [entry.corrects] : entry.corrections;
  if (corrections.length === 0) return null;
  return (
    <section className="stack stack-tight" aria-labelledby="changes">
      <h3 id="changes">{t('register-screen.corrections')}</h3>
      <ul className="rows">
        {corrections.map(({ id, field, entry: by, of, proposedBy, approvedBy, at, reason }) => {
          const values = changes.find(each => each.id === id);
          return (
            <li key={id}>
              <div>
                <p>
                  <b>{t(`register-screen.field-${field}`)}</b> · <Num>{entry.corrects ? of : by}</Num>
                </p>
                {values && (
                  <p>
                    <s>
                      <Value value={values.old} />
                    </s>{' '}
                    → <Value value={values.new} />
                  </p>
                )}
                <p className="small muted">
                  {t(`register-screen.reason-${reason}`)} ·{' '}
                  <Name>{[proposedBy, approvedBy].map(name => nameOf(language, name)).join(' · ')}</Name> ·{' '}
                  {formatMinute(language, new Date(at))}
                </p>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
