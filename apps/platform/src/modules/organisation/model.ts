import type {
  AccountId,
  ArrondissementId,
  CommuneId,
  Id,
  Jurisdiction,
  LocalizedText,
  OfficeId,
  PersonName,
  Place,
  StaffId,
} from '../../kernel/index.ts';

export type PrefectureId = Id<'prefecture'>;
export type PostingId = Id<'posting'>;

/** The tenant. `mark` says, on every page and paper, that its acts have no legal effect. */
export interface Commune {
  readonly id: CommuneId;
  /** Two to four capitals: CAS. */
  readonly code: string;
  readonly name: LocalizedText;
  readonly mark: 'demo' | 'training' | null;
}

/** A préfecture d'arrondissements, between the commune and its arrondissements (Casablanca only). */
export interface Prefecture {
  readonly communeId: CommuneId;
  readonly id: PrefectureId;
  readonly name: LocalizedText;
}

/** An arrondissement of one of the six cities that have them (organic law 113-14, art. 216). */
export interface Arrondissement {
  readonly communeId: CommuneId;
  readonly id: ArrondissementId;
  readonly prefectureId: PrefectureId | null;
  /** Three capitals: MAA. */
  readonly code: string;
  readonly name: LocalizedText;
}

/** A counter that legalises: the seat of an arrondissement or commune, or one of its annexes. */
export interface Office {
  readonly communeId: CommuneId;
  readonly id: OfficeId;
  readonly arrondissementId: ArrondissementId | null;
  /** Stands in every entry number of the office: MAA03 in 2026/MAA03/000127. */
  readonly code: string;
  readonly name: LocalizedText;
  readonly address: LocalizedText;
  readonly kind: 'seat' | 'annex';
  /** Whether one person serves and signs, or a clerk hands over to an officer: each commune decides. */
  readonly organised: 'one-person' | 'clerk-and-officer';
  /** Civil date, "2026-01-05". */
  readonly openedOn: string;
}

/** An office as administrators see it, closed ones too: a closed office keeps its code for ever. */
export interface OfficeOnRecord extends Office {
  /** Civil date from which nobody is served there. */
  readonly closedOn: string | null;
}

/** Somebody who works for the commune, with the account by which they sign in. */
export interface Staff {
  readonly communeId: CommuneId;
  readonly id: StaffId;
  readonly accountId: AccountId;
  readonly name: PersonName;
}

/** Whether a posting's role is one of the platform's, and not one that the commune composed. */
export function isBuiltIn(role: string): role is RoleName {
  return roleNames.some(name => name === role);
}

/** What members of staff may be posted as; `roles.ts` says which permissions each role holds. */
export const roleNames = [
  'clerk',
  'officer',
  'officer-clerk',
  'head-of-office',
  'supervisor',
  'administrator',
  'auditor',
  'cashier',
  'data-protection-officer',
] as const;
export type RoleName = (typeof roleNames)[number];

/** Permissions of each role. */
export type Roles = Readonly<Record<RoleName, readonly string[]>>;

/** A role that the commune composed itself. */
export type ComposedRoleId = Id<'role'>;

/** A role held somewhere, from an instant on and until another; `validUntil` null: until further notice. */
export interface Posting {
  readonly communeId: CommuneId;
  readonly id: PostingId;
  readonly staffId: StaffId;
  readonly role: RoleName | ComposedRoleId;
  readonly jurisdiction: Jurisdiction;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
}

/** A posting with where it comes from, for whoever administers. */
export interface GivenPosting extends Posting {
  /** Null: the platform, when the commune was installed. */
  readonly grantedBy: StaffId | null;
  /** The second administrator, where the posting takes two. */
  readonly approvedBy: StaffId | null;
  /** Whose work the holder does while that person is away. */
  readonly coversId: StaffId | null;
}

/** Why a statement was taken back. */
export type RevocationReason = 'left' | 'replaced' | 'compromised' | 'mistaken';

/** The place for which a permission at this office is asked. */
export function placeOf({ communeId, arrondissementId, id }: Office): Place {
  return { communeId, arrondissementId, officeId: id };
}
