import { useOffice } from '../office-context.ts';
import { type Counter, focusOn, places, useCounter } from './counter-context.ts';
import { type PageEdits, usePageEdits } from './document/page-edits.ts';
import { pickFiles } from './document/page-tools.tsx';
import type { Command } from './keys.ts';
import type { NextStep } from './next-step.ts';
import { useKeys } from './use-keys.ts';

/** Ties keys and the primary button to what they do. */
export function useCommands(
  step: NextStep,
  singleKeys: boolean,
): { readonly goOn: () => void; readonly lead: (step: NextStep) => void } {
  const { api, go } = useOffice();
  const counter = useCounter();
  const edits = usePageEdits();
  const { desk } = counter;
  const submit = (): Promise<boolean> =>
    desk.change(({ id, version }) => api.call('submitRequest', { params: { requestId: id }, body: { version } }));
  const signAct = async (): Promise<void> => {
    if (!desk.request || (desk.request.state === 'draft' && !(await submit()))) return;
    go(`/office/sign?${new URLSearchParams({ request: desk.request.id })}`);
  };
  const lead = (to: NextStep): void => {
    if (to.kind === 'submit') void submit();
    else if (to.kind === 'act') void signAct();
    else if (to.kind === 'rest') {
      desk.suspend();
      focusOn(places.find);
    } else leadTo(to, counter);
  };
  const goOn = (): void => lead(step);
  useKeys(singleKeys, command => obey(command, { counter, edits, step, lead, enrol: () => go('/office/enrol') }));
  return { goOn, lead };
}

type PlaceStep = Exclude<NextStep, { readonly kind: 'submit' | 'act' | 'rest' }>;

/** Leads to the place on the screen where a step is made. */
function leadTo(step: PlaceStep, { show, showPage, showPane, desk, join }: Counter): void {
  switch (step.kind) {
    case 'find':
      // A request that has nobody yet is the one that the person found will sign.
      join(desk.request?.actions.includes('edit') ?? false);
      return focusOn(places.find);
    case 'sign':
      return show({ kind: 'citizen', personId: step.personId });
    case 'witness':
      return show(step);
    case 'awaited':
      showPane('person');
      return focusOn(places.awaited);
    case 'document':
      showPane('document');
      return pickFiles();
    case 'page': {
      showPane('document');
      const index = desk.request?.document?.pages.findIndex(({ id }) => id === step.pageId) ?? -1;
      if (index >= 0) showPage(index);
      return focusOn(places.page(step.pageId));
    }
    case 'nature':
      showPane('person');
      return focusOn(places.nature);
    case 'stamp':
      showPane('document');
      showPage(desk.request?.options.stampPlace?.page ?? 0);
      return focusOn(places.stamp);
    case 'warning':
      showPane('person');
      return focusOn(places.warnings);
    case 'check':
      showPane('person');
      return focusOn(places.check(step.code));
    case 'identity':
      showPane('person');
      return focusOn(places.person);
  }
}

interface Around {
  readonly counter: Counter;
  readonly edits: PageEdits;
  readonly step: NextStep;
  readonly lead: (step: NextStep) => void;
  readonly enrol: () => void;
}

/** Does what a key means, where it can be done now. */
function obey(command: Command, around: Around): void {
  const { counter, lead, step, enrol } = around;
  const { desk, editable, show } = counter;
  if (command === 'find') return focusOn(places.find);
  if (command === 'enrol') return enrol();
  if (command === 'help') return show({ kind: 'keys' });
  if (command === 'proceed') return lead(step);
  if (command === 'suspend') return counter.cropping ? counter.crop(false) : desk.suspend();
  if (!desk.request) return undefined;
  if (turnPage(command, counter) || !editable) return undefined;
  return change(command, around);
}

/** Goes to another page; answers whether the key meant that. */
function turnPage(command: Command, { desk, page, showPage }: Counter): boolean {
  const last = (desk.request?.document?.pages.length ?? 0) - 1;
  const wanted =
    command === 'next' ? page + 1 : command === 'previous' ? page - 1 : Number(/^page-(\d)$/.exec(command)?.[1]) - 1;
  if (Number.isNaN(wanted)) return false;
  if (wanted >= 0 && wanted <= last) showPage(wanted);
  return true;
}

function change(command: Command, { counter, edits, lead }: Around): void {
  const { desk, page: index, show, crop, cropping } = counter;
  const document = desk.request?.document;
  const page = document?.kind === 'scan' ? document.pages[index] : undefined;
  // Nothing is added to a file that carries signatures.
  const growing = document?.kind !== 'signed-pdf' || document.pages.length === 0;
  switch (command) {
    case 'sign': {
      const waiting =
        desk.request?.signatories.find(({ consentedAt }) => consentedAt === null) ?? desk.request?.signatories[0];
      if (waiting) show({ kind: 'citizen', personId: waiting.personId });
      return;
    }
    case 'files':
      return growing ? pickFiles() : undefined;
    case 'camera':
      return growing ? show({ kind: 'camera' }) : undefined;
    case 'rotate':
      if (page) void edits.rotate(page);
      return;
    case 'crop':
      if (page) crop(!cropping);
      return;
    case 'remove':
      if (page) void edits.remove(page);
      return;
    case 'undo':
      if (document?.kind === 'scan') void edits.restore();
      return;
    case 'nature':
      return lead({ kind: 'nature' });
    case 'stamp':
      return lead({ kind: 'stamp' });
    case 'preview':
      if (document) show({ kind: 'draft' });
      return;
    default:
  }
}
