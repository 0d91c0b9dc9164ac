import { useState } from 'react';
import { ApiProblem } from '../../../api/client/index.ts';
import type { AnswerOf, PersonCard, ProblemBody, routes } from '../../../api/contract/index.ts';
import type { FoundPerson } from '../counter/person/find-people.ts';
import { useOffice } from '../office-context.ts';

type Duplicates = AnswerOf<typeof routes.findDuplicates>;

/** Two files that may be one person's, opened one after the other. */
export interface TwoFiles {
  readonly chosen: FoundPerson | undefined;
  readonly first: PersonCard | undefined;
  /** Which candidate was chosen; its file follows. */
  readonly secondId: string | undefined;
  readonly second: PersonCard | undefined;
  readonly candidates: Duplicates['candidates'] | undefined;
  readonly elsewhere: Duplicates['elsewhere'];
  readonly problem: ProblemBody | undefined;
  /** Opens the first file and looks for others like it. */
  readonly choose: (person: FoundPerson | undefined) => void;
  readonly chooseSecond: (id: string) => void;
}

/** Opens the two files; each person sees that theirs was opened. */
export function useTwoFiles(): TwoFiles {
  const { api } = useOffice();
  const [chosen, setChosen] = useState<FoundPerson>();
  const [first, setFirst] = useState<PersonCard>();
  const [secondId, setSecondId] = useState<string>();
  const [second, setSecond] = useState<PersonCard>();
  const [found, setFound] = useState<Duplicates>();
  const [problem, setProblem] = useState<ProblemBody>();
  const guarded = async (work: () => Promise<void>): Promise<void> => {
    setProblem(undefined);
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error.problem);
    }
  };
  const open = (personId: string): Promise<PersonCard> => api.call('openPerson', { params: { personId } });
  return {
    chosen,
    first,
    secondId,
    second,
    candidates: found?.candidates,
    elsewhere: found?.elsewhere ?? [],
    problem,
    choose: person => {
      setChosen(person);
      setFirst(undefined);
      setSecondId(undefined);
      setSecond(undefined);
      setFound(undefined);
      if (!person) return;
      void guarded(async () => {
        setFirst(await open(person.id));
        setFound(await api.call('findDuplicates', { params: { personId: person.id } }));
      });
    },
    chooseSecond: id => {
      setSecondId(id);
      setSecond(undefined);
      void guarded(async () => setSecond(await open(id)));
    },
  };
}
