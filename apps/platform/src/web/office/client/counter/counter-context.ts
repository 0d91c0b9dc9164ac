import { createContext, useContext } from 'react';
import type { IdentityDocumentTypeValue } from '../../../api/contract/index.ts';
import type { Desk } from './desk.ts';
import type { Doubts } from '../doubts/use-doubts.ts';
import type { Intake } from './document/intake.ts';

/** A document as it was typed into the search, to enrol its holder with. */
export interface TypedDocument {
  readonly type: IdentityDocumentTypeValue;
  readonly number: string;
  readonly issuer: string;
}

/** The dialog that lies over the counter. */
export type CounterDialog =
  | { readonly kind: 'citizen'; readonly personId: string }
  | { readonly kind: 'capacity'; readonly personId: string }
  | { readonly kind: 'witnesses' | 'specimen'; readonly personId: string }
  | { readonly kind: 'witness'; readonly personId: string; readonly position: number }
  | { readonly kind: 'await' }
  | { readonly kind: 'other-office' }
  | { readonly kind: 'camera' }
  | { readonly kind: 'draft' }
  | { readonly kind: 'doubt' }
  | { readonly kind: 'keys' };

/** The parts of the screen, of which a narrow one shows one at a time. */
export const panes = ['queue', 'document', 'person'] as const;
export type Pane = (typeof panes)[number];

/** What every part of the counter works with. */
export interface Counter {
  readonly desk: Desk;
  readonly intake: Intake;
  /** Marks of doubt on the pages of the request on the desk. */
  readonly doubts: Doubts;
  /** Whether the request on the desk may be changed. */
  readonly editable: boolean;
  /** The page on the stage, from 0. */
  readonly page: number;
  readonly showPage: (page: number) => void;
  readonly dialog: CounterDialog | undefined;
  readonly show: (dialog: CounterDialog | undefined) => void;
  /** The page is being cropped. */
  readonly cropping: boolean;
  readonly crop: (cropping: boolean) => void;
  readonly pane: Pane;
  readonly showPane: (pane: Pane) => void;
  /** The people looked for will sign the request on the desk, rather than a new one. */
  readonly joining: boolean;
  readonly join: (joining: boolean) => void;
}

export const CounterContext = createContext<Counter | undefined>(undefined);

/** The counter around a part of it. Throws outside of one: a bug. */
export function useCounter(): Counter {
  const counter = useContext(CounterContext);
  if (!counter) throw new Error('no counter around this part');
  return counter;
}

/** Ids of the controls that the counter leads to. */
export const places = {
  find: 'counter-find',
  files: 'counter-files',
  addFiles: 'counter-add-files',
  nature: 'counter-nature',
  stamp: 'counter-stamp',
  warnings: 'counter-warnings',
  goOn: 'counter-go-on',
  person: 'counter-person',
  awaited: 'counter-awaited',
  check: (code: string): string => `counter-check-${code}`,
  page: (pageId: string): string => `counter-page-${pageId}`,
} as const;

/**
 * Moves the focus to a control by its id: at once, so that not a letter typed after a key is lost, and again when the screen has been
 * drawn, for a control that comes up only then or stood behind a dialog.
 */
export function focusOn(id: string): void {
  const focus = (): void => document.getElementById(id)?.focus({ focusVisible: true });
  focus();
  requestAnimationFrame(focus);
}
