import { Button, Notice } from '@shubbak/design';
import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import { useOffice } from '../../office-context.ts';
import { TroubleNotice } from '../trouble-notice.tsx';
import type { Trouble } from '../stages.ts';
import { DelegationCard } from '../delegation-card.tsx';
import { chosenLines, isPreparable, leftOutLines, mostActs, progressOf, type Table, unreadPages } from '../table.ts';

export interface PreparePaneProps {
  readonly table: Table;
  readonly hiddenNarrow: boolean;
  readonly preparing: boolean;
  readonly trouble: Trouble | undefined;
  /** Leads to the next page to read, or prepares. */
  readonly onGoOn: () => void;
  /** Unticks what was refused: the others are not held up. */
  readonly onLeaveOut: (ids: readonly string[]) => void;
  /** What is known of the open request. */
  readonly children: ReactNode;
}

/** Beside the document: by what right one signs, what is known of the request, and the way on to signing. */
export function PreparePane(props: PreparePaneProps): ReactElement {
  const { t, office } = useOffice();
  return (
    <>
      <aside
        className="pane signing-side"
        data-hidden-narrow={props.hiddenNarrow || undefined}
        aria-label={t('office.sign-request')}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- on a low screen it scrolls, also by keyboard
        tabIndex={0}
      >
        <DelegationCard />
        {props.children}
      </aside>
      {office.signing.state === 'valid' && <Prepare {...props} />}
    </>
  );
}

function Prepare({ table, preparing, trouble, onGoOn, onLeaveOut }: PreparePaneProps): ReactElement {
  const { t } = useOffice();
  const lines = chosenLines(table);
  const pages = lines.reduce((sum, line) => sum + progressOf(table, line).pages, 0);
  const unread = lines.reduce((sum, line) => sum + unreadPages(table, line), 0);
  const leftOut = leftOutLines(table).length;
  const ready = isPreparable(table);
  const refused = trouble?.errors.map(({ field }) => field).filter(id => table.chosen.has(id)) ?? [];
  const button = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The next thing to do has the focus, unless somebody is typing or choosing.
    if (ready && !document.querySelector('dialog[open]'))
      button.current?.querySelector('button')?.focus({ focusVisible: true });
  }, [ready]);
  const hint =
    lines.length === 0
      ? t('office.sign-tick-first')
      : lines.length > mostActs
        ? t('office.sign-too-many', { most: mostActs })
        : unread > 0
          ? t('office.sign-remaining', { pages: unread })
          : t('office.sign-prepare-text');
  return (
    <section className="signing-side-foot stack stack-tight" aria-labelledby="selection-title">
      <div className="pane-heading">
        <h2 id="selection-title">{t('office.sign-selection', { acts: lines.length })}</h2>
        {pages > 0 && <span className="push small faint">{t('office.sign-pages-count', { pages })}</span>}
      </div>
      {trouble && (
        <TroubleNotice trouble={trouble} nameOf={id => lines.find(line => line.id === id)?.reference}>
          {refused.length > 0 && refused.length < lines.length && (
            <Button type="button" onClick={() => onLeaveOut(refused)}>
              {t('queue.leave-out')}
            </Button>
          )}
        </TroubleNotice>
      )}
      {leftOut > 0 && (
        <Notice state="attention">
          <p>{t('doubts.left-out', { count: leftOut })}</p>
        </Notice>
      )}
      <output className="small muted">{hint}</output>
      <div ref={button}>
        <Button
          variant="primary"
          big
          full
          type="button"
          icon={unread > 0 ? 'eye' : 'files'}
          shortcut="Ctrl ↵"
          disabled={preparing || !(ready || unread > 0)}
          onClick={onGoOn}
        >
          {preparing
            ? t('office.sign-preparing')
            : unread > 0
              ? t('office.sign-read-on')
              : t('office.sign-prepare', { acts: lines.length })}
        </Button>
      </div>
    </section>
  );
}
