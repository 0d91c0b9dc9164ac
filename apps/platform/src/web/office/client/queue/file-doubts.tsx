import { Button } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import type { RequestView } from '../../../api/contract/index.ts';
import { DoubtList } from '../doubts/doubt-list.tsx';
import { MarkDialog } from '../doubts/mark-dialog.tsx';
import { DoubtPageDialog } from '../doubts/page-dialog.tsx';
import type { Doubts } from '../doubts/use-doubts.ts';
import { useOffice } from '../office-context.ts';

/** What is doubted of a paper in the queue, and the way to mark more. */
export function FileDoubts({
  request,
  doubts,
}: {
  readonly request: RequestView;
  readonly doubts: Doubts;
}): ReactElement | null {
  const { t } = useOffice();
  const [marking, setMarking] = useState(false);
  const [shown, setShown] = useState<number>();
  const pages = request.document?.pages ?? [];
  const { service } = request;
  const mayMark = doubts.mayMark && pages.length > 0;
  return (
    <>
      {mayMark && (
        <div>
          <Button type="button" icon="triangle" onClick={() => setMarking(true)}>
            {t('doubts.mark')}
          </Button>
        </div>
      )}
      <DoubtList {...{ service, doubts }} onShow={({ page }) => setShown(page ?? undefined)} />
      {marking && <MarkDialog {...{ service, pages }} page={0} mark={doubts.mark} onClose={() => setMarking(false)} />}
      {shown !== undefined && (
        <DoubtPageDialog
          {...{ service, doubts, pages }}
          index={shown}
          onShow={({ page }) => setShown(page ?? undefined)}
          onClose={() => setShown(undefined)}
        />
      )}
    </>
  );
}
