export type { OpenedAgain } from './again.ts';
export { isTakenUpFrom } from './again.ts';
export { runCommand, runCommandIn } from './command.ts';
export type { CommandAt, EditStep } from './editing.ts';
export { changedRequest, runEdit } from './editing.ts';
export { correctionFields, correctionReasons } from './correction.ts';
export type { Conversation, ConversationDeps, Conversations, Message, Talked } from './conversation/conversation.ts';
export { createConversations } from './conversation/conversation.ts';
export type { Doubts, DoubtsRead } from './doubts/doubts.ts';
export { checkSettled, createDoubts } from './doubts/doubts.ts';
export type { Doubt, DoubtId } from './doubts/model.ts';
export type { BulkAction, Outcome } from './handling/bulk.ts';
export { applyToEach } from './handling/bulk.ts';
export { expireLapsed, expiryTask } from './expiry.ts';
export type { Handling, HandlingDeps } from './handling/handling.ts';
export { createHandling } from './handling/handling.ts';
export type { Handled, HandlingKind, Lease, Opinion, OpinionId, Priority, PriorityReason } from './handling/model.ts';
export type { Opinions } from './handling/opinions.ts';
export { createOpinions } from './handling/opinions.ts';
export type {
  AskedChange,
  ChangedRequest,
  Channel,
  Correction,
  Part,
  PlainVerb,
  RequestRefusal,
  RequestState,
  ServiceRequest,
} from './model.ts';
export type { OwnRequest } from './own-store.ts';
export { eraseWords } from './erasing.ts';
export type { Concerning } from './own-store.ts';
export { countOpenOf, mayBeginAnother } from './own-store.ts';
export type { PaperRules, RequestPages, Upload } from './pages.ts';
export { createRequestPages } from './pages.ts';
export type { AskedVerb } from './policy.ts';
export { requestsPermissions } from './policy.ts';
export type { LapseDays } from './lapse.ts';
export { usualLapseDays } from './lapse.ts';
export type { Opening, RequestAt, Requests, RequestsPorts, TakenStep } from './ports.ts';
export type { QueueCounts, QueueLine, QueuePage, QueueQuery, Queues } from './queues/queue.ts';
export { createQueues } from './queues/queue.ts';
export type { QueueKey } from './queues/queue-store.ts';
export type { ReckoningDeps } from './reckon.ts';
export { reckonAnew, reckonTask } from './reckon.ts';
export { createRequests } from './service.ts';
export {
  findRequest,
  findRequests,
  lockRequest,
  readReference,
  selectWithPapers,
  updatePapersDestroyed,
} from './store.ts';
export type { Step, StepActor, StepStaff, Timeline } from './timeline/timeline.ts';
export { createTimeline } from './timeline/timeline.ts';
