import type {
  Centimes,
  CommuneId,
  Id,
  MandateId,
  OrganisationId,
  PersonId,
  PersonName,
  StaffId,
} from '../../../kernel/index.ts';
import type { OrganisationKind, Registration } from './organisation.ts';

/** In which quality somebody acts; `other` in the words of the paper that says so. */
export const roles = ['manager', 'president', 'director', 'proxy', 'treasurer', 'secretary-general', 'other'] as const;
export type Role = (typeof roles)[number];

/** What kind of paper shows a mandate. */
export const evidenceKinds = ['statutes', 'minutes', 'power-of-attorney', 'appointment', 'register-extract'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** The paper that shows a mandate, as the clerk read it. */
export interface Evidence {
  readonly kind: EvidenceKind;
  readonly reference: string;
  /** YYYY-MM-DD. */
  readonly on: string;
}

/** Those who bind the organisation together: `needed` of them, whoever they are. */
export interface JointGroup {
  readonly id: Id<'mandate-group'>;
  readonly name: string;
  readonly needed: number;
}

/** What a mandate lets its holder do. */
export interface MandateScope {
  /** Natures of act by their codes. */
  readonly natures: 'all' | readonly string[];
  /** Most that a paper may be worth; null without limit. */
  readonly most: Centimes | null;
  /** First and last civil day in Morocco, YYYY-MM-DD, both included; null without an end. */
  readonly startsOn: string;
  readonly endsOn: string | null;
  /** Whether its holder reads the organisation's vault. */
  readonly mayRead: boolean;
  /** Whether its holder ends mandates of others. */
  readonly mayRevoke: boolean;
  /** How many times, one below the other, it may be delegated. */
  readonly delegable: number;
}

/** The word of an organisation that somebody acts for it (dahir of 12 August 1913, arts. 879 and following). Never edited: ended, and given anew. */
export interface Mandate extends MandateScope {
  readonly id: MandateId;
  readonly organisationId: OrganisationId;
  readonly personId: PersonId;
  /** The mandate from which it was delegated. */
  readonly parentId: MandateId | null;
  readonly role: Role;
  /** The paper's own words where the role is `other`. */
  readonly roleWords: PersonName | null;
  /** With whom its holder must sign; null for somebody who signs alone. A delegated mandate has its parent's. */
  readonly group: JointGroup | null;
  /** Null for one delegated online. */
  readonly evidence: Evidence | null;
}

/** A word that ended a mandate, from an instant on. */
export interface MandateEnd {
  readonly mandateId: MandateId;
  readonly effectiveAt: Date;
  readonly reason: string;
  readonly by: { readonly personId: PersonId } | { readonly communeId: CommuneId; readonly staffId: StaffId };
  readonly at: Date;
}

/** In which quality, and for whom, a signatory signs: what a paper prints behind their name. */
export interface Capacity {
  readonly organisationId: OrganisationId;
  readonly mandateId: MandateId;
  readonly role: Role;
  readonly roleWords: PersonName | null;
  readonly kind: OrganisationKind;
  /** With the legal form behind. */
  readonly organisation: PersonName;
  readonly register: PrintedRegister | null;
}

/** Where an organisation can be looked up, as papers name it. */
export type PrintedRegister =
  | { readonly type: 'trade' | 'cooperatives'; readonly number: Registration['number']; readonly place: PersonName }
  | { readonly type: 'receipt' | 'ice'; readonly number: string; readonly place: null };
