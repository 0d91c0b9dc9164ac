/**
 * What a step of a request’s timeline can be: a change of the request, what was done about it, that its file was opened (`read`), or that
 * somebody wrote (`message`). `refusal-signed`: what was completed is a refusal. Pages ask this list for the name of a step, so that one
 * which a newer process wrote is still shown.
 */
export const stepKinds = [
  'opened',
  'edited',
  'submitted',
  'invited',
  'amended',
  'consented',
  'gathered',
  'paid',
  'declined',
  'expired',
  'reopened',
  'returned',
  'resubmitted',
  'refused',
  'reconsidered',
  'abandoned',
  'completed',
  'refusal-signed',
  'issued',
  'claimed',
  'taken-over',
  'released',
  'reassigned',
  'handed',
  'prioritised',
  'opinion-asked',
  'opinion-answered',
  'due-changed',
  'doubt-marked',
  'doubt-withdrawn',
  'doubt-settled',
  'read',
  'message',
] as const;

export type StepKind = (typeof stepKinds)[number];

/** Deliberation of the office: kept from the applicant. */
const ofTheStaff = [
  'prioritised',
  'opinion-asked',
  'opinion-answered',
  'doubt-marked',
  'doubt-withdrawn',
  'doubt-settled',
] as const satisfies readonly StepKind[];

/** A step that its applicant is told. */
export type ToldStepKind = Exclude<StepKind, (typeof ofTheStaff)[number]>;

/** Whether the applicant is told of such a step. */
export function isTold(kind: StepKind): kind is ToldStepKind {
  return !ofTheStaff.some(each => each === kind);
}
