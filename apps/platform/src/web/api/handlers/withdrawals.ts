import { type ActId, asId, ok } from '../../../kernel/index.ts';
import type { Act, WithdrawalId, WithdrawalSeen } from '../../../modules/acts/index.ts';
import { routes, type WithdrawableActView, type WithdrawalView } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';
import { type Api, serve } from '../serve.ts';

/** Acts whose effect is taken away: found, proposed by one, decided by another. */
export function mountWithdrawals(api: Api, { register: { withdrawals } }: ApiDeps): void {
  serve(api, routes.findWithdrawable, async ({ actor, body }) => {
    const found = await withdrawals.find(actor, body.text);
    if (!found.ok) return found;
    const { act, standing } = found.value;
    return ok({
      act: viewAct(act),
      standing: standing && { state: standing.state, reason: standing.reason, since: standing.since.toISOString() },
    });
  });
  serve(api, routes.listWithdrawals, async ({ actor }) => {
    const seen = await withdrawals.list(actor);
    return seen.ok ? ok({ withdrawals: seen.value.map(viewWithdrawal) }) : seen;
  });
  serve(api, routes.proposeWithdrawal, async ({ actor, body, key }) => {
    const { actId, successorId, ...draft } = body;
    const acts = { actId: asId<ActId>(actId), successorId: successorId === null ? null : asId<ActId>(successorId) };
    const proposed = await withdrawals.propose(actor, { ...draft, ...acts }, key);
    return proposed.ok ? ok({ id: proposed.value }) : proposed;
  });
  for (const [route, kind] of [
    [routes.approveWithdrawal, 'approved'],
    [routes.declineWithdrawal, 'declined'],
  ] as const)
    serve(api, route, async ({ actor, params, key }) => {
      const decided = await withdrawals.decide(actor, { id: asId<WithdrawalId>(params.withdrawalId), kind }, key);
      return decided.ok ? ok({ state: decided.value }) : decided;
    });
  serve(api, routes.takeBackWithdrawal, async ({ actor, params, key }) => {
    const taken = await withdrawals.takeBack(actor, asId<WithdrawalId>(params.withdrawalId), key);
    return taken.ok ? ok({ state: taken.value }) : taken;
  });
}

function viewAct({ id, entryNumber, recordedAt, face }: Act): WithdrawableActView {
  return {
    id,
    number: entryNumber,
    at: (face.instant ?? recordedAt).toISOString(),
    office: face.office.name,
    officer: face.officer.name,
    signatories: face.signatories.map(({ name }) => name),
  };
}

function viewWithdrawal({ withdrawal, act, successor, ...seen }: WithdrawalSeen): WithdrawalView {
  const { id, state: withdrawn, reason, proposedAt, decision } = withdrawal;
  return {
    id,
    act: viewAct(act),
    successor: successor && viewAct(successor),
    withdrawn,
    reason,
    words: seen.words,
    state: seen.state,
    proposedBy: seen.proposer.name,
    proposedAt: proposedAt.toISOString(),
    decidedBy: seen.decider?.name ?? null,
    decidedAt: decision?.at.toISOString() ?? null,
    decidable: seen.decidable,
    own: seen.own,
  };
}
