import type { CommuneId, OrganisationId, PersonName, StaffId } from '../../../kernel/index.ts';
import type { Contacts } from '../model.ts';
import type { CourtCode } from './courts.ts';

/** What an organisation is in law. */
export const organisationKinds = ['company', 'association', 'cooperative', 'public-body'] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

/** Legal forms with the abbreviation that stands behind the name (laws 17-95 and 5-96; 112-12 on cooperatives). */
export const legalForms = {
  sarl: { arabic: 'ش.م.م', latin: 'SARL' },
  'sarl-au': { arabic: 'ش.م.م ش.و', latin: 'SARL AU' },
  sa: { arabic: 'ش.م', latin: 'SA' },
  sas: { arabic: 'ش.م.ب', latin: 'SAS' },
  snc: { arabic: 'ش.ت', latin: 'SNC' },
  scs: { arabic: 'ش.ت.ب', latin: 'SCS' },
  sca: { arabic: 'ش.ت.أ', latin: 'SCA' },
  gie: { arabic: 'م.ن.إ', latin: 'GIE' },
} as const satisfies Readonly<Record<string, PersonName>>;
export type LegalForm = keyof typeof legalForms;

/** Where an organisation is entered: trade register of companies, local register of cooperatives. A number is unique at its court. */
export interface Registration {
  readonly court: CourtCode;
  readonly number: string;
}

/** The receipt of an association's declaration (dahir 1-58-376, art. 5): without a final one it may not yet act as a legal person. */
export interface Receipt {
  readonly number: string;
  /** YYYY-MM-DD. */
  readonly on: string;
  /** The authority that gave it, as the paper names it. */
  readonly authority: string;
  readonly kind: 'provisional' | 'final';
}

/** What an organisation is known by. Changed at the counter only, the old value kept. */
export interface OrganisationFacts {
  readonly kind: OrganisationKind;
  readonly name: PersonName;
  /** Of a company. */
  readonly legalForm: LegalForm | null;
  /** Of a company or cooperative. */
  readonly registration: Registration | null;
  /** Fifteen digits (identifiant commun de l'entreprise). */
  readonly ice: string | null;
  readonly taxId: string | null;
  readonly statutes: { readonly reference: string; readonly on: string } | null;
  /** Of an association. */
  readonly receipt: Receipt | null;
  /** Of a public body: the law or decree that made it. */
  readonly creatingText: string | null;
}

/** Where an organisation sits and is reached; sealed at rest. */
export interface Seat {
  readonly address: string;
  readonly contacts: Contacts;
}

export interface Organisation extends OrganisationFacts {
  readonly id: OrganisationId;
  readonly seat: Seat;
}

/** A line of a search: enough to choose. */
export interface OrganisationFound {
  readonly id: OrganisationId;
  readonly kind: OrganisationKind;
  readonly name: PersonName;
  readonly registration: Registration | null;
}

/** A change of what an organisation was known by. */
export interface OrganisationChange {
  readonly at: Date;
  readonly communeId: CommuneId;
  readonly staffId: StaffId;
  readonly reason: string;
  /** Names of the facts that changed. */
  readonly fields: readonly string[];
  readonly before: OrganisationFacts & { readonly seat: Seat };
}

/** One reading of an organisation's file at a counter, as its representatives see it. */
export interface OrganisationReading {
  readonly at: Date;
  readonly communeId: CommuneId;
  readonly purpose: 'enrolled' | 'opened' | 'found' | 'found-elsewhere';
  /** Why it was asked for by a commune that had not served it. */
  readonly reason: string | null;
}

/** The name with its legal form behind, as papers print it; the form is not repeated where the name ends with it already. */
export function fullName({ name, legalForm }: Pick<OrganisationFacts, 'name' | 'legalForm'>): PersonName {
  const form = legalForm && legalForms[legalForm];
  if (!form) return name;
  const joined = (text: string, ending: string): string =>
    text.toLowerCase().endsWith(` ${ending.toLowerCase()}`) ? text : `${text} ${ending}`;
  return { arabic: joined(name.arabic, form.arabic), latin: joined(name.latin, form.latin) };
}
