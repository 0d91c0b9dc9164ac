import type { PersonName, StaffActor, StaffId } from '../../../kernel/index.ts';
import type {
  Conversation,
  Opinion,
  QueueCounts,
  QueueKey,
  QueueLine,
  Step,
  StepStaff,
} from '../../../modules/requests/index.ts';
import type { MessageView, OpinionView, QueueCountsAnswer, QueueLineView, StepView } from '../contract/index.ts';

type Names = ReadonlyMap<StaffId, PersonName>;

const instant = (date: Date | null): string | null => date?.toISOString() ?? null;

/** One line of a queue, as its reader sees it. */
export function viewQueueLine(
  { staffId }: StaffActor,
  { request, nature, priority, handedAt, holder, late }: QueueLine,
  { names, doubts }: { readonly names: readonly PersonName[]; readonly doubts: number },
): QueueLineView {
  const { id, reference, officeId, service, channel, state, version } = request;
  return {
    id,
    reference,
    officeId,
    service,
    channel,
    state,
    version,
    nature,
    late,
    priority,
    doubts,
    names: [...names],
    openedAt: request.openedAt.toISOString(),
    queuedAt: instant(request.queuedAt),
    decidedAt: instant(request.decidedAt),
    dueAt: instant(request.dueAt),
    expiresAt: instant(request.expiresAt),
    handedAt: instant(handedAt),
    lease: holder && {
      holder: { id: holder.staffId, name: holder.name },
      mine: holder.staffId === staffId,
      until: holder.until.toISOString(),
    },
  };
}

/** Where a page ended, as one word. */
export function writeKey({ rank, at, id }: QueueKey): string {
  return Buffer.from(JSON.stringify([rank, at, id])).toString('base64url');
}

export function viewCounts({ states, late, mine }: QueueCounts): QueueCountsAnswer {
  return { states: Object.fromEntries(states), late, mine };
}

function staffView(names: Names, id: StaffId): { readonly id: StaffId; readonly name: PersonName | null } {
  return { id, name: names.get(id) ?? null };
}

export function viewOpinion({ staffId }: StaffActor, names: Names, opinion: Opinion): OpinionView {
  const { id, question, answer } = opinion;
  return {
    id,
    question,
    answer,
    askedBy: staffView(names, opinion.askedBy),
    askedOf: staffView(names, opinion.askedOf),
    ofMe: opinion.askedOf === staffId,
    askedAt: opinion.askedAt.toISOString(),
    answeredAt: instant(opinion.answeredAt),
  };
}

export function viewMessage(names: Names, message: Conversation['messages'][number]): MessageView {
  const { id, side, staffId, text, at } = message;
  return { id, from: side, staff: staffId === null ? null : staffView(names, staffId), text, at: at.toISOString() };
}

export function viewStep({ at, what, who, colleague, data, count, staffOnly }: Step): StepView {
  const staff = (each: StepStaff) => ({ id: each.staffId, name: each.name });
  return {
    at: at.toISOString(),
    what,
    count,
    staffOnly,
    data: { ...data },
    who: who.kind,
    staff: who.kind === 'staff' ? staff(who) : null,
    colleague: colleague && staff(colleague),
  };
}
