import { Notice } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { RequestView } from '../../api/contract/index.ts';

/** That a paper is in a language which its office does not read; nothing where it is read, or nothing can be told. */
export function LanguageNotice({ request }: { readonly request: RequestView | undefined }): ReactElement | null {
  if (!request?.language) return null;
  return (
    <Notice state={request.language.refused ? 'stop' : 'attention'}>
      <p>{request.language.detail}</p>
    </Notice>
  );
}
