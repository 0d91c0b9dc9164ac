import type { CropValue, PageView } from '../../../../api/contract/index.ts';
import { useOffice } from '../../office-context.ts';
import { useCounter } from '../counter-context.ts';

/** What can be done to the pages of the request on the desk; each answers whether it was done. */
export interface PageEdits {
  readonly rotate: (page: PageView) => Promise<boolean>;
  readonly crop: (page: PageView, crop: CropValue | null) => Promise<boolean>;
  readonly remove: (page: PageView) => Promise<boolean>;
  /** Puts the page that was taken out last back. */
  readonly restore: () => Promise<boolean>;
  /** Puts the page at `from` where the one at `to` is. */
  readonly move: (from: number, to: number) => Promise<boolean>;
  /** Takes the whole document out: the only change that a PDF allows. */
  readonly removeAll: () => Promise<boolean>;
}

const turns = { 0: 90, 90: 180, 180: 270, 270: 0 } as const;

/** Edits of pages, always made from the page as it came in. */
export function usePageEdits(): PageEdits {
  const { api } = useOffice();
  const { desk } = useCounter();
  const edit = (page: PageView, change: Pick<PageView, 'rotation' | 'crop'>): Promise<boolean> =>
    desk.change(({ id, version }) =>
      api.call('editPage', { params: { requestId: id, pageId: page.id }, body: { version, ...change } }),
    );
  return {
    rotate: page => edit(page, { rotation: turns[page.rotation], crop: turnedCrop(page.crop) }),
    crop: (page, crop) => edit(page, { rotation: page.rotation, crop }),
    remove: page =>
      desk.change(({ id, version }) =>
        api.call('removePage', { params: { requestId: id, pageId: page.id }, body: { version } }),
      ),
    restore: () =>
      desk.change(async request => {
        const { id, version, document } = request;
        const last = document?.removed.at(-1);
        if (!last) return request;
        return api.call('restorePage', { params: { requestId: id, pageId: last.id }, body: { version } });
      }),
    move: (from, to) =>
      desk.change(async request => {
        const pageIds = moveItem(request.document?.pages.map(({ id }) => id) ?? [], from, to);
        const { id, version } = request;
        return api.call('orderPages', { params: { requestId: id }, body: { version, pageIds } });
      }),
    removeAll: () =>
      desk.change(({ id, version }) => api.call('removeDocument', { params: { requestId: id }, body: { version } })),
  };
}

/** The same piece of paper in the fractions of the page turned once more to the right. */
export function turnedCrop(crop: CropValue | null): CropValue | null {
  return crop && { left: 1 - crop.top - crop.height, top: crop.left, width: crop.height, height: crop.width };
}

/** A copy of the list with the item at `from` put at `to`. */
export function moveItem(items: readonly string[], from: number, to: number): string[] {
  const item = items[from];
  return item === undefined ? [...items] : items.toSpliced(from, 1).toSpliced(to, 0, item);
}
