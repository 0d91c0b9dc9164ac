import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiProblem } from '../../../api/client/index.ts';
import type { ProblemBody, ProposalView, StatementsAnswer } from '../../../api/contract/index.ts';
import { useOffice } from '../office-context.ts';
import { askPasskey, askSimulated, listDemoPeople, type PasskeyAnswer, SignInFailed } from '../sign-in/authenticate.ts';
import { challengeFor } from './said.ts';

/** The three kinds of statement. */
export type ProposalKind = 'delegation' | 'credential' | 'administrator';

/** Why a statement may be taken back. */
export type RevocationReason = 'left' | 'replaced' | 'compromised' | 'mistaken';

/** The commune's statements, and what an administrator does with them. */
export interface Statements {
  readonly answer: StatementsAnswer | undefined;
  readonly problem: ProblemBody | undefined;
  readonly busy: boolean;
  /** What was last done, to be said aloud; undefined before anything was. */
  readonly done: 'signed' | 'stated' | 'withdrawn' | 'revoked' | 'proposed' | undefined;
  readonly sign: (proposal: ProposalView) => void;
  readonly signByCeremony: (proposal: ProposalView, signature: string | null) => void;
  readonly withdraw: (proposal: ProposalView) => void;
  readonly revoke: (statementId: string, reason: RevocationReason) => void;
  /** After a form proposed something. */
  readonly proposed: () => void;
}

/** Loads the statements and keeps them as they become. */
export function useStatements(): Statements {
  const { api, demo } = useOffice();
  const [answer, setAnswer] = useState<StatementsAnswer>();
  const [problem, setProblem] = useState<ProblemBody>();
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<Statements['done']>();
  const load = useCallback(async () => setAnswer(await api.call('listStatements', {})), [api]);
  const attempt = useRef(async (work: () => Promise<Statements['done']>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      setDone(await work());
    } catch (error) {
      if (error instanceof ApiProblem) setProblem(error.problem);
      else if (!(error instanceof SignInFailed)) throw error;
    } finally {
      setBusy(false);
    }
  }).current;
  useEffect(() => {
    const first = setTimeout(() => void load(), 0);
    return () => clearTimeout(first);
  }, [load]);
  const after = async (proposal: ProposalView, otherwise: 'signed' | 'withdrawn'): Promise<Statements['done']> => {
    await load();
    return proposal.state === 'stated' ? 'stated' : otherwise;
  };
  return {
    answer,
    problem,
    busy,
    done,
    sign: proposal =>
      void attempt(async () => {
        const { id, rawId, type, response } = await askAbout(proposal, demo);
        const params = { proposalId: proposal.id };
        const body = { assertion: { id, rawId, type, response } };
        return after(await api.call('signProposal', { params, body }), 'signed');
      }),
    signByCeremony: ({ id: proposalId }, signature) =>
      void attempt(async () =>
        after(await api.call('signByCeremony', { params: { proposalId }, body: { signature } }), 'signed'),
      ),
    withdraw: ({ id: proposalId }) =>
      void attempt(async () =>
        after(await api.call('withdrawProposal', { params: { proposalId }, body: {} }), 'withdrawn'),
      ),
    revoke: (statementId, reason) =>
      void attempt(async () => {
        setAnswer(await api.call('revokeStatement', { params: { statementId }, body: { reason } }));
        return 'revoked';
      }),
    proposed: () =>
      void attempt(async () => {
        await load();
        return 'proposed';
      }),
  };
}

/** Asks the administrator's passkey about exactly these bytes; the demo's own authenticator where it holds the passkey. */
async function askAbout({ body, authentication }: ProposalView, demo: boolean): Promise<PasskeyAnswer> {
  if (!authentication) throw new Error('this reader signs nothing here');
  const options = { ...authentication, challenge: await challengeFor(body) };
  const held = demo ? (await listDemoPeople()).map(({ credentialId }) => credentialId) : [];
  const simulated = authentication.allowCredentials.find(({ id }) => held.includes(id));
  return simulated ? askSimulated(simulated.id)(options) : askPasskey(options);
}
