import { Choices, FieldNotes } from '@shubbak/design';
import type { ReactElement } from 'react';
import { z } from 'zod';
import { languages, refuse } from '../../../kernel/index.ts';
import { abilities, currentNotice, noticeParts, type NoticeVersion } from '../../../modules/enrolment/index.ts';
import { languageNames } from '../../shell/index.ts';
import type { Speak } from '../page.tsx';
import { errorOf, type StepForm, type StepPage, valueOf } from '../step-form.tsx';

const language = z.enum(languages);
const ability = z.enum(abilities);

/** The language of everything that the person will read. */
export const languageStep: StepPage = {
  shown: ({ facts }) => ({ language: facts.language }),
  Body: form => (
    <Choices
      id="language"
      name="language"
      legend={form.t('pre-enrolment.step-language')}
      legendHidden
      choices={languages.map(value => ({ value, label: languageNames[value], lang: value }))}
      chosen={[valueOf(form.typed, 'language')]}
      {...errorOf(form, 'language')}
    />
  ),
  take: async (drafts, secret, typed) => {
    const chosen = language.catch('ar').parse(valueOf(typed, 'language'));
    return drafts.answer(secret, { step: 'language', language: chosen });
  },
  fieldOf: () => 'language',
};

/** One version of the notice of law 09-08. */
export function NoticeText(props: {
  readonly t: Speak;
  readonly version: NoticeVersion;
  readonly days: number;
  readonly receipt: string | undefined;
}): ReactElement {
  const { t, version, days, receipt = 'pending' } = props;
  return (
    <dl className="stack stack-tight">
      {noticeParts.map(part => (
        <div key={part}>
          <dt>
            <b>{t(`enrolment.notice-${version}-${part}`)}</b>
          </dt>
          <dd>{t(`enrolment.notice-${version}-${part}-text`, { days, receipt })}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The notice, and the consent to it. */
export const noticeStep: StepPage = {
  shown: ({ consent }) => ({ agree: consent?.noticeVersion ?? '' }),
  Body: form => <NoticeForm form={form} />,
  take: async (drafts, secret, typed) => {
    const agreed = valueOf(typed, 'agree');
    return agreed === '' ? refuse('enrolment.consent-needed') : drafts.agree(secret, agreed);
  },
  fieldOf: () => 'agree',
};

function NoticeForm({ form }: { readonly form: StepForm }): ReactElement {
  const { t, typed, days, receipt } = form;
  const { error } = errorOf(form, 'agree');
  return (
    <>
      <NoticeText t={t} version={currentNotice} days={days} receipt={receipt} />
      <div className={error === undefined ? 'field' : 'field field-invalid'}>
        <FieldNotes id="agree" {...(error !== undefined && { error })} />
        <label className="choice">
          <input
            id="agree"
            type="checkbox"
            name="agree"
            value={currentNotice}
            defaultChecked={valueOf(typed, 'agree') === currentNotice}
            {...(error !== undefined && { 'aria-describedby': 'agree-error', 'aria-invalid': true })}
          />
          <span>{t(`enrolment.notice-${currentNotice}-agree`)}</span>
        </label>
      </div>
    </>
  );
}

/** Whether the person can sign and read. */
export const abilityStep: StepPage = {
  shown: ({ facts }) => ({ ability: facts.ability ?? '' }),
  Body: form => (
    <Choices
      id="ability"
      name="ability"
      legend={form.t('pre-enrolment.step-ability')}
      legendHidden
      choices={abilities.map(value => ({
        value,
        label: form.t(`pre-enrolment.ability-${value}`),
        ...(value !== 'signs' && { hint: form.t('pre-enrolment.ability-witnesses') }),
      }))}
      chosen={[valueOf(form.typed, 'ability')]}
      {...errorOf(form, 'ability')}
    />
  ),
  take: async (drafts, secret, typed) => {
    const chosen = ability.safeParse(valueOf(typed, 'ability'));
    if (!chosen.success) return refuse('pre-enrolment.ability-missing');
    return drafts.answer(secret, { step: 'ability', ability: chosen.data });
  },
  fieldOf: () => 'ability',
};
