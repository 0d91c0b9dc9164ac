import { Button, Choices, Select, Tag } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { formatMinute } from '../../../../platform/messages/browser.ts';
import type { LanguagePlaceView, ScreeningAnswer } from '../../../api/contract/index.ts';
import { AskingForm } from '../asking-form.tsx';
import { Dialog } from '../dialog.tsx';
import { nameOf, textIn, useOffice } from '../office-context.ts';

interface Props {
  readonly answer: ScreeningAnswer;
  readonly onSet: (answer: ScreeningAnswer) => void;
}

/** Which languages the commune reads, and the offices that have something of their own; and what becomes of a paper in another one. */
export function LanguageRules({ answer, onSet }: Props): ReactElement {
  const { t } = useOffice();
  const name = useName();
  const [changing, setChanging] = useState<LanguagePlaceView>();
  const [chosen, setChosen] = useState('');
  const own = answer.languagePlaces.filter(place => place.officeId === null || place.own !== null);
  const others = answer.languagePlaces.filter(place => !own.includes(place));
  return (
    <section className="stack" aria-labelledby="language-rules">
      <h2 id="language-rules">{t('screening.languages')}</h2>
      <p className="muted">{t('screening.languages-lead')}</p>
      <ul className="rows">
        {own.map(place => (
          <li key={place.officeId ?? ''}>
            <div className="row">
              <div className="stack stack-tight">
                <b>{name(place)}</b>
                <Read place={place} languages={answer.languages} />
                <SetBy place={place} />
              </div>
              <Button type="button" className="push" onClick={() => setChanging(place)}>
                {t('screening.change')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <div className="stack stack-tight">
          <Select
            id="languages-office"
            label={t('screening.languages-office')}
            value={chosen}
            options={[
              { value: '', label: t('screening.languages-choose-office') },
              ...others.map(place => ({ value: place.officeId ?? '', label: name(place) })),
            ]}
            onChange={event => setChosen(event.currentTarget.value)}
          />
          <div>
            <Button
              type="button"
              disabled={!others.some(({ officeId }) => officeId === chosen)}
              onClick={() => setChanging(others.find(({ officeId }) => officeId === chosen))}
            >
              {t('screening.languages-set-office')}
            </Button>
          </div>
        </div>
      )}
      {changing && (
        <LanguagesDialog
          {...{ answer }}
          place={changing}
          onClose={() => setChanging(undefined)}
          onSet={next => {
            setChanging(undefined);
            setChosen('');
            onSet(next);
          }}
        />
      )}
    </section>
  );
}

/** What a place is called: several offices may bear one name, and none the code of another. */
function useName(): (place: LanguagePlaceView) => string {
  const { t, language } = useOffice();
  return ({ office }) =>
    office ? `${office.code} · ${textIn(language, office.name)}` : t('screening.languages-commune');
}

function Read(props: {
  readonly place: LanguagePlaceView;
  readonly languages: ScreeningAnswer['languages'];
}): ReactElement {
  const { t } = useOffice();
  const { now } = props.place;
  const read = props.languages.filter(({ code }) => now.reads.includes(code));
  return (
    <span>
      {read.map(({ code, name }, index) => (
        <span key={code}>
          {index > 0 && ' · '}
          <bdi lang={code}>{name}</bdi>
        </span>
      ))}{' '}
      <Tag state={now.rule === 'refuse' ? 'stop' : 'attention'}>{t(`screening.languages-${now.rule}`)}</Tag>
    </span>
  );
}

function SetBy({ place }: { readonly place: LanguagePlaceView }): ReactElement | null {
  const { t, language } = useOffice();
  const { own, setBy, setAt, officeId } = place;
  if (own === null || setAt === null)
    return (
      <span className="small muted">
        {t(officeId === null ? 'screening.languages-usual' : 'screening.languages-above')}
      </span>
    );
  return (
    <span className="small muted">
      {setBy && nameOf(language, setBy)} · {formatMinute(language, new Date(setAt))}
    </span>
  );
}

const rules = ['warn', 'refuse'] as const;

function LanguagesDialog(
  props: Props & { readonly place: LanguagePlaceView; readonly onClose: () => void },
): ReactElement {
  const { t, api } = useOffice();
  const { answer, place, onSet, onClose } = props;
  const name = useName();
  const [own, setOwn] = useState(place.own !== null);
  const [reads, setReads] = useState<readonly string[]>(place.now.reads);
  const [rule, setRule] = useState<(typeof rules)[number]>(place.now.rule);
  return (
    <Dialog title={name(place)} onClose={onClose}>
      <AskingForm
        action={t('screening.set')}
        ready={!own || reads.length > 0}
        onClose={onClose}
        send={async key => {
          const set = own ? { reads: [...reads], rule } : null;
          onSet(await api.call('setLanguageRule', { body: { officeId: place.officeId, set }, key }));
        }}
      >
        <Choices
          id="languages-own"
          name="languages-own"
          legend={t('screening.languages-where')}
          chosen={[own ? 'own' : 'above']}
          choices={[
            {
              value: 'above',
              label: t(place.officeId === null ? 'screening.languages-usual' : 'screening.languages-above'),
            },
            { value: 'own', label: t('screening.languages-own') },
          ]}
          onChange={event => setOwn(event.currentTarget.value === 'own')}
        />
        {own && (
          <>
            <Choices
              id="languages-reads"
              name="languages-reads"
              type="checkbox"
              legend={t('screening.languages-reads')}
              chosen={reads}
              choices={answer.languages.map(({ code, name }) => ({ value: code, label: name, lang: code }))}
              onChange={({ currentTarget: { value, checked } }) =>
                setReads(checked ? [...reads, value] : reads.filter(each => each !== value))
              }
            />
            <Choices
              id="languages-rule"
              name="languages-rule"
              legend={t('screening.languages-other')}
              chosen={[rule]}
              choices={rules.map(value => ({ value, label: t(`screening.languages-${value}`) }))}
              onChange={event => setRule(rules.find(each => each === event.currentTarget.value) ?? rule)}
            />
          </>
        )}
      </AskingForm>
    </Dialog>
  );
}
