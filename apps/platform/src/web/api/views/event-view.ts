import { asId, type StaffId } from '../../../kernel/index.ts';
import type { HistoryEvent } from '../../../modules/organisation/index.ts';
import type { EventView } from '../contract/index.ts';
import { nameOfStaff, type Surrounding, viewSomeone } from './administration-view.ts';

/** A line of the history, with the names of today: the line itself holds ids only. */
export function viewEvent(around: Surrounding, event: HistoryEvent): EventView {
  const { id, kind, subjectId, doneBy, approvedBy, doneAt } = event;
  return {
    id,
    kind,
    what: around.t(`administration.event-${kind}`),
    subject: { id: subjectId, name: subjectName(around, subjectId) },
    doneBy: viewSomeone(around, doneBy),
    approvedBy: viewSomeone(around, approvedBy),
    doneAt: doneAt.toISOString(),
  };
}

/** What the id of a subject names: somebody, an office, a role; nothing that needs saying otherwise. */
function subjectName(around: Surrounding, id: HistoryEvent['subjectId']): string {
  const { offices, book, language } = around;
  const office = offices.find(each => each.id === id);
  if (office) return `${office.code} · ${office.name[language]}`;
  const role = book.composed.find(each => each.id === id);
  return role?.name[language] ?? nameOfStaff(around, asId<StaffId>(id)) ?? '';
}
