import type { ReactElement } from 'react';
import { DoubtList } from '../doubts/doubt-list.tsx';
import { MarkDialog } from '../doubts/mark-dialog.tsx';
import { useCounter } from './counter-context.ts';

/** The marks of doubt of the request on the desk; each leads to its page on the stage. */
export function DeskDoubts(): ReactElement | null {
  const { desk, doubts, showPage, showPane } = useCounter();
  if (!desk.request) return null;
  return (
    <DoubtList
      service={desk.request.service}
      doubts={doubts}
      onShow={({ page }) => {
        showPane('document');
        showPage(page ?? 0);
      }}
    />
  );
}

/** Marking the page on the stage. */
export function MarkDeskDoubt(): ReactElement | null {
  const { desk, doubts, page, show } = useCounter();
  const { request } = desk;
  if (!request) return null;
  return (
    <MarkDialog
      service={request.service}
      pages={request.document?.pages ?? []}
      page={page}
      mark={doubts.mark}
      onClose={() => show(undefined)}
    />
  );
}
