import { Notice, Num } from '@shubbak/design';
import type { ReactElement, ReactNode } from 'react';
import type { Trouble } from './stages.ts';

/** What was refused, in the server's own sentences, with everything that is wrong at once. */
export function TroubleNotice({
  trouble,
  nameOf,
  children,
}: {
  readonly trouble: Trouble;
  /** What an error is about, where its field names it: a request's reference. */
  readonly nameOf?: (field: string) => string | undefined;
  /** What can be done about it. */
  readonly children?: ReactNode;
}): ReactElement {
  return (
    <Notice state="attention" live="alert">
      <p>{trouble.detail}</p>
      {trouble.errors.length > 0 && (
        <ul>
          {trouble.errors.map(({ field, code, detail }) => (
            <li key={`${field} ${code}`}>
              {nameOf?.(field) !== undefined && (
                <>
                  <Num>{nameOf(field)}</Num> —{' '}
                </>
              )}
              {detail}
            </li>
          ))}
        </ul>
      )}
      {children}
    </Notice>
  );
}
