import type { PersonName, StaffId } from '../../../kernel/index.ts';
import type { DoubtsRead } from '../../../modules/requests/index.ts';
import type { DoubtsAnswer, DoubtView } from '../contract/index.ts';

type Names = ReadonlyMap<StaffId, PersonName>;

/** The marks of a request, each on its page as the paper stands now. */
export function viewDoubts({ doubts, document, mayMark, maySettle }: DoubtsRead, names: Names): DoubtsAnswer {
  return { mayMark, maySettle, doubts: doubts.map(doubt => viewDoubt(doubt, document, names)) };
}

function viewDoubt(doubt: DoubtsRead['doubts'][number], document: DoubtsRead['document'], names: Names): DoubtView {
  const { id, pageId, picture, place, reason, words, erased, markedBy, markedAt, end, mayWithdraw } = doubt;
  const index = document?.pages.findIndex(page => page.id === pageId) ?? -1;
  const content = document?.pages[index]?.image ?? document?.clean ?? '';
  return {
    id,
    page: index < 0 ? null : index,
    changed: index < 0 || content.slice(0, picture.length) !== picture,
    place: place && { xMm: place.x, yMm: place.y, widthMm: place.width, heightMm: place.height },
    reason,
    words,
    erased,
    markedBy: names.get(markedBy) ?? null,
    markedAt: markedAt.toISOString(),
    end: end && { how: end.how, by: names.get(end.by) ?? null, at: end.at.toISOString() },
    mayWithdraw,
  };
}
