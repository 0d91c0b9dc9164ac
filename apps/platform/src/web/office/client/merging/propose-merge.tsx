import { Choices, Notice, Select } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import type { PersonCard, ProposeMergeBody } from '../../../api/contract/index.ts';
import { BothNames, shortDay } from '../counter/person/facts.tsx';
import { Dialog } from '../dialog.tsx';
import { useOffice } from '../office-context.ts';
import { AskingForm } from '../asking-form.tsx';
import { Problem } from '../problem.tsx';
import { FindFile } from './find-file.tsx';
import { useTwoFiles } from './use-two-files.ts';

const reasons = [
  'enrolled-twice',
  'name-misspelt',
  'other-document',
  'number-changed',
] as const satisfies readonly ProposeMergeBody['reason'][];

/** Proposes a merge: one file, the other among those that look alike, which account goes on, and the two documents on the counter. */
export function ProposeMerge(props: { readonly onClose: () => void; readonly onProposed: () => void }): ReactElement {
  const { t, api } = useOffice();
  const files = useTwoFiles();
  const [reason, setReason] = useState<ProposeMergeBody['reason']>('enrolled-twice');
  const [survivorId, setSurvivor] = useState<string>();
  const [seen, setSeen] = useState<Readonly<Record<string, string>>>({});
  const { first, second, candidates, elsewhere } = files;
  const documentOf = (card: PersonCard): string => seen[card.id] ?? card.documents[0]?.id ?? '';
  const send = async (key: string): Promise<void> => {
    if (!first || !second) return;
    const [survivor, merged] = survivorId === second.id ? [second, first] : [first, second];
    const body = {
      survivorId: survivor.id,
      mergedId: merged.id,
      survivorDocument: documentOf(survivor),
      mergedDocument: documentOf(merged),
      reason,
    };
    await api.call('proposeMerge', { body, key });
    props.onProposed();
  };
  return (
    <Dialog title={t('merges.propose')} onClose={props.onClose}>
      <AskingForm action={t('merges.send')} onClose={props.onClose} send={send}>
        <FindFile chosen={files.chosen} onChoose={files.choose} />
        {files.problem && <Problem problem={files.problem} />}
        {candidates && (
          <Candidates
            candidates={candidates}
            elsewhere={elsewhere}
            chosen={files.secondId}
            onChoose={files.chooseSecond}
          />
        )}
        {first && second && (
          <>
            <Choices
              id="merge-survivor-choice"
              name="merge-survivor-choice"
              legend={t('merges.which-goes-on')}
              hint={t('merges.which-goes-on-hint')}
              chosen={[survivorId ?? first.id]}
              choices={[first, second].map(card => ({
                value: card.id,
                label: <BothNames name={card.name} />,
                hint: t(card.activated ? 'merges.account-is-open' : 'merges.account-is-closed'),
              }))}
              onChange={event => setSurvivor(event.currentTarget.value)}
            />
            {[first, second].map((card, at) => (
              <Select
                key={card.id}
                id={`merge-document-${at}`}
                label={t(at === 0 ? 'merges.document-first' : 'merges.document-second')}
                value={documentOf(card)}
                options={card.documents.map(({ id, type, numberMasked, expiresOn }) => ({
                  value: id,
                  label: `${t('office.counter-document', { type })} ${numberMasked} · ${shortDay(expiresOn)}`,
                }))}
                onChange={event => setSeen({ ...seen, [card.id]: event.currentTarget.value })}
              />
            ))}
            <Select
              id="merge-reason"
              label={t('merges.reason')}
              value={reason}
              options={reasons.map(value => ({ value, label: t(`merges.reason-${value}`) }))}
              onChange={event => setReason(reasons.find(each => each === event.currentTarget.value) ?? reason)}
            />
          </>
        )}
      </AskingForm>
    </Dialog>
  );
}

/** Files that look like the first one's person; whoever the commune has not served is not named. */
function Candidates(props: {
  readonly candidates: NonNullable<ReturnType<typeof useTwoFiles>['candidates']>;
  readonly elsewhere: readonly string[];
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
}): ReactElement {
  const { t } = useOffice();
  const { candidates, elsewhere } = props;
  return (
    <div className="stack stack-tight" aria-live="polite">
      {candidates.length === 0 && (
        <Notice state="info">
          <p>{t('merges.nobody-alike')}</p>
        </Notice>
      )}
      {elsewhere.length > 0 && (
        <Notice state="attention">
          <p>{t('merges.elsewhere', { count: elsewhere.length })}</p>
        </Notice>
      )}
      {candidates.length > 0 && (
        <Choices
          id="merge-second"
          name="merge-second"
          legend={t('merges.second')}
          chosen={props.chosen === undefined ? [] : [props.chosen]}
          choices={candidates.map(({ id, name, birthDate, findings }) => ({
            value: id,
            label: <BothNames name={name} />,
            hint: [
              ...(birthDate === null ? [] : [shortDay(birthDate)]),
              ...findings.map(finding => t(`merges.finding-${finding}`)),
            ].join(' · '),
          }))}
          onChange={event => props.onChoose(event.currentTarget.value)}
        />
      )}
    </div>
  );
}
