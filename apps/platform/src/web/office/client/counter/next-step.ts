import type { RequestView } from '../../../api/contract/index.ts';

/** The stages of a request at the counter, as the dock shows them. */
export const stages = ['person', 'signature', 'document', 'stamp'] as const;
export type Stage = (typeof stages)[number];

/** The next thing to do: what the primary button does and says. */
export type NextStep =
  | { readonly kind: 'find' }
  | { readonly kind: 'identity'; readonly field: string }
  | { readonly kind: 'sign'; readonly personId: string }
  | { readonly kind: 'witness'; readonly personId: string; readonly position: number }
  | { readonly kind: 'awaited' }
  | { readonly kind: 'document' }
  | { readonly kind: 'page'; readonly pageId: string }
  | { readonly kind: 'nature' }
  | { readonly kind: 'stamp' }
  | { readonly kind: 'warning' }
  | { readonly kind: 'check'; readonly code: string }
  | { readonly kind: 'submit' }
  | { readonly kind: 'act' }
  | { readonly kind: 'rest' };

/** What leads to the place that a lack is about; its `field` names a place on the screen. */
export function stepOf(field: string): NextStep {
  const [place = '', id = '', position = ''] = field.split(':');
  switch (place) {
    case 'signatories':
      return { kind: 'find' };
    case 'signature':
    case 'consent':
      return { kind: 'sign', personId: id };
    case 'witness':
      return { kind: 'witness', personId: id, position: Number(position) };
    case 'awaited':
      return { kind: 'awaited' };
    case 'document':
      return { kind: 'document' };
    case 'page':
      return { kind: 'page', pageId: id };
    case 'nature':
      return { kind: 'nature' };
    case 'stampPlace':
      return { kind: 'stamp' };
    case 'warning':
      return { kind: 'warning' };
    case 'check':
      return { kind: 'check', code: id };
    default:
      return { kind: 'identity', field };
  }
}

/** The next thing to do at the counter. `signsHere`: whoever prepares the request signs it too. */
export function nextStep(request: RequestView | undefined, signsHere: boolean): NextStep {
  if (!request) return { kind: 'find' };
  if (request.state === 'queued') return signsHere ? { kind: 'act' } : { kind: 'rest' };
  if (request.state !== 'draft') return { kind: 'rest' };
  // Who comes another day keeps nobody from the rest of today's work.
  const lack = request.missing.find(({ field }) => !field.startsWith('awaited:')) ?? request.missing[0];
  if (lack) return stepOf(lack.field);
  return { kind: signsHere ? 'act' : 'submit' };
}

const stageOfStep: Readonly<Record<NextStep['kind'], Stage | undefined>> = {
  find: 'person',
  identity: 'person',
  sign: 'signature',
  witness: 'signature',
  awaited: 'signature',
  document: 'document',
  page: 'document',
  nature: 'stamp',
  stamp: 'stamp',
  warning: 'stamp',
  check: 'stamp',
  submit: undefined,
  act: undefined,
  rest: undefined,
};

/** The stage of a lack. */
function stageOf(field: string): Stage | undefined {
  return stageOfStep[stepOf(field).kind];
}

/** How far each stage is: done, in hand, or to come. */
export function stageStates(request: RequestView | undefined): Readonly<Record<Stage, 'done' | 'now' | 'next'>> {
  const open = request ? new Set(request.missing.map(({ field }) => stageOf(field))) : new Set<Stage>(stages);
  const now = stages.find(stage => open.has(stage));
  const stateOf = (stage: Stage) => (stage === now ? 'now' : open.has(stage) ? 'next' : 'done');
  return {
    person: stateOf('person'),
    signature: stateOf('signature'),
    document: stateOf('document'),
    stamp: stateOf('stamp'),
  };
}
