import { Choices, Notice, Select, TextArea } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import type { LocalizedText } from '../../../../kernel/language.ts';
import type { RulingView, ScreenedNatureView, ScreeningAnswer } from '../../../api/contract/index.ts';
import { DateField, noText } from '../administration/fields.tsx';
import { FormDialog } from '../administration/form-dialog.tsx';
import { useChange } from '../administration/use-answer.ts';
import { languageNames } from '../language-names.ts';
import { textIn, useOffice } from '../office-context.ts';

const rules = ['allow', 'warn', 'refuse', 'declared'] as const;
const illiterateRules = ['allow', 'warn', 'refuse'] as const;
const languages = ['ar', 'fr', 'zgh', 'en'] as const;

interface Form {
  readonly rule: (typeof rules)[number];
  readonly basis: LocalizedText;
  readonly illiterateObligation: RulingView['rule'];
  readonly validFrom: string;
  readonly validUntil: string;
}

/** Sets the rule of a nature from a day on, showing what the counter and the citizen will read. */
export function RuleDialog(props: {
  readonly service: string;
  readonly nature: ScreenedNatureView;
  readonly today: string;
  /** Characters of a basis in one language. */
  readonly longest: number;
  readonly onSet: (answer: ScreeningAnswer) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t, api, language } = useOffice();
  const { service, nature } = props;
  const { rule, basis, illiterateObligation } = nature.today;
  const [form, setForm] = useState<Form>({
    rule,
    basis: basis ?? noText,
    illiterateObligation,
    validFrom: props.today,
    validUntil: '',
  });
  const change = useChange();
  return (
    <FormDialog
      title={textIn(language, nature.label)}
      lead={t('screening.rule-lead')}
      submit={t('screening.set')}
      change={change}
      onClose={props.onClose}
      onSubmit={async () => {
        const { rule: chosen, validUntil, ...rest } = form;
        const body = {
          ...rest,
          service,
          nature: nature.code,
          rule: chosen === 'declared' ? null : chosen,
          basis: chosen === 'warn' || chosen === 'refuse' ? form.basis : null,
          validUntil: validUntil === '' ? null : validUntil,
        };
        props.onSet(await api.call('setNatureRule', { body }));
      }}
    >
      <Choices
        id="rule"
        name="rule"
        legend={t('screening.rule')}
        chosen={[form.rule]}
        choices={rules.map(value => ({
          value,
          label: t(`screening.rule-${value}`),
          hint: t(`screening.rule-${value}-hint`),
        }))}
        onChange={event =>
          setForm({ ...form, rule: rules.find(each => each === event.currentTarget.value) ?? form.rule })
        }
      />
      {form.rule !== 'declared' && <RuleTerms form={form} longest={props.longest} onChange={setForm} />}
      <div className="form-grid">
        <DateField
          id="rule-from"
          label={t('screening.first-day')}
          required
          value={form.validFrom}
          onChange={validFrom => setForm({ ...form, validFrom })}
        />
        <DateField
          id="rule-until"
          label={t('screening.last-day')}
          hint={t('screening.last-day-hint')}
          value={form.validUntil}
          onChange={validUntil => setForm({ ...form, validUntil })}
        />
      </div>
      <Preview form={form} declared={nature.declared} />
    </FormDialog>
  );
}

function RuleTerms(props: {
  readonly form: Form;
  readonly longest: number;
  readonly onChange: (form: Form) => void;
}): ReactElement {
  const { t } = useOffice();
  const { form, longest, onChange } = props;
  return (
    <>
      {form.rule !== 'allow' && (
        <fieldset className="stack stack-tight">
          <legend>{t('screening.basis')}</legend>
          <p className="small muted">{t('screening.basis-hint')}</p>
          {languages.map(each => (
            <TextArea
              key={each}
              id={`basis-${each}`}
              label={<span lang={each}>{languageNames[each]}</span>}
              lang={each}
              dir={each === 'ar' ? 'rtl' : 'ltr'}
              required={each === 'ar' || each === 'fr'}
              maxLength={longest}
              value={form.basis[each]}
              onChange={event => onChange({ ...form, basis: { ...form.basis, [each]: event.currentTarget.value } })}
            />
          ))}
        </fieldset>
      )}
      <Select
        id="rule-illiterate"
        label={t('screening.illiterate')}
        options={illiterateRules.map(value => ({ value, label: t(`screening.rule-${value}`) }))}
        value={form.illiterateObligation}
        onChange={event => {
          const chosen = illiterateRules.find(each => each === event.currentTarget.value);
          onChange({ ...form, illiterateObligation: chosen ?? form.illiterateObligation });
        }}
      />
    </>
  );
}

/** What the counter shows under the nature, and what the citizen reads before they begin. */
function Preview({ form, declared }: { readonly form: Form; readonly declared: RulingView }): ReactElement {
  const { t, language } = useOffice();
  const asDeclared = form.rule === 'declared';
  const rule = form.rule === 'declared' ? declared.rule : form.rule;
  const basis = (asDeclared ? declared.basis?.[language] : form.basis[language]) ?? '';
  const fallback = language === 'ar' || language === 'zgh' ? form.basis.ar : form.basis.fr;
  return (
    <div className="stack stack-tight">
      <h3>{t('screening.preview')}</h3>
      {rule === 'allow' ? (
        <Notice state="ok">
          <p className="small">{t('screening.preview-allow')}</p>
        </Notice>
      ) : (
        <Notice state={rule === 'refuse' ? 'stop' : 'attention'} title={t(`screening.preview-${rule}`)}>
          <p className="small">{basis || fallback || t('screening.preview-empty')}</p>
        </Notice>
      )}
    </div>
  );
}
