import { Button, Facts, Select, TextInput } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { ApiProblem } from '../../../api/client/index.ts';
import type { AuthorityValue, ProblemBody } from '../../../api/contract/index.ts';
import { Reason } from '../counter/person/found.tsx';
import { nameOf, textIn, useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import type { GuardianForm } from './visit.ts';
import { useVisit, visitPlaces } from './visit-context.ts';

const authorities = ['father', 'mother', 'testamentary', 'court'] as const satisfies readonly AuthorityValue[];

/** The person is a minor: who stands for them, by which authority, and what that allows. */
export function GuardianBlock(): ReactElement {
  const { t, language } = useOffice();
  const { visit, change } = useVisit();
  const { guardian, declared } = visit;
  const set = (next: GuardianForm | undefined): void => change({ guardian: next, agreement: undefined });
  return (
    <section className="pane-block stack stack-tight" aria-labelledby="visit-guardian-title">
      <h2 id="visit-guardian-title">{t('office.visit-guardian')}</h2>
      <p className="small muted">
        {declared?.guardian
          ? t('office.visit-guardian-declared', { name: nameOf(language, declared.guardian.name) })
          : t('office.visit-guardian-lead')}
      </p>
      {guardian ? (
        <>
          <p className="row">
            <b>{nameOf(language, guardian.card.name)}</b>
            <Button type="button" variant="quiet" className="push small" onClick={() => set(undefined)}>
              {t('office.visit-change')}
            </Button>
          </p>
          <Authority guardian={guardian} onChange={set} />
        </>
      ) : (
        <FindGuardian onFound={set} />
      )}
    </section>
  );
}

function Authority({
  guardian,
  onChange,
}: {
  readonly guardian: GuardianForm;
  readonly onChange: (next: GuardianForm) => void;
}): ReactElement {
  const { t, language } = useOffice();
  const { catalogue } = useVisit();
  const { authority, reference, evidence } = guardian;
  return (
    <>
      <Select
        id="visit-authority"
        label={t('office.visit-authority')}
        value={authority}
        options={authorities.map(value => ({ value, label: t('office.visit-authority-kind', { authority: value }) }))}
        onChange={event =>
          onChange({
            ...guardian,
            authority: authorities.find(each => each === event.currentTarget.value) ?? 'father',
          })
        }
      />
      {authority === 'court' && (
        <TextInput
          id="visit-reference"
          label={t('office.visit-reference')}
          dir="auto"
          value={reference}
          onChange={event => onChange({ ...guardian, reference: event.currentTarget.value })}
        />
      )}
      <TextInput
        id="visit-evidence"
        label={t('office.visit-evidence')}
        hint={t('office.visit-evidence-hint')}
        dir="auto"
        value={evidence}
        onChange={event => onChange({ ...guardian, evidence: event.currentTarget.value })}
      />
      <details className="small">
        <summary>{t('office.visit-powers')}</summary>
        <Facts
          items={catalogue.guardianPowers.rows.map(({ power, rules, basis }) => ({
            label: t('office.visit-power', { power: power.replaceAll('-', '_') }),
            value: (
              <>
                {t('office.visit-power-rule', { rule: (rules[authority] ?? 'never').replaceAll('-', '_') })}
                <br />
                <small className="faint">{textIn(language, basis)}</small>
              </>
            ),
          }))}
        />
      </details>
    </>
  );
}

/** By the exact number of their card: the guardian is enrolled already. */
function FindGuardian({ onFound }: { readonly onFound: (guardian: GuardianForm) => void }): ReactElement {
  const { t, api } = useOffice();
  const { visit } = useVisit();
  const [number, setNumber] = useState(visit.declared?.guardian?.document.number ?? '');
  const [problem, setProblem] = useState<ProblemBody>();
  const [nobody, setNobody] = useState<string>();
  const look = async (reason?: string): Promise<void> => {
    setProblem(undefined);
    setNobody(undefined);
    try {
      const body = { type: 'cnie' as const, number, ...(reason !== undefined && { reason }) };
      const { person } = await api.call('findPerson', { body });
      const document = person?.documents.find(({ expired }) => !expired);
      if (person && document)
        onFound({ card: person, documentId: document.id, authority: 'father', reference: '', evidence: '' });
      else setNobody(t(person ? 'office.counter-document-expired' : 'office.visit-guardian-nobody'));
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error.problem);
    }
  };
  return (
    <>
      <form
        className="row"
        onSubmit={event => {
          event.preventDefault();
          void look();
        }}
      >
        <TextInput
          id={visitPlaces.guardian}
          label={t('office.visit-guardian-number')}
          code
          autoComplete="off"
          value={number}
          {...(nobody !== undefined && { error: nobody })}
          onChange={event => setNumber(event.currentTarget.value)}
        />
        <Button variant="secondary" icon="search">
          {t('office.visit-look')}
        </Button>
      </form>
      {problem && <Problem problem={problem} />}
      {problem?.code === 'identity.reason-needed' && <Reason onGive={reason => void look(reason)} />}
    </>
  );
}
