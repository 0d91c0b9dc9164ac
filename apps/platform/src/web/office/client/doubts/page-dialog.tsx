import type { CSSProperties, ReactElement } from 'react';
import type { DoubtView, PageView } from '../../../api/contract/index.ts';
import { Dialog } from '../dialog.tsx';
import { useOffice } from '../office-context.ts';
import { DoubtFrames } from './doubt-frames.tsx';
import { DoubtList } from './doubt-list.tsx';
import type { Doubts } from './use-doubts.ts';

/** A page as it came in, with what is doubted on it, and beside it the list. */
export function DoubtPageDialog(props: {
  readonly service: string;
  readonly doubts: Doubts;
  readonly pages: readonly PageView[];
  /** From 0. */
  readonly index: number;
  readonly onShow: (doubt: DoubtView) => void;
  readonly onClose: () => void;
}): ReactElement | null {
  const { t } = useOffice();
  const { service, doubts, pages, index, onShow, onClose } = props;
  const page = pages[index];
  if (!page) return null;
  return (
    <Dialog title={t('doubts.page-title', { page: index + 1 })} size="page" onClose={onClose}>
      <div className="doubt-marking">
        <div className="sheet doubt-sheet" style={{ '--ratio': page.widthMm / page.heightMm } as CSSProperties}>
          <img src={`${page.image}&width=1400`} alt={t('doubts.page-picture', { page: index + 1 })} />
          <DoubtFrames open={doubts.open} {...{ index, page }} />
        </div>
        <DoubtList {...{ service, doubts, onShow }} />
      </div>
    </Dialog>
  );
}
