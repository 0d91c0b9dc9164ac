import { Choices } from '@shubbak/design';
import type { ReactElement } from 'react';
import { BothNames, shortDay } from '../counter/person/facts.tsx';
import type { FoundPerson } from '../counter/person/find-people.ts';
import { useOffice } from '../office-context.ts';
import { PersonSearch } from '../person-search.tsx';

/** The first of two files. */
export function FindFile(props: {
  readonly chosen: FoundPerson | undefined;
  readonly onChoose: (person: FoundPerson | undefined) => void;
}): ReactElement {
  const { t } = useOffice();
  return (
    <div className="stack stack-tight">
      <PersonSearch
        id="merge-find"
        label={t('merges.find')}
        action={t('merges.search')}
        none={t('merges.found-none')}
        onFound={() => props.onChoose(undefined)}
      >
        {found => (
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
      </PersonSearch>
    </div>
  );
}
