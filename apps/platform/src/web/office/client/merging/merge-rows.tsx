import { Icon, Name, Notice, type State, Tag } from '@shubbak/design';
import type { ReactElement } from 'react';
import { formatMinute } from '../../../../platform/messages/browser.ts';
import type { MergeView } from '../../../api/contract/index.ts';
import { nameOf, useOffice } from '../office-context.ts';

/** How each state looks. */
export const lookOf: Readonly<Record<MergeView['state'], State>> = {
  proposed: 'attention',
  approved: 'wait',
  done: 'ok',
  refused: 'idle',
  withdrawn: 'idle',
  objected: 'stop',
  reversed: 'idle',
};

interface RowsProps {
  readonly merges: readonly MergeView[];
  readonly onOpen: (id: string) => void;
}

/** What waits for a decision first, then what was decided. */
export function MergeRows({ merges, onOpen }: RowsProps): ReactElement {
  const { t } = useOffice();
  const isOpen = ({ state }: MergeView): boolean => state === 'proposed' || state === 'approved';
  if (merges.length === 0)
    return (
      <Notice state="info" title={t('merges.none-title')}>
        <p>{t('merges.none')}</p>
      </Notice>
    );
  return (
    <>
      <Section id="merges-open" title={t('merges.open')} merges={merges.filter(isOpen)} onOpen={onOpen} />
      <Section
        id="merges-over"
        title={t('merges.over')}
        merges={merges.filter(each => !isOpen(each))}
        onOpen={onOpen}
      />
    </>
  );
}

function Section({
  id,
  title,
  merges,
  onOpen,
}: RowsProps & { readonly id: string; readonly title: string }): ReactElement | null {
  const { t } = useOffice();
  return (
    <section className="stack stack-tight" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {merges.length === 0 && <p className="muted">{t('merges.none-here')}</p>}
      <ul aria-labelledby={id}>
        {merges.map(merge => (
          <li key={merge.id}>
            <Row merge={merge} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Row({ merge, onOpen }: { readonly merge: MergeView } & Pick<RowsProps, 'onOpen'>): ReactElement {
  const { t, language } = useOffice();
  const named = (name: MergeView['survivorName']): string => (name ? nameOf(language, name) : t('merges.unnamed'));
  return (
    <button type="button" className="queue-item" onClick={() => onOpen(merge.id)}>
      <Icon name="users" />
      <span className="queue-name">
        <Name>{named(merge.survivorName)}</Name>
        <small>
          {merge.own ? t('merges.by-you') : t('merges.by', { name: nameOf(language, merge.proposedBy) })} ·{' '}
          {formatMinute(language, new Date(merge.proposedAt))}
        </small>
      </span>
      <Tag state={lookOf[merge.state]}>{t(`merges.state-${merge.state}`)}</Tag>
    </button>
  );
}
