import { Button, TextInput } from '@shubbak/design';
import { type ReactElement, useCallback, useState } from 'react';
import { formatShortDate } from '../../../../platform/messages/browser.ts';
import type { SpecimenRulesAnswer } from '../../../api/contract/index.ts';
import { useAnswer } from '../administration/use-answer.ts';
import { AskingForm } from '../asking-form.tsx';
import { Dialog } from '../dialog.tsx';
import { useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';

type Rule = SpecimenRulesAnswer['rules'][number];

/** From when to when the commune lets a signature be recognised by a specimen on file, by which decision and why. */
export function SpecimenRules({ today }: { readonly today: string }): ReactElement {
  const { t, api } = useOffice();
  const read = useAnswer(useCallback(() => api.call('listSpecimenRules', {}), [api]));
  const [changed, setChanged] = useState<SpecimenRulesAnswer>();
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Rule>();
  const rules = (changed ?? read.answer)?.rules ?? [];
  const keep = (next: SpecimenRulesAnswer): void => {
    setChanged(next);
    setAdding(false);
    setEnding(undefined);
  };
  return (
    <section className="stack" aria-labelledby="specimen-rules">
      <h2 id="specimen-rules">{t('signatories.rules-title')}</h2>
      <p className="muted">{t('signatories.rules-lead')}</p>
      {read.problem && <Problem problem={read.problem} />}
      {rules.length === 0 && <p>{t('signatories.rules-none')}</p>}
      <ul className="stack stack-tight">
        {rules.map(rule => (
          <li key={rule.id} className="row">
            <span>
              <b>{rule.basis}</b> · {rule.reason} ·{' '}
              {t('signatories.rule-days', {
                from: dayOf(rule.startsOn),
                until: rule.endsOn === null ? '' : dayOf(rule.endsOn),
                ended: rule.endsOn === null ? 'no' : 'yes',
              })}
            </span>
            {rule.endsOn === null && (
              <Button type="button" variant="quiet" className="push" onClick={() => setEnding(rule)}>
                {t('signatories.rule-end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p>
        <Button type="button" variant="secondary" icon="plus" onClick={() => setAdding(true)}>
          {t('signatories.rule-add')}
        </Button>
      </p>
      {adding && <AddRule today={today} onClose={() => setAdding(false)} onSet={keep} />}
      {ending && (
        <Dialog title={t('signatories.rule-end')} onClose={() => setEnding(undefined)}>
          <AskingForm
            action={t('signatories.rule-end')}
            danger
            onClose={() => setEnding(undefined)}
            send={async key =>
              keep(await api.call('endSpecimenRule', { params: { ruleId: ending.id }, body: {}, key }))
            }
          >
            <p>{t('signatories.rule-end-text', { basis: ending.basis })}</p>
          </AskingForm>
        </Dialog>
      )}
    </section>
  );
}

/** A day of Morocco (YYYY-MM-DD) as people read it. */
function dayOf(day: string): string {
  return formatShortDate(new Date(`${day}T12:00:00Z`));
}

function AddRule(props: {
  readonly today: string;
  readonly onClose: () => void;
  readonly onSet: (rules: SpecimenRulesAnswer) => void;
}): ReactElement {
  const { t, api } = useOffice();
  const [basis, setBasis] = useState('');
  const [reason, setReason] = useState('');
  const [startsOn, setStartsOn] = useState(props.today);
  const [endsOn, setEndsOn] = useState('');
  return (
    <Dialog title={t('signatories.rule-add')} onClose={props.onClose}>
      <AskingForm
        action={t('signatories.keep')}
        onClose={props.onClose}
        send={async key => {
          const body = { basis, reason, startsOn, endsOn: endsOn === '' ? null : endsOn };
          props.onSet(await api.call('setSpecimenRule', { body, key }));
        }}
      >
        <TextInput
          id="rule-basis"
          label={t('signatories.rule-basis')}
          autoComplete="off"
          value={basis}
          onChange={event => setBasis(event.currentTarget.value)}
        />
        <TextInput
          id="rule-reason"
          label={t('signatories.rule-reason')}
          autoComplete="off"
          value={reason}
          onChange={event => setReason(event.currentTarget.value)}
        />
        <TextInput
          id="rule-starts"
          type="date"
          label={t('signatories.rule-starts')}
          value={startsOn}
          onChange={event => setStartsOn(event.currentTarget.value)}
        />
        <TextInput
          id="rule-ends"
          type="date"
          label={t('signatories.rule-ends')}
          value={endsOn}
          onChange={event => setEndsOn(event.currentTarget.value)}
        />
      </AskingForm>
    </Dialog>
  );
}
