import { Select, TextInput } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { LocalizedText } from '../../../../kernel/language.ts';
import { languageNames } from '../language-names.ts';
import { textIn, useOffice } from '../office-context.ts';
import type { OfficeRecordView } from '../../../api/contract/index.ts';

const languages = ['ar', 'fr', 'zgh', 'en'] as const;

/** An empty text in every language. */
export const noText: LocalizedText = { ar: '', fr: '', zgh: '', en: '' };

/** One text in the four languages. */
export function LocalizedFields(props: {
  readonly id: string;
  readonly legend: string;
  readonly value: LocalizedText;
  readonly onChange: (value: LocalizedText) => void;
}): ReactElement {
  const { id, legend, value, onChange } = props;
  return (
    <fieldset className="form-grid">
      <legend>{legend}</legend>
      {languages.map(language => (
        <TextInput
          key={language}
          id={`${id}-${language}`}
          label={<span lang={language}>{languageNames[language]}</span>}
          lang={language}
          dir={language === 'ar' ? 'rtl' : 'ltr'}
          required
          maxLength={200}
          value={value[language]}
          onChange={event => onChange({ ...value, [language]: event.currentTarget.value })}
        />
      ))}
    </fieldset>
  );
}

/** A civil date, in the browser's own control. */
export function DateField(props: {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly required?: boolean;
  readonly onChange: (value: string) => void;
}): ReactElement {
  const { id, label, hint, value, required = false, onChange } = props;
  return (
    <TextInput
      id={id}
      label={label}
      {...(hint !== undefined && { hint })}
      type="date"
      required={required}
      value={value}
      onChange={event => onChange(event.currentTarget.value)}
    />
  );
}

/** One office among those given, by code and name; `none` says what no choice means. */
export function OfficeField(props: {
  readonly id: string;
  readonly label: string;
  readonly none?: string;
  readonly offices: readonly OfficeRecordView[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactElement {
  const { language } = useOffice();
  const { id, label, none, offices, value, onChange } = props;
  const options = offices.map(office => ({
    value: office.id,
    label: `${office.code} · ${textIn(language, office.name)}`,
  }));
  return (
    <Select
      id={id}
      label={label}
      options={none === undefined ? options : [{ value: '', label: none }, ...options]}
      value={value}
      onChange={event => onChange(event.currentTarget.value)}
    />
  );
}

/** The first instant of a civil day, or the first after it, in Morocco's own offset of that day. */
export function instantOf(day: string, after = 0): string {
  const noon = new Date(`${day}T12:00:00Z`);
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Africa/Casablanca', hour: '2-digit', hourCycle: 'h23' }).format(noon),
  );
  const midnight = noon.getTime() - hour * 3_600_000 + after * 86_400_000;
  return new Date(midnight).toISOString();
}
