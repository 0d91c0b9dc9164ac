import { Button, Select } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { IdentityDocumentTypeValue } from '../../../../api/contract/index.ts';
import { useOffice } from '../../office-context.ts';
import type { TypedDocument } from '../counter-context.ts';
import { needsIssuer } from './find-people.ts';
import { issuersIn } from './issuers.ts';

/** The kinds of identity document that a counter accepts. */
export const documentTypes = [
  'cnie',
  'passport',
  'residence',
  'minor',
  'foreign',
] as const satisfies readonly IdentityDocumentTypeValue[];

/** Which document a typed number is of. */
export function DocumentChoice(props: {
  readonly chosen: Omit<TypedDocument, 'number'>;
  readonly onChange: (chosen: Omit<TypedDocument, 'number'>) => void;
  readonly onSearch: () => void;
}): ReactElement {
  const { t, language } = useOffice();
  const { chosen, onChange } = props;
  return (
    <div className="find-document">
      <Select
        id="find-type"
        label={t('office.counter-document-type')}
        value={chosen.type}
        options={documentTypes.map(type => ({ value: type, label: t('office.counter-document', { type }) }))}
        onChange={event =>
          onChange({ ...chosen, type: documentTypes.find(type => type === event.currentTarget.value) ?? 'cnie' })
        }
      />
      {needsIssuer(chosen.type) && (
        <Select
          id="find-issuer"
          label={t('office.counter-issuer')}
          value={chosen.issuer}
          options={issuersIn(language)}
          onChange={event => onChange({ ...chosen, issuer: event.currentTarget.value })}
        />
      )}
      <Button type="button" variant="primary" icon="search" onClick={props.onSearch}>
        {t('office.counter-search')}
      </Button>
    </div>
  );
}
