import { Choices, TextInput } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { textIn, useOffice } from '../office-context.ts';

export interface OfficesFieldProps {
  readonly chosen: readonly string[];
  readonly onChange: (offices: readonly string[]) => void;
}

/** Chooses offices among all of the commune's, narrowed by what is typed; those chosen stay in sight. */
export function OfficesField({ chosen, onChange }: OfficesFieldProps): ReactElement {
  const { t, me, language } = useOffice();
  const [filter, setFilter] = useState('');
  const words = filter.toLocaleLowerCase().split(/\s+/);
  const shown = me.offices.filter(({ id, code, name }) => {
    const text = `${code} ${textIn(language, name)}`.toLocaleLowerCase();
    return chosen.includes(id) || (filter.trim() !== '' && words.every(word => text.includes(word)));
  });
  return (
    <div className="stack stack-tight">
      <TextInput
        id="offices-filter"
        label={t('statements.offices')}
        hint={t('statements.offices-hint', { count: me.offices.length })}
        autoComplete="off"
        value={filter}
        onChange={event => setFilter(event.currentTarget.value)}
      />
      {shown.length > 0 && (
        <Choices
          id="offices"
          name="offices"
          type="checkbox"
          legend={t('statements.offices-chosen', { count: chosen.length })}
          chosen={chosen}
          choices={shown.slice(0, 30).map(({ id, code, name }) => ({
            value: id,
            label: `${code} · ${textIn(language, name)}`,
          }))}
          onChange={({ currentTarget: { value, checked } }) =>
            onChange(checked ? [...chosen, value] : chosen.filter(each => each !== value))
          }
        />
      )}
    </div>
  );
}
