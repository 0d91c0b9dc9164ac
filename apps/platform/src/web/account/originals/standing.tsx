import { Notice, Tag } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { OwnOriginal } from '../../../modules/certification/index.ts';
import { formatDate } from '../../../platform/messages/index.ts';
import type { Speak } from '../page.tsx';

/** Whether copies may be had, in a word. */
export function StandingTag({ t, original }: { readonly t: Speak; readonly original: OwnOriginal }): ReactElement {
  const { standing } = original;
  if (standing.kind === 'open') return <Tag state="ok">{t('originals.left', { left: standing.left })}</Tag>;
  return <Tag state={isEnded(original) ? 'stop' : 'attention'}>{t('originals.closed')}</Tag>;
}

/** An original that ended by itself, or whose certification was withdrawn, is shown anew at a counter. */
function isEnded({ standing }: Pick<OwnOriginal, 'standing'>): boolean {
  return standing.kind === 'closed' && ended.includes(standing.refusal.code);
}

const ended: readonly string[] = ['certification.original-expired', 'acts.withdrawn-already'];

/** Whether asking for a renewal helps: not for what ended, nor for what was renewed already. */
export function isRenewable(original: Pick<OwnOriginal, 'standing'>): boolean {
  const { standing } = original;
  return standing.kind === 'closed' && !isEnded(original) && standing.refusal.code !== 'certification.renewed-since';
}

/** Until when copies may be had, or why they may not, and what to do. */
export function StandingNotice({ t, original }: { readonly t: Speak; readonly original: OwnOriginal }): ReactElement {
  const { standing } = original;
  if (standing.kind === 'open')
    return (
      <p className="small muted">
        {t('originals.open-until', { left: standing.left, date: formatDate(t.language, standing.until) })}
      </p>
    );
  return (
    <Notice state={isEnded(original) ? 'stop' : 'attention'}>
      <p>{t.refusal(standing.refusal)}</p>
    </Notice>
  );
}
