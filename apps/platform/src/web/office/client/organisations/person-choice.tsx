import { Button, Name, Select, TextInput } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { ApiProblem } from '../../../api/client/index.ts';
import type { ProblemBody } from '../../../api/contract/index.ts';
import { type FoundPerson, looksLikeNumber } from '../counter/person/find-people.ts';
import { nameOf, useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';

/** Who is to act: found by name among those whom the commune has served, or by the number of their card. */
export function PersonChoice(props: {
  readonly chosen: FoundPerson | undefined;
  readonly onChoose: (person: FoundPerson | undefined) => void;
}): ReactElement {
  const { t, api, language } = useOffice();
  const [text, setText] = useState('');
  const [found, setFound] = useState<readonly FoundPerson[]>();
  const [problem, setProblem] = useState<ProblemBody>();
  const search = async (): Promise<void> => {
    setProblem(undefined);
    props.onChoose(undefined);
    try {
      if (looksLikeNumber(text)) {
        const { person } = await api.call('findPerson', { body: { type: 'cnie', number: text.trim() } });
        setFound(person ? [person] : []);
        if (person) props.onChoose(person);
      } else {
        const { people } = await api.call('searchPeople', { body: { name: text.trim() } });
        setFound(people);
        props.onChoose(people[0]);
      }
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error.problem);
    }
  };
  return (
    <fieldset className="stack stack-tight">
      <legend>
        <b>{t('organisations.person')}</b>
      </legend>
      <div className="row row-end">
        <TextInput
          id="mandate-person"
          label={t('organisations.person-find')}
          value={text}
          autoComplete="off"
          onChange={event => setText(event.currentTarget.value)}
          onKeyDown={event => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            void search();
          }}
        />
        <Button type="button" variant="secondary" icon="search" onClick={() => void search()}>
          {t('organisations.search')}
        </Button>
      </div>
      {problem && <Problem problem={problem} />}
      <div aria-live="polite">
        {found?.length === 0 && <p className="small muted">{t('organisations.person-none')}</p>}
        {found && found.length > 1 && (
          <Select
            id="mandate-person-chosen"
            label={t('organisations.person-choose')}
            value={props.chosen?.id ?? ''}
            options={found.map(person => ({
              value: person.id,
              label: [nameOf(language, person.name), person.birthDate].filter(Boolean).join(' · '),
            }))}
            onChange={event => props.onChoose(found.find(({ id }) => id === event.currentTarget.value))}
          />
        )}
        {props.chosen && (
          <p>
            <b>
              <Name>{nameOf(language, props.chosen.name)}</Name>
            </b>
          </p>
        )}
      </div>
    </fieldset>
  );
}
