import { Button, Choices, Tag } from '@shubbak/design';
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

/** Which languages the commune and each of its offices read, and what becomes of a paper in another one. */
export function LanguageRules({ answer, onSet }: Props): ReactElement {
  const { t, language } = useOffice();
  const [changing, setChanging] = useState<LanguagePlaceView>();
  const names = (place: LanguagePlaceView): string =>
    answer.languages
      .filter(({ code }) => place.now.reads.includes(code))
      .map(({ name }) => name)
      .join(' · ');
  return (
    <section className="stack" aria-labelledby="language-rules">
      <h2 id="language-rules">{t('screening.languages')}</h2>
      <p className="muted">{t('screening.languages-lead')}</p>
      <ul className="rows">
        {answer.languagePlaces.map(place => (
          <li key={place.officeId ?? ''}>
            <div className="row">
              <span>
                <b>{place.office ? textIn(language, place.office) : t('screening.languages-commune')}</b>
                <br />
                <bdi>{names(place)}</bdi>{' '}
                <Tag state={place.now.rule === 'refuse' ? 'stop' : 'attention'}>
                  {t(`screening.languages-${place.now.rule}`)}
                </Tag>
                <SetBy place={place} />
              </span>
              <Button type="button" variant="quiet" className="push" onClick={() => setChanging(place)}>
                {t('screening.change')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {changing && (
        <LanguagesDialog
          {...{ answer }}
          place={changing}
          onClose={() => setChanging(undefined)}
          onSet={next => {
            setChanging(undefined);
            onSet(next);
          }}
        />
      )}
    </section>
  );
}

function SetBy({ place }: { readonly place: LanguagePlaceView }): ReactElement | null {
  const { t, language } = useOffice();
  const { own, setBy, setAt, officeId } = place;
  if (own === null || setAt === null)
    return (
      <span className="small muted">
        {' '}
        {t(officeId === null ? 'screening.languages-usual' : 'screening.languages-above')}
      </span>
    );
  return (
    <span className="small muted">
      {' '}
      {setBy && nameOf(language, setBy)} · {formatMinute(language, new Date(setAt))}
    </span>
  );
}

const rules = ['warn', 'refuse'] as const;

function LanguagesDialog(
  props: Props & { readonly place: LanguagePlaceView; readonly onClose: () => void },
): ReactElement {
  const { t, api, language } = useOffice();
  const { answer, place, onSet, onClose } = props;
  const [own, setOwn] = useState(place.own !== null);
  const [reads, setReads] = useState<readonly string[]>(place.now.reads);
  const [rule, setRule] = useState<(typeof rules)[number]>(place.now.rule);
  return (
    <Dialog title={place.office ? textIn(language, place.office) : t('screening.languages-commune')} onClose={onClose}>
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
