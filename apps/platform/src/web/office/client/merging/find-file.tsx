import { Button, Choices, TextInput } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { ApiProblem } from '../../../api/client/index.ts';
import type { ProblemBody } from '../../../api/contract/index.ts';
import { BothNames, shortDay } from '../counter/person/facts.tsx';
import { type FoundPerson, looksLikeNumber } from '../counter/person/find-people.ts';
import { useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';

/** The first of two files: found by name among those whom the commune has served, or by the number of a card. */
export function FindFile(props: {
  readonly chosen: FoundPerson | undefined;
  readonly onChoose: (person: FoundPerson | undefined) => void;
}): ReactElement {
  const { t, api } = useOffice();
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
      } else setFound((await api.call('searchPeople', { body: { name: text.trim() } })).people);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error.problem);
    }
  };
  return (
    <div className="stack stack-tight">
      <div className="row row-end">
        <TextInput
          id="merge-find"
          label={t('merges.find')}
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
          {t('merges.search')}
        </Button>
      </div>
      {problem && <Problem problem={problem} />}
      <div aria-live="polite">
        {found?.length === 0 && <p className="small muted">{t('merges.found-none')}</p>}
        {found && found.length > 0 && (
          <Choices
            id="merge-first"
            name="merge-first"
            legend={t('merges.first')}
            chosen={props.chosen ? [props.chosen.id] : []}
            choices={found.map(({ id, name, birthDate }) => ({
              value: id,
              label: <BothNames name={name} />,
              ...(birthDate !== null && { hint: shortDay(birthDate) }),
            }))}
            onChange={event => props.onChoose(found.find(({ id }) => id === event.currentTarget.value))}
          />
        )}
      </div>
    </div>
  );
}
