import { Button, Card, Choices, Select, TextInput } from '@shubbak/design';
import type { ReactElement } from 'react';
import { type Language, languages } from '../../../kernel/index.ts';
import { type DistanceOverview, ownParty } from '../../../modules/legalisation/index.ts';
import { languageNames } from '../../shell/language.ts';
import type { Speak } from '../page.tsx';
import { base, type Errors, OneForm, Onwards, QuestionPage } from './frame.tsx';

/** What was typed of somebody to invite, shown again. */
export interface Typed {
  readonly name: string;
  readonly contact: string;
  /** Whether they have no address to be written to, and sign at a counter. */
  readonly atCounter: boolean;
  readonly language: Language;
}

interface Props {
  readonly t: Speak;
  readonly file: DistanceOverview;
  readonly formToken: string;
  readonly typed?: Typed | undefined;
  readonly errors?: Errors;
}

/** Who signs: the initiator or not, others by e-mail or telephone, all at once or in turn. */
export function SignatoriesPage(props: Props): ReactElement {
  const { t, file, formToken, errors = {} } = props;
  const { request, parties, distance } = file;
  const path = `${base}/${request.id}`;
  return (
    <QuestionPage
      t={t}
      question="signatories"
      back={`${path}/document`}
      title={t('legalise.signatories')}
      of={request}
      errors={errors}
    >
      <p>{t('legalise.signatories-line')}</p>
      <Listed {...props} />
      <Somebody {...props} errors={errors} />
      <OneForm action={`${path}/signatories`} formToken={formToken}>
        {parties.length > 1 && (
          <Choices
            id="order"
            name="order"
            legend={t('legalise.order')}
            choices={[
              { value: 'together', label: t('legalise.order-together'), hint: t('legalise.order-together-line') },
              { value: 'in-turn', label: t('legalise.order-in-turn'), hint: t('legalise.order-in-turn-line') },
            ]}
            chosen={[distance.inTurn ? 'in-turn' : 'together']}
          />
        )}
        <Onwards t={t} />
      </OneForm>
    </QuestionPage>
  );
}

function Listed({ t, file, formToken }: Props): ReactElement {
  const { request, parties } = file;
  const own = ownParty(file);
  const action = `${base}/${request.id}/signatories/remove`;
  return (
    <Card labelledBy="listed">
      <div className="stack">
        <h2 id="listed">{t('legalise.listed')}</h2>
        {parties.length === 0 && <p className="muted">{t('legalise.listed-none')}</p>}
        <ol className="rows">
          {parties.map(party => (
            <li key={party.id}>
              <OneForm action={action} formToken={formToken} className="row">
                <input type="hidden" name="party" value={party.id} />
                <p>
                  <b>{party === own ? t('legalise.yourself') : <bdi>{party.name}</bdi>}</b>
                  <br />
                  <span className="small muted">
                    {party.contact ? (
                      <>
                        <bdi dir="ltr">{party.contact.value}</bdi> · {languageNames[party.language]}
                      </>
                    ) : (
                      t(party === own ? 'legalise.yourself-line' : 'legalise.counter-line')
                    )}
                  </span>
                </p>
                {request.state === 'draft' && (
                  <Button className="push" variant="quiet" name="own" value={party === own ? 'yes' : 'no'}>
                    {t('legalise.signatory-remove')}
                    <span className="visually-hidden"> {party.name}</span>
                  </Button>
                )}
              </OneForm>
            </li>
          ))}
        </ol>
        {!own && request.state === 'draft' && (
          <OneForm action={`${base}/${request.id}/signatories/self`} formToken={formToken} className="row">
            <Button>{t('legalise.sign-too')}</Button>
          </OneForm>
        )}
      </div>
    </Card>
  );
}

function Somebody({ t, file, formToken, typed, errors = {} }: Props): ReactElement | null {
  const { request } = file;
  if (request.state !== 'draft') return null;
  const open = typed !== undefined || file.parties.length === 0;
  return (
    <details className="disclosure" open={open}>
      <summary>{t('legalise.somebody')}</summary>
      <OneForm action={`${base}/${request.id}/signatories/add`} formToken={formToken} className="stack">
        <TextInput
          id="name"
          name="name"
          label={t('legalise.somebody-name')}
          hint={t('legalise.somebody-name-line')}
          defaultValue={typed?.name}
          maxLength={80}
          autoComplete="off"
          {...(errors['name'] !== undefined && { error: errors['name'] })}
        />
        <Choices
          id="way"
          name="way"
          legend={t('legalise.way')}
          choices={[
            { value: 'distance', label: t('legalise.way-distance'), hint: t('legalise.way-distance-line') },
            { value: 'counter', label: t('legalise.way-counter'), hint: t('legalise.way-counter-line') },
          ]}
          chosen={[typed?.atCounter === true ? 'counter' : 'distance']}
        />
        <TextInput
          id="contact"
          name="contact"
          label={t('legalise.somebody-contact')}
          hint={t('legalise.somebody-contact-line')}
          defaultValue={typed?.contact}
          maxLength={254}
          dir="ltr"
          autoCapitalize="none"
          spellCheck={false}
          autoComplete="off"
          {...(errors['contact'] !== undefined && { error: errors['contact'] })}
        />
        <Select
          id="language"
          name="language"
          label={t('legalise.somebody-language')}
          options={languages.map(code => ({ value: code, label: languageNames[code] }))}
          defaultValue={typed?.language ?? t.language}
        />
        <Button wideOnPhone>{t('legalise.somebody-add')}</Button>
      </OneForm>
    </details>
  );
}
