import { Button, Notice, type State, Tag } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { LocalizedText } from '../../../kernel/index.ts';
import type { MergeOfMine } from '../../../modules/identity/index.ts';
import { formatMinute } from '../../../platform/messages/index.ts';
import { BackLink, FormToken, type Speak } from '../page.tsx';

const lookOf: Readonly<Record<MergeOfMine['state'], State>> = {
  proposed: 'attention',
  approved: 'attention',
  done: 'ok',
  refused: 'idle',
  withdrawn: 'idle',
  objected: 'idle',
  reversed: 'idle',
};

/** What a commune wants to make of two files in the person's name, and the button that says no. Nothing of the other file is shown. */
export function MergesPage(props: {
  readonly t: Speak;
  readonly merges: readonly MergeOfMine[];
  readonly communes: ReadonlyMap<string, LocalizedText>;
  readonly formToken: string;
  /** What was just refused, or that the objection counts. */
  readonly notice?: { readonly state: State; readonly text: string } | undefined;
}): ReactElement {
  const { t, merges, communes, formToken, notice } = props;
  return (
    <div className="stack stack-loose">
      <BackLink href="/account">{t('account.title')}</BackLink>
      <div className="stack stack-tight">
        <h1>{t('merging.own-title')}</h1>
        <p className="lead">{t('merging.own-lead')}</p>
      </div>
      {notice && (
        <Notice state={notice.state} live="status">
          <p>{notice.text}</p>
        </Notice>
      )}
      {merges.length === 0 && <p>{t('merging.own-none')}</p>}
      {merges.length > 0 && (
        <ul className="rows">
          {merges.map(merge => (
            <li key={merge.id}>
              <OneMerge t={t} merge={merge} commune={communes.get(merge.communeId)} formToken={formToken} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function OneMerge(props: {
  readonly t: Speak;
  readonly merge: MergeOfMine;
  readonly commune: LocalizedText | undefined;
  readonly formToken: string;
}): ReactElement {
  const { t, merge, commune, formToken } = props;
  const { state, mine, dueAt } = merge;
  const open = state === 'proposed' || state === 'approved';
  const happens = open || state === 'done';
  return (
    <div className="stack stack-tight">
      <p>
        <b>{t(happens ? `merging.own-${mine}` : 'merging.own-apart')}</b>{' '}
        <Tag state={lookOf[state]}>{t(`merging.own-state-${state}`)}</Tag>
      </p>
      <p className="small muted">
        {commune?.[t.language]} · {formatMinute(t.language, merge.proposedAt)}
      </p>
      {state === 'approved' && dueAt !== null && <p>{t('merging.own-due', { at: formatMinute(t.language, dueAt) })}</p>}
      {open && (
        <form method="post" action={`/account/merges/${merge.id}/object`}>
          <FormToken value={formToken} />
          <Button variant="danger">{t('merging.own-object')}</Button>
        </form>
      )}
    </div>
  );
}
