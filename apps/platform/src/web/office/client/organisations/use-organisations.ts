import { useCallback, useEffect, useState } from 'react';
import { ApiProblem } from '../../../api/client/index.ts';
import type {
  FindOrganisationBody,
  OrganisationCard,
  OrganisationLine,
  ProblemBody,
} from '../../../api/contract/index.ts';
import { useOffice } from '../office-context.ts';

/** What the screen shows: a list to choose from, one file, or what was refused. */
export interface Organisations {
  readonly card: OrganisationCard | undefined;
  readonly found: readonly OrganisationLine[] | undefined;
  readonly problem: ProblemBody | undefined;
  readonly nobody: boolean;
  readonly byName: (name: string) => void;
  readonly byNumber: (asked: FindOrganisationBody) => void;
  readonly open: (organisationId: string) => void;
  readonly show: (card: OrganisationCard | undefined) => void;
}

const base = '/office/organisations';

/** Finds organisations and keeps the one that is open, which the address names. */
export function useOrganisations(): Organisations {
  const { api, go } = useOffice();
  const [card, setCard] = useState<OrganisationCard>();
  const [found, setFound] = useState<readonly OrganisationLine[]>();
  const [problem, setProblem] = useState<ProblemBody>();
  const [nobody, setNobody] = useState(false);
  const attempt = useCallback(async (work: () => Promise<void>) => {
    setProblem(undefined);
    setNobody(false);
    setFound(undefined);
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error.problem);
    }
  }, []);
  const show = (next: OrganisationCard | undefined): void => {
    setCard(next);
    go(next ? `${base}/${next.id}` : base);
  };
  useEffect(() => {
    const organisationId = location.pathname.slice(base.length + 1);
    if (organisationId === '') return undefined;
    const first = setTimeout(
      () => void attempt(async () => setCard(await api.call('openOrganisation', { params: { organisationId } }))),
      0,
    );
    return () => clearTimeout(first);
  }, [api, attempt]);
  return {
    card,
    found,
    problem,
    nobody,
    show,
    byName: name =>
      void attempt(async () => {
        setFound((await api.call('searchOrganisations', { body: { name } })).organisations);
      }),
    byNumber: asked =>
      void attempt(async () => {
        const { organisation } = await api.call('findOrganisation', { body: asked });
        if (organisation) show(organisation);
        else setNobody(true);
      }),
    open: organisationId =>
      void attempt(async () => show(await api.call('openOrganisation', { params: { organisationId } }))),
  };
}
