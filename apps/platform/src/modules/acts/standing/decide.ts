import { ok, type PersonName, refuse, type Result, type StaffId } from '../../../kernel/index.ts';
import { mayBeSamePerson } from '../../identity/index.ts';
import type { Act } from '../model.ts';
import { type Withdrawal, type WithdrawalDraft, type WithdrawalState, withdrawalReasons } from './model.ts';

/** Days in which a proposal may be decided: what was true of an act then is looked at again after that. */
const decidableDays = 7;
const day = 86_400_000;

/** How a proposal stands at a moment. */
export function stateOf({ decision, proposedAt }: Withdrawal, now: Date): WithdrawalState {
  if (decision) return decision.kind;
  return now.getTime() - proposedAt.getTime() > decidableDays * day ? 'lapsed' : 'proposed';
}

/** What is known of an act and of the one that should take its place. */
export interface WithdrawalFacts {
  readonly act: Act;
  /** Whether its effect was taken away already. */
  readonly withdrawn: boolean;
  readonly successor: { readonly act: Act; readonly withdrawn: boolean } | null;
}

/**
 * Whether an act may be withdrawn so. Refusals: `acts.withdrawn-already`, `acts.reason-unfit`; `acts.successor-needed` for a superseded act without another
 * one, `acts.successor-unfit` for one that is older, of another kind, or has no effect itself.
 */
export function decideDraft(draft: WithdrawalDraft, { act, withdrawn, successor }: WithdrawalFacts): Result<void> {
  if (withdrawn) return refuse('acts.withdrawn-already');
  const reasons: readonly string[] = withdrawalReasons[draft.state];
  if (!reasons.includes(draft.reason)) return refuse('acts.reason-unfit');
  if (draft.state === 'revoked') return ok(undefined);
  if (!successor) return refuse('acts.successor-needed');
  const { act: next } = successor;
  const fit = next.id !== act.id && next.kind === act.kind && next.recordedAt > act.recordedAt && !successor.withdrawn;
  return fit ? ok(undefined) : refuse('acts.successor-unfit');
}

/** A member of staff, by the name under which the commune knows them. */
export interface NamedStaff {
  readonly staffId: StaffId;
  readonly name: PersonName;
}

/** Whether the act is, by its names, one of the member of staff’s own papers. Refused: `acts.own-paper`. */
export function notOwnPaper({ name }: NamedStaff, { face }: Act): Result<void> {
  const own = face.signatories.some(signatory => mayBeSamePerson(name, signatory.name));
  return own ? refuse('acts.own-paper') : ok(undefined);
}

/**
 * Whether this member of staff may be the second: another human than who proposed (however many accounts they have), and not the officer
 * who signed, who may find the mistake but not judge it. Refusals: `acts.withdrawal-decided`, `acts.withdrawal-lapsed`,
 * `acts.own-withdrawal`, `acts.own-signature`, `acts.own-paper`.
 */
export function decideSecond(
  withdrawal: Withdrawal,
  { decider, proposer }: { readonly decider: NamedStaff; readonly proposer: NamedStaff },
  act: Act,
  now: Date,
): Result<void> {
  const state = stateOf(withdrawal, now);
  if (state === 'lapsed') return refuse('acts.withdrawal-lapsed');
  if (state !== 'proposed') return refuse('acts.withdrawal-decided');
  if (decider.staffId === proposer.staffId || mayBeSamePerson(decider.name, proposer.name))
    return refuse('acts.own-withdrawal');
  const signed = act.officerId === decider.staffId || mayBeSamePerson(decider.name, act.face.officer.name);
  return signed ? refuse('acts.own-signature') : notOwnPaper(decider, act);
}
