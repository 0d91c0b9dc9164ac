import { Notice } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { Trouble } from './stages.ts';

/** What was refused, in the server's own sentences, with everything that is wrong at once. */
export function TroubleNotice({ trouble }: { readonly trouble: Trouble }): ReactElement {
  return (
    <Notice state="attention" live="alert">
      <p>{trouble.detail}</p>
      {trouble.errors.length > 0 && (
        <ul>
          {trouble.errors.map(({ field, code, detail }) => (
            <li key={`${field} ${code}`}>{detail}</li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
