import { ok, type Refusal, refuse, type Result, type StaffId } from '../../kernel/index.ts';
import type { CancellationReason } from '../register/index.ts';
import type { Preparation } from './model.ts';

/** What is known of a preparation's acts when a confirmation arrives. */
export interface ConfirmationFacts {
  readonly confirmed: boolean;
  /** Whether a later preparation holds one of its acts. */
  readonly replaced: boolean;
}

/** Whether the officer may confirm this preparation now; every refusal has its own code. */
export function decideConfirmation(
  preparation: Preparation,
  officer: StaffId,
  facts: ConfirmationFacts,
  now: Date,
): Result<Uint8Array> {
  if (preparation.officerId !== officer) return refuse('acts.other-officer');
  if (facts.confirmed) return refuse('acts.already-confirmed');
  if (preparation.manifest === null) return refuse('acts.not-ready');
  if (facts.replaced) return refuse('acts.preparation-replaced');
  const settled = preparation.acts.some(({ settledAt }) => settledAt !== null);
  if (settled || now > preparation.expiresAt) return refuse('acts.preparation-lapsed');
  return ok(preparation.manifest);
}

/** Why a number is cancelled when the sealer refuses for ever. */
export function reasonOf({ code }: Refusal): CancellationReason {
  if (code === 'sealing.confirmed-too-late') return 'confirmed-too-late';
  if (code === 'sealing.timestamp-outside-delegation') return 'timestamp-outside-delegation';
  if (
    code.startsWith('organisation.assertion-') ||
    code === 'sealing.manifest-malformed' ||
    code === 'sealing.expiry-too-far'
  )
    return 'confirmation-not-valid';
  if (/^organisation\.(statement|delegation)-(ended|revoked|not-yet)$/.test(code)) return 'delegation-ended';
  return 'officer-not-entitled';
}
