import type { CommuneId, CredentialId, DelegationId, LocalizedText, OfficeId, StaffId } from '../../../kernel/index.ts';
import type { AbsenceId } from '../absences/absences.ts';
import type { Assertion, Passkey } from '../webauthn/assertion.ts';
import type { ActNature, AdministratorId, StatementBody, StatementKind } from './statement.ts';

/** The id that a statement has from its proposal on. */
export type StatementId = AdministratorId | CredentialId | DelegationId;

/** What an administrator proposes; the platform adds version, commune and id. Instants are kept to the millisecond. */
export type StatementDraft =
  | {
      readonly kind: 'delegation';
      readonly subject: StaffId;
      readonly capacity: LocalizedText;
      /** The written order: "14/2026". */
      readonly reference: string;
      readonly offices: readonly OfficeId[];
      readonly natures: readonly ActNature[];
      /** The absence for whose days it is given, and with which it ends. */
      readonly covers?: AbsenceId | undefined;
      readonly validFrom: Date;
      readonly validUntil: Date;
    }
  | {
      readonly kind: 'credential';
      readonly subject: StaffId;
      readonly passkey: Passkey;
      /** DER X.509, already judged against the officers' trust. */
      readonly certificate: Uint8Array;
      readonly validFrom: Date;
      readonly validUntil: Date;
    }
  | {
      readonly kind: 'administrator';
      readonly subject: StaffId;
      readonly passkey: Passkey;
      readonly validFrom: Date;
      readonly validUntil: Date;
    };

/** A statement waiting for its signatures. `stated` once it is kept as a statement. */
export type ProposalState = 'open' | 'stated' | 'withdrawn' | 'expired';

/** One administrator's signature on a proposal. */
export interface ProposalSignature {
  readonly signedBy: StaffId;
  readonly administratorId: AdministratorId;
  readonly assertion: Assertion;
  readonly signedAt: Date;
}

/** A proposal as the room keeps it: the exact bytes to sign, and how far it has come. */
export interface StatementProposal {
  readonly communeId: CommuneId;
  readonly id: StatementId;
  readonly kind: StatementKind;
  readonly bytes: Uint8Array;
  readonly body: StatementBody;
  readonly proposedBy: StaffId;
  readonly proposedAt: Date;
  readonly expiresAt: Date;
  readonly signatures: readonly ProposalSignature[];
  readonly withdrawnAt: Date | null;
  readonly stated: boolean;
}

/** Where a proposal stands at `now`. */
export function stateOfProposal(
  { stated, withdrawnAt, expiresAt }: Pick<StatementProposal, 'stated' | 'withdrawnAt' | 'expiresAt'>,
  now: Date,
): ProposalState {
  if (stated) return 'stated';
  if (withdrawnAt) return 'withdrawn';
  return expiresAt <= now ? 'expired' : 'open';
}
