import { useCallback, useState } from 'react';
import { ApiProblem } from '../../../../api/client/index.ts';
import type { PersonCard, PersonNameValue, ProblemBody } from '../../../../api/contract/index.ts';
import { useOffice } from '../../office-context.ts';
import type { TypedDocument } from '../counter-context.ts';

/** Somebody who was found by name: enough to choose, their file still closed. */
export interface FoundPerson {
  readonly id: string;
  readonly name: PersonNameValue;
  readonly birthDate: string | null;
}

/** What a search came to. */
export type Finding =
  | { readonly kind: 'nothing-yet' }
  | { readonly kind: 'searching' }
  | { readonly kind: 'people'; readonly people: readonly FoundPerson[] }
  | { readonly kind: 'card'; readonly card: PersonCard }
  | { readonly kind: 'nobody'; readonly typed: TypedDocument }
  | { readonly kind: 'reason-needed'; readonly typed: TypedDocument; readonly problem: ProblemBody }
  | { readonly kind: 'refused'; readonly problem: ProblemBody };

export interface FindPeople {
  readonly finding: Finding;
  readonly byName: (name: string) => Promise<void>;
  /** Looks in the whole country; `reason` is for somebody whom the commune has not served yet. */
  readonly byDocument: (typed: TypedDocument, reason?: string) => Promise<void>;
  /** Opens the file of somebody found by name: they will see that it was opened. */
  readonly openFile: (personId: string) => Promise<void>;
  readonly forget: () => void;
}

/** A document number has digits; names have none. */
export function looksLikeNumber(text: string): boolean {
  return /\p{Nd}/u.test(text);
}

/** Documents that countries other than Morocco issue too, for which the country must be said. */
export function needsIssuer(type: TypedDocument['type']): boolean {
  return type === 'passport' || type === 'foreign';
}

/** Looks people up, one search at a time. */
export function useFindPeople(): FindPeople {
  const { api } = useOffice();
  const [finding, setFinding] = useState<Finding>({ kind: 'nothing-yet' });
  const search = useCallback(async (work: () => Promise<Finding>, refused: (problem: ProblemBody) => Finding) => {
    setFinding({ kind: 'searching' });
    try {
      setFinding(await work());
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setFinding(refused(error.problem));
    }
  }, []);
  const plainly = (problem: ProblemBody): Finding => ({ kind: 'refused', problem });
  return {
    finding,
    byName: name =>
      search(async () => ({ kind: 'people', ...(await api.call('searchPeople', { body: { name } })) }), plainly),
    byDocument: (typed, reason) =>
      search(
        async () => {
          const { type, number, issuer } = typed;
          const body = { type, number, ...(needsIssuer(type) && { issuer }), ...(reason !== undefined && { reason }) };
          const { person } = await api.call('findPerson', { body });
          return person ? { kind: 'card', card: person } : { kind: 'nobody', typed };
        },
        problem =>
          problem.code === 'identity.reason-needed' ? { kind: 'reason-needed', typed, problem } : plainly(problem),
      ),
    openFile: personId =>
      search(async () => ({ kind: 'card', card: await api.call('openPerson', { params: { personId } }) }), plainly),
    forget: () => setFinding({ kind: 'nothing-yet' }),
  };
}
