import { Button, TextInput } from '@shubbak/design';
import { type ReactElement, type ReactNode, useState } from 'react';
import { ApiProblem } from '../../api/client/index.ts';
import type { ProblemBody } from '../../api/contract/index.ts';
import { type FoundPerson, looksLikeNumber } from './counter/person/find-people.ts';
import { useOffice } from './office-context.ts';
import { Problem } from './problem.tsx';

/** Finds people by name among those whom the commune has served, or one by the number of their card. */
export function PersonSearch(props: {
  readonly id: string;
  readonly label: string;
  readonly action: string;
  /** What to say when nobody was found. */
  readonly none: string;
  /** Told at each search who was found, nobody at first. */
  readonly onFound: (found: readonly FoundPerson[]) => void;
  /** Draws those found, of whom there is at least one. */
  readonly children: (found: readonly FoundPerson[]) => ReactNode;
}): ReactElement {
  const { api } = useOffice();
  const [text, setText] = useState('');
  const [found, setFound] = useState<readonly FoundPerson[]>();
  const [problem, setProblem] = useState<ProblemBody>();
  const search = async (): Promise<void> => {
    setProblem(undefined);
    props.onFound([]);
    try {
      const people = looksLikeNumber(text)
        ? [(await api.call('findPerson', { body: { type: 'cnie', number: text.trim() } })).person].filter(
            each => each !== null,
          )
        : (await api.call('searchPeople', { body: { name: text.trim() } })).people;
      setFound(people);
      props.onFound(people);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error.problem);
    }
  };
  return (
    <>
      <div className="row row-end">
        <TextInput
          id={props.id}
          label={props.label}
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
          {props.action}
        </Button>
      </div>
      {problem && <Problem problem={problem} />}
      <div aria-live="polite">
        {found?.length === 0 && <p className="small muted">{props.none}</p>}
        {found && found.length > 0 && props.children(found)}
      </div>
    </>
  );
}
