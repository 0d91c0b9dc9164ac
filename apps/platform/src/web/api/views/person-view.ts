import type { IdentityDocument, PersonFile } from '../../../modules/identity/index.ts';
import type { IdentityDocumentView, PersonCard } from '../contract/index.ts';

/** A number as screens show it: who stands at the counter can compare, who looks over a shoulder cannot copy ("BE•••214"). */
export function maskNumber(number: string): string {
  const letters = /^[A-Z]{0,2}/.exec(number)?.[0] ?? '';
  return `${letters}•••${number.slice(Math.max(letters.length, number.length - 3))}`;
}

/** An identity document without its number. */
export function viewDocument({ id, type, number, issuer, expiresOn, expired }: IdentityDocument): IdentityDocumentView {
  return { id, type, numberMasked: maskNumber(number), issuer, expiresOn, expired };
}

/** A person's file as the counter shows it. */
export function viewPerson(file: PersonFile): PersonCard {
  return {
    id: file.id,
    name: file.name,
    birthDate: file.birthDate,
    language: file.language,
    documents: file.documents.map(viewDocument),
    contacts: { email: file.contacts.email !== undefined, phone: file.contacts.phone !== undefined },
    activated: file.activated,
  };
}
