import type { PersonName } from '../../../kernel/index.ts';

/** SIMULATED: somebody whom the provider knows. `note` says what is special about them, in the two languages of its page. */
export interface SimulatedPerson {
  readonly documentNumber: string;
  readonly name: PersonName;
  /** YYYY-MM-DD, as the next. */
  readonly birthDate: string;
  readonly documentExpiresOn: string;
  readonly note: { readonly ar: string; readonly fr: string };
}

/** Its words for how surely it knows somebody, lowest first. */
export const simulatedLevels = ['urn:simulated:acr:1', 'urn:simulated:acr:2', 'urn:simulated:acr:3'] as const;

/** What its tokens say of a person, by OpenID Connect's names where it has one. */
export function claimsOf(person: SimulatedPerson): Readonly<Record<string, string>> {
  return {
    document_number: person.documentNumber,
    document_expiry: person.documentExpiresOn,
    'name#ar': person.name.arabic,
    'name#fr': person.name.latin,
    birthdate: person.birthDate,
  };
}
