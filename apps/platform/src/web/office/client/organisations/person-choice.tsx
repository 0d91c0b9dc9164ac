import { Name, Select } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { FoundPerson } from '../counter/person/find-people.ts';
import { nameOf, useOffice } from '../office-context.ts';
import { PersonSearch } from '../person-search.tsx';

/** Who is to act for an organisation: the first who is found, unless another is chosen. */
export function PersonChoice(props: {
  readonly chosen: FoundPerson | undefined;
  readonly onChoose: (person: FoundPerson | undefined) => void;
}): ReactElement {
  const { t, language } = useOffice();
  return (
    <fieldset className="stack stack-tight">
      <legend>
        <b>{t('organisations.person')}</b>
      </legend>
      <PersonSearch
        id="mandate-person"
        label={t('organisations.person-find')}
        action={t('organisations.search')}
        none={t('organisations.person-none')}
        onFound={found => props.onChoose(found[0])}
      >
        {found => (
          <>
            {found.length > 1 && (
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
          </>
        )}
      </PersonSearch>
    </fieldset>
  );
}
