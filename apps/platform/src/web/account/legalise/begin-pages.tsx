import { Checkbox, Choices, LinkButton, Notice } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { LocalizedText } from '../../../kernel/index.ts';
import { fullName, type OwnOrganisation } from '../../../modules/identity/index.ts';
import { type CommuneOffer, type NatureAtDistance, needVersion } from '../../../modules/legalisation/index.ts';
import type { Commune } from '../../../modules/organisation/index.ts';
import { CapacityChoices } from '../capacity-choices.tsx';
import type { Speak } from '../page.tsx';
import { type Answers, fieldsOf, pathOf } from './answers.ts';
import { base, Onwards, QuestionPage } from './frame.tsx';

/** What every one of these pages is given. */
export interface Asked {
  readonly t: Speak;
  readonly answers: Answers;
}

/** The answers given so far, carried on by a form that asks for the next page. */
export function Carried({ answers }: { readonly answers: Partial<Answers> & Answers }): ReactElement {
  return (
    <>
      {Object.entries(fieldsOf(answers)).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

/** For whom somebody acts: themselves, or an organisation under a mandate that stands. */
export function CapacityPage({ t, answers, own }: Asked & { readonly own: readonly OwnOrganisation[] }): ReactElement {
  const usable = own.flatMap(({ organisation, mandates }) =>
    mandates
      .filter(({ fault }) => fault === null)
      .map(mandate => ({ organisation: fullName(organisation), mandate, joint: mandate.joint })),
  );
  return (
    <QuestionPage t={t} question="capacity" back={base} title={t('legalise.capacity')}>
      <form className="stack stack-loose" action={`${base}/new/need`}>
        <CapacityChoices t={t} usable={usable} chosen={answers.mandateId ?? 'self'} legendHidden />
        <Onwards t={t} />
      </form>
    </QuestionPage>
  );
}

/** "Do you need this?": law 55-19, art. 7, before any work is done. */
export function NeedPage({ t, answers, back }: Asked & { readonly back: string }): ReactElement {
  return (
    <QuestionPage t={t} question="need" back={back} title={t('legalise.need')}>
      <p className="lead">{t('legalise.need-lead')}</p>
      <Notice state="info">
        <p>{t('legalise.need-law')}</p>
      </Notice>
      <ul className="stack stack-tight">
        {(['administration', 'private', 'copy'] as const).map(each => (
          <li key={each}>{t(`legalise.need-${each}`)}</li>
        ))}
      </ul>
      <form className="stack stack-loose" action={`${base}/new/nature`}>
        <Carried answers={{ ...answers, need: needVersion }} />
        <Onwards t={t} label={t('legalise.need-go-on')} />
      </form>
      <LinkButton variant="quiet" wideOnPhone href={base}>
        {t('legalise.need-stop')}
      </LinkButton>
    </QuestionPage>
  );
}

/** Which commune, where several are open. */
export function CommunePage({ t, answers, communes }: Asked & { readonly communes: readonly Commune[] }): ReactElement {
  return (
    <QuestionPage t={t} question="nature" back={pathOf('need', answers)} title={t('legalise.commune')}>
      <p>{t('legalise.commune-line')}</p>
      <form className="stack stack-loose" action={`${base}/new/nature`}>
        <Carried answers={{ ...answers, communeId: undefined }} />
        <Choices
          id="commune"
          name="commune"
          legend={t('legalise.commune')}
          legendHidden
          choices={communes.map(({ id, name }) => ({ value: id as string, label: name[t.language] }))}
          required
        />
        <Onwards t={t} />
      </form>
    </QuestionPage>
  );
}

/** What the paper is in law, with what each kind allows. */
export function NaturePage(
  props: Asked & { readonly offer: CommuneOffer; readonly commune: LocalizedText },
): ReactElement {
  const { t, answers, offer, commune } = props;
  const open = offer.natures.filter(isOpen);
  const counter = offer.natures.filter(each => !isOpen(each) && each.nature.rule !== 'refuse');
  const refused = offer.natures.filter(({ nature }) => nature.rule === 'refuse');
  return (
    <QuestionPage t={t} question="nature" back={pathOf('need', answers)} title={t('legalise.nature')}>
      <p>{t('legalise.nature-line', { commune: commune[t.language] })}</p>
      {open.length === 0 ? (
        <Notice state="attention">
          <p>{t('legalise.nature-none')}</p>
        </Notice>
      ) : (
        <form className="stack stack-loose" action={`${base}/new/office`}>
          <Carried answers={{ ...answers, nature: undefined, warned: false }} />
          <Choices
            id="nature"
            name="nature"
            legend={t('legalise.nature')}
            legendHidden
            choices={open.map(({ nature }) => ({
              value: nature.code,
              label: nature.label[t.language],
              ...(nature.rule === 'warn' && { hint: t('legalise.nature-warned') }),
            }))}
            chosen={answers.nature === undefined ? [] : [answers.nature]}
            required
          />
          <Onwards t={t} />
        </form>
      )}
      <Elsewhere t={t} counter={counter} refused={refused} />
      <Counter t={t} answers={answers} />
    </QuestionPage>
  );
}

function isOpen({ nature, rule }: NatureAtDistance): boolean {
  return nature.rule !== 'refuse' && rule?.enabled === true;
}

/** Natures that are done at the counter alone, and those that no office may legalise, each with why. */
function Elsewhere(props: {
  readonly t: Speak;
  readonly counter: readonly NatureAtDistance[];
  readonly refused: readonly NatureAtDistance[];
}): ReactElement {
  const { t, counter, refused } = props;
  return (
    <>
      {counter.length > 0 && (
        <details className="disclosure">
          <summary>{t('legalise.nature-counter')}</summary>
          <ul className="stack stack-tight">
            {counter.map(({ nature }) => (
              <li key={nature.code}>{nature.label[t.language]}</li>
            ))}
          </ul>
        </details>
      )}
      {refused.length > 0 && (
        <details className="disclosure">
          <summary>{t('legalise.nature-refused')}</summary>
          <ul className="stack">
            {refused.map(({ nature }) => (
              <li key={nature.code}>
                {nature.label[t.language]}
                {nature.basis && <p className="small muted">{nature.basis[t.language]}</p>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** The way to the counter: what to bring, and where. */
function Counter({ t, answers }: Asked): ReactElement {
  const query = answers.communeId === undefined ? '' : `?commune=${answers.communeId}`;
  return (
    <section className="stack stack-tight" aria-labelledby="counter">
      <h2 id="counter">{t('legalise.counter')}</h2>
      <p>{t('legalise.counter-line')}</p>
      <ul className="stack stack-tight">
        {(['paper', 'card', 'people'] as const).map(thing => (
          <li key={thing}>{t(`legalise.counter-${thing}`)}</li>
        ))}
      </ul>
      <LinkButton wideOnPhone href={`/pre-enrolment/offices${query}`}>
        {t('legalise.counter-offices')}
      </LinkButton>
    </section>
  );
}

/** A nature that is not open here: why, and what to do instead. */
export function ClosedPage(props: Asked & { readonly found: NatureAtDistance }): ReactElement {
  const { t, answers, found } = props;
  const { nature } = found;
  const refused = nature.rule === 'refuse';
  return (
    <QuestionPage t={t} question="nature" back={pathOf('nature', answers)} title={nature.label[t.language]}>
      <Notice state={refused ? 'stop' : 'attention'}>
        <p>{t(refused ? 'legalise.closed-refused' : 'legalise.closed-counter')}</p>
        {nature.basis && <p className="small">{nature.basis[t.language]}</p>}
      </Notice>
      {!refused && <Counter t={t} answers={answers} />}
    </QuestionPage>
  );
}

/** What must be known before a nature that has a warning. */
export function WarningPage(
  props: Asked & { readonly found: NatureAtDistance; readonly unread: boolean },
): ReactElement {
  const { t, answers, found, unread } = props;
  const error = unread ? t('legalise.warning-tick') : undefined;
  return (
    <QuestionPage
      t={t}
      question="nature"
      back={pathOf('nature', answers)}
      title={t('legalise.warning')}
      {...(error !== undefined && { errors: { warned: error } })}
    >
      <p className="lead">{found.nature.label[t.language]}</p>
      <Notice state="attention">
        <p>{found.nature.basis?.[t.language]}</p>
      </Notice>
      <form className="stack stack-loose" action={`${base}/new/office`}>
        <Carried answers={{ ...answers, warned: false }} />
        <input type="hidden" name="asked" value="yes" />
        <Checkbox id="warned" name="warned" value="yes" label={t('legalise.warning-read')} />
        <Onwards t={t} />
      </form>
    </QuestionPage>
  );
}
