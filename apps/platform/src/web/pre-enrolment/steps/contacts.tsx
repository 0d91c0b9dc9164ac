import { Button, Notice, Num, TextInput } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { ContactKind } from '../../../modules/enrolment/index.ts';
import { errorOf, type StepForm, type StepPage, valueOf } from '../step-form.tsx';

/** E-mail and phone, each optional. */
export const contactsStep: StepPage = {
  shown: ({ facts: { email, phone, unconfirmed } }) => ({
    email: email ?? unconfirmed?.email?.value ?? '',
    phone: phone ?? unconfirmed?.phone?.value ?? '',
  }),
  Body: form => {
    const { t, typed, offered } = form;
    return (
      <>
        <p>{t('pre-enrolment.contacts-line')}</p>
        <TextInput
          id="email"
          name="email"
          type="email"
          label={t('pre-enrolment.email')}
          optional={t('pre-enrolment.optional')}
          dir="ltr"
          maxLength={254}
          autoComplete="email"
          defaultValue={valueOf(typed, 'email')}
          {...errorOf(form, 'email')}
        />
        {offered.phone ? (
          <TextInput
            id="phone"
            name="phone"
            type="tel"
            label={t('pre-enrolment.phone')}
            optional={t('pre-enrolment.optional')}
            hint={t('pre-enrolment.phone-hint')}
            dir="ltr"
            maxLength={40}
            autoComplete="tel"
            defaultValue={valueOf(typed, 'phone')}
            {...errorOf(form, 'phone')}
          />
        ) : (
          <Notice state="info">
            <p>{t('pre-enrolment.phone-at-office')}</p>
          </Notice>
        )}
      </>
    );
  },
  take: (drafts, secret, typed) =>
    drafts.giveContacts(secret, { email: valueOf(typed, 'email'), phone: valueOf(typed, 'phone') }),
  fieldOf: ({ code }) => (code.includes('phone') || code === 'contact-codes.no-text-messages' ? 'phone' : 'email'),
};

/** The code that was sent to one contact. */
function codeStep(kind: ContactKind): StepPage {
  return {
    shown: () => ({}),
    Body: form => <CodeForm form={form} kind={kind} />,
    take: async (drafts, secret, typed) => {
      switch (valueOf(typed, 'action')) {
        case 'again':
          return drafts.sendCodeAgain(secret, kind);
        case 'without':
          return drafts.dropContact(secret, kind);
        default:
          return drafts.confirmContact(secret, { kind, code: valueOf(typed, 'code') });
      }
    },
    fieldOf: () => 'code',
    ownButtons: true,
  };
}

export const emailCodeStep = codeStep('email');
export const phoneCodeStep = codeStep('phone');

function CodeForm({ form, kind }: { readonly form: StepForm; readonly kind: ContactKind }): ReactElement {
  const { t, view } = form;
  return (
    <>
      <p>
        {t('pre-enrolment.code-sent')} <Num>{view.facts.unconfirmed?.[kind]?.value ?? ''}</Num>
      </p>
      <TextInput
        id="code"
        name="code"
        label={t('pre-enrolment.contact-code')}
        hint={t('pre-enrolment.contact-code-hint')}
        code
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={20}
        className="input-short"
        {...errorOf(form, 'code')}
      />
      <div className="row">
        <Button variant="primary" big wideOnPhone name="action" value="confirm">
          {t('pre-enrolment.confirm')}
        </Button>
        <Button wideOnPhone name="action" value="again">
          {t('pre-enrolment.send-again')}
        </Button>
        <Button variant="quiet" wideOnPhone name="action" value="without">
          {t(`pre-enrolment.without-${kind}`)}
        </Button>
      </div>
    </>
  );
}
