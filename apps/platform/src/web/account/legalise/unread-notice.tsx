import { Notice } from '@shubbak/design';
import type { ReactElement } from 'react';
import { sayUnread, type UnreadLanguage } from '../../../modules/legalisation/index.ts';
import type { Speak } from '../page.tsx';

/** That the paper is in a language which the office does not read, and what to do; nothing where it is read, or nothing can be told. */
export function UnreadNotice(props: {
  readonly t: Speak;
  readonly unread: UnreadLanguage | null;
}): ReactElement | null {
  const { t, unread } = props;
  if (!unread) return null;
  return (
    <Notice state={unread.rule === 'refuse' ? 'stop' : 'attention'}>
      <p>{t.refusal(sayUnread(unread))}</p>
    </Notice>
  );
}
