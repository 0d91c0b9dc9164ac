import type { IdentityDocument, PersonFile } from '../../../modules/identity/index.ts';
import type { IdentityDocumentView, PersonCard } from '../contract/index.ts';
import { maskNumber } from '../contract/mask-number.ts';

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
