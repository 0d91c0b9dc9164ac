import { createContext, useContext } from 'react';
import type { VisitCatalogueView } from '../../../api/contract/index.ts';
import type { Step, Visit } from './visit.ts';

/** What every part of the screen of visits works with. */
export interface VisitDesk {
  readonly visit: Visit;
  readonly change: (change: Partial<Visit> | ((before: Visit) => Visit)) => void;
  readonly catalogue: VisitCatalogueView;
  /** The civil date in Morocco, YYYY-MM-DD. */
  readonly today: string;
  readonly step: Step;
}

export const VisitContext = createContext<VisitDesk | undefined>(undefined);

/** The visit around a part of its screen. Throws outside of one: a bug. */
export function useVisit(): VisitDesk {
  const desk = useContext(VisitContext);
  if (!desk) throw new Error('no visit around this part');
  return desk;
}

/** Ids of the controls that the screen leads to. */
export const visitPlaces = {
  start: 'visit-start',
  goOn: 'visit-go-on',
  attest: 'visit-attest',
  guardian: 'visit-guardian-number',
  warning: 'visit-warned',
  fingerprint: 'visit-fingerprint',
  fingerprintSkip: 'visit-fingerprint-skip',
} as const;
