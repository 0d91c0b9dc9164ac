import { ok, type PersonName, type Result } from '../../kernel/index.ts';
import { type NormalDocument, readDocument } from './document-number.ts';
import { readBirthDate, readExpiry } from './facts.ts';
import type { DocumentReference } from './model.ts';
import { readName } from './names.ts';

/** Somebody by a document, as it was typed. */
export interface Declared {
  readonly name: PersonName;
  readonly birthDate?: string | undefined;
  readonly document: DocumentReference & { readonly expiresOn: string };
}

/** The same, every part checked and spelled one way; `birthDate` null when none was given. */
export interface DeclaredIdentity {
  readonly name: PersonName;
  readonly birthDate: string | null;
  readonly document: NormalDocument & { readonly expiresOn: string };
}

/** Checks who somebody says they are by a document that still identifies them. Refuses every mistake by its own code; nothing is looked up. */
export function readDeclared(typed: Declared, now: Date): Result<DeclaredIdentity> {
  const name = readName(typed.name);
  if (!name.ok) return name;
  const birthDate = readBirthDate(typed.birthDate, now);
  if (!birthDate.ok) return birthDate;
  const document = readDocument(typed.document);
  if (!document.ok) return document;
  const expiresOn = readExpiry(typed.document.expiresOn, now);
  if (!expiresOn.ok) return expiresOn;
  return ok({
    name: name.value,
    birthDate: birthDate.value,
    document: { ...document.value, expiresOn: expiresOn.value },
  });
}
