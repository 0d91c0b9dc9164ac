import { Checkbox, Segments, TextInput } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { ApiProblem } from '../../../api/client/index.ts';
import type { ProblemBody } from '../../../api/contract/index.ts';
import { useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { isWholeZone } from './start-text.ts';
import { type AssistanceForm, newAssistance, type WitnessForm, withZone } from './visit.ts';
import { useVisit, visitPlaces } from './visit-context.ts';

const choices = ['none', 'sign', 'read', 'both'] as const;

/** Whether the person can sign and read; who cannot is heard before two witnesses. */
export function AssistanceBlock(): ReactElement {
  const { t } = useOffice();
  const { visit, change } = useVisit();
  const { assistance } = visit;
  const set = (next: AssistanceForm | undefined): void =>
    change({ assistance: next, agreement: undefined, specimenSkip: undefined });
  return (
    <section className="pane-block stack stack-tight" aria-labelledby="visit-assistance-title">
      <h2 id="visit-assistance-title">{t('office.visit-assistance')}</h2>
      <Segments
        id="visit-cannot"
        name="visit-cannot"
        legend={t('office.visit-assistance')}
        legendHidden
        chosen={[assistance?.cannot ?? 'none']}
        onChange={event => {
          const cannot = choices.find(each => each === event.currentTarget.value) ?? 'none';
          set(cannot === 'none' ? undefined : { ...(assistance ?? newAssistance(cannot)), cannot });
        }}
        choices={choices.map(value => ({ value, label: t('office.visit-cannot', { cannot: value }) }))}
      />
      {assistance && (
        <>
          <p className="small muted">{t('office.visit-witnesses-lead')}</p>
          {([0, 1] as const).map(index => (
            <WitnessFields
              key={index}
              number={index + 1}
              witness={assistance.witnesses[index]}
              onChange={next =>
                set({
                  ...assistance,
                  witnesses: index === 0 ? [next, assistance.witnesses[1]] : [assistance.witnesses[0], next],
                })
              }
            />
          ))}
          <Checkbox
            id={visitPlaces.warning}
            label={t('office.visit-warned')}
            checked={assistance.warned}
            onChange={event => set({ ...assistance, warned: event.currentTarget.checked })}
          />
        </>
      )}
    </section>
  );
}

interface WitnessProps {
  readonly number: number;
  readonly witness: WitnessForm;
  readonly onChange: (witness: WitnessForm) => void;
}

/** A witness by their card: its zone fills all but the Arabic name. */
export function WitnessFields({ number, witness, onChange }: WitnessProps): ReactElement {
  const { t, api } = useOffice();
  const [zone, setZone] = useState('');
  const [problem, setProblem] = useState<ProblemBody>();
  const id = (field: string): string => `visit-witness-${number}-${field}`;
  const read = async (text: string): Promise<void> => {
    setProblem(undefined);
    try {
      onChange(withZone({ ...witness, latin: '' }, await api.call('readZone', { body: { text } })));
      setZone('');
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error.problem);
    }
  };
  const bind = (field: keyof WitnessForm) => ({
    id: id(field),
    value: witness[field],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      onChange({ ...witness, [field]: event.currentTarget.value }),
  });
  return (
    <fieldset className="form-grid visit-witness">
      <legend>{t('office.visit-witness', { number })}</legend>
      <label className="field visit-wide" htmlFor={id('zone')}>
        <b>{t('office.visit-witness-zone')}</b>
        <textarea
          id={id('zone')}
          className="input visit-zone"
          dir="ltr"
          rows={2}
          spellCheck={false}
          value={zone}
          onChange={event => {
            const next = event.currentTarget.value;
            setZone(next);
            if (isWholeZone(next)) void read(next);
          }}
        />
      </label>
      {problem && (
        <div className="visit-wide">
          <Problem problem={problem} />
        </div>
      )}
      <TextInput {...bind('number')} label={t('office.counter-number')} code autoComplete="off" />
      <TextInput {...bind('expiresOn')} label={t('office.counter-expiry')} type="date" />
      <TextInput {...bind('arabic')} label={t('office.counter-name-arabic')} lang="ar" dir="rtl" autoComplete="off" />
      <TextInput {...bind('latin')} label={t('office.counter-name-latin')} lang="fr" dir="ltr" autoComplete="off" />
      <TextInput {...bind('birthDate')} label={t('office.counter-birth')} type="date" />
    </fieldset>
  );
}
