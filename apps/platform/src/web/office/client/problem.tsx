import { Notice } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { ProblemBody } from '../../api/contract/index.ts';

/** What the server refused, in its own sentences, with everything that is wrong at once. */
export function Problem({ problem }: { readonly problem: ProblemBody }): ReactElement {
  return (
    <Notice state="attention" live="alert">
      <p>{problem.detail}</p>
      {problem.errors.length > 0 && (
        <ul>
          {problem.errors.map(({ field, code, detail }) => (
            <li key={`${field} ${code}`}>{detail}</li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
