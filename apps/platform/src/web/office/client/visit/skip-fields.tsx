import { Select, TextInput } from '@shubbak/design';
import type { ReactElement } from 'react';
import { useOffice } from '../office-context.ts';
import type { SkipForm } from './visit.ts';

/** A reason out of the catalogue, with words where it is another one. */
export function SkipFields<Reason extends string>(props: {
  readonly id: string;
  readonly label: string;
  readonly reasons: readonly Reason[];
  readonly chosen: SkipForm<Reason> | undefined;
  readonly onChange: (skip: SkipForm<Reason> | undefined) => void;
}): ReactElement {
  const { t } = useOffice();
  const { id, label, reasons, chosen, onChange } = props;
  return (
    <>
      <Select
        id={id}
        label={label}
        value={chosen?.reason ?? ''}
        options={[
          { value: '', label: t('office.visit-not-skipped') },
          ...reasons.map(value => ({ value, label: t('office.visit-skip', { reason: value.replaceAll('-', '_') }) })),
        ]}
        onChange={event => {
          const reason = reasons.find(each => each === event.currentTarget.value);
          onChange(reason && { reason, words: '' });
        }}
      />
      {chosen?.reason === 'other' && (
        <TextInput
          id={`${id}-words`}
          label={t('office.visit-skip-words')}
          dir="auto"
          value={chosen.words}
          onChange={event => onChange({ ...chosen, words: event.currentTarget.value })}
        />
      )}
    </>
  );
}
