import { type Counter, focusOn, places, useCounter } from '../counter/counter-context.ts';
import { type PageEdits, usePageEdits } from '../counter/document/page-edits.ts';
import { pickFiles } from '../counter/document/page-tools.tsx';
import type { Command } from '../counter/keys.ts';
import { useKeys } from '../counter/use-keys.ts';
import { useOffice } from '../office-context.ts';
import { type CertifyStep, nextStep, spots } from './next-step.ts';

export interface Commands {
  readonly step: CertifyStep;
  readonly goOn: () => void;
  readonly lead: (step: CertifyStep) => void;
  /** Records that the page on the stage was held against the original, and shows the next that was not. */
  readonly compare: () => void;
}

/** Ties keys and the primary button to what they do. */
export function useCommands(singleKeys: boolean): Commands {
  const { api, go } = useOffice();
  const counter = useCounter();
  const edits = usePageEdits();
  const { desk } = counter;
  const step = nextStep(desk.request);
  const compare = async (): Promise<void> => {
    const page = desk.request?.document?.pages[counter.page];
    if (!page || !counter.editable) return;
    const done = await desk.change(({ id, version, certification }) =>
      api.call('comparePage', {
        params: { requestId: id },
        body: { version, pageId: page.id, compared: !(certification?.compared ?? []).includes(page.id) },
      }),
    );
    if (done) counter.showPage(nextUncompared(counter, page.id));
  };
  const lead = (to: CertifyStep): void => {
    if (to.kind === 'submit') {
      void desk.change(({ id, version }) =>
        api.call('submitCertification', { params: { requestId: id }, body: { version } }),
      );
    } else if (to.kind === 'rest') {
      desk.suspend();
      focusOn(places.find);
    } else leadTo(to, counter);
  };
  const commands = { step, lead, goOn: () => lead(step), compare: () => void compare() };
  useKeys(singleKeys, command => obey(command, { ...commands, counter, edits, enrol: () => go('/office/enrol') }));
  return commands;
}

/** The next page after this one that was not compared, or this one. */
function nextUncompared({ desk, page }: Counter, justDone: string): number {
  const pages = desk.request?.document?.pages ?? [];
  const compared = new Set([...(desk.request?.certification?.compared ?? []), justDone]);
  const order = pages.map((_, offset) => (page + 1 + offset) % pages.length);
  return order.find(index => !compared.has(pages[index]?.id ?? '')) ?? page;
}

/** Leads to the place on the screen where a step is made. */
function leadTo(step: CertifyStep, { join, desk, show, showPane, showPage }: Counter): void {
  const pageAt = (id: string): void => {
    showPane('document');
    const index = desk.request?.document?.pages.findIndex(page => page.id === id) ?? -1;
    if (index >= 0) showPage(index);
  };
  switch (step.kind) {
    case 'find':
      join(desk.request?.actions.includes('edit') ?? false);
      return focusOn(places.find);
    case 'document':
      showPane('document');
      return pickFiles();
    case 'page':
      pageAt(step.pageId);
      return focusOn(places.page(step.pageId));
    case 'compare':
      pageAt(step.pageId);
      return focusOn(spots.compare);
    case 'sign':
      return show({ kind: 'citizen', personId: step.personId });
    case 'field':
      showPane('person');
      return focusOn(step.spot);
    default:
  }
}

interface Around extends Commands {
  readonly counter: Counter;
  readonly edits: PageEdits;
  readonly enrol: () => void;
}

/** Does what a key means, where it can be done now. */
function obey(command: Command, { counter, edits, step, lead, compare, enrol }: Around): void {
  const { desk, editable, show, page: index, showPage, crop, cropping } = counter;
  if (command === 'find') return focusOn(places.find);
  if (command === 'enrol') return enrol();
  if (command === 'help') return show({ kind: 'keys' });
  if (command === 'proceed') return lead(step);
  if (command === 'suspend') return cropping ? crop(false) : desk.suspend();
  const pages = desk.request?.document?.pages ?? [];
  const wanted = pageOf(command, index);
  if (wanted !== undefined) return wanted >= 0 && wanted < pages.length ? showPage(wanted) : undefined;
  if (!editable) return undefined;
  const page = pages[index];
  const holders = desk.request?.certification?.holders ?? [];
  const signer = holders.find(({ signedAt }) => signedAt === null) ?? holders[0];
  const does: Partial<Record<Command, () => unknown>> = {
    files: pickFiles,
    ...(signer && { sign: () => show({ kind: 'citizen', personId: signer.personId }) }),
    camera: () => show({ kind: 'camera' }),
    undo: () => edits.restore(),
    nature: () => focusOn(spots.kind),
    ...(page && {
      rotate: () => edits.rotate(page),
      crop: () => crop(!cropping),
      remove: () => edits.remove(page),
      stamp: compare,
      preview: () => show({ kind: 'draft' }),
    }),
  };
  does[command]?.();
  return undefined;
}

function pageOf(command: Command, page: number): number | undefined {
  if (command === 'next') return page + 1;
  if (command === 'previous') return page - 1;
  const named = /^page-(\d)$/.exec(command)?.[1];
  return named === undefined ? undefined : Number(named) - 1;
}
