import { isLocked, permissionsOf } from '../changes/permissions.ts';
import { PadesError } from '../failure.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { type PdfDictionary, PdfReference } from '../pdf/model.ts';
import { catalogOf } from '../pdf/page.ts';
import { signedFields } from '../pdf/signature-field.ts';
import type { Target } from './field.ts';

/** What the signatures of a file say about the next one. */
export interface Restrictions {
  /** Whether anything is signed already; a certification must come first (ISO 32000-2 §12.8.1). */
  readonly isSigned: boolean;
}

/**
 * Refuses what a new signature would break or could not be trusted in: XFA forms (`pdf-unsupported`); files certified
 * against it, usage rights (`pdf-certified`); fields that an earlier signature locks (`field-locked`). A certified file
 * takes signatures in the fields that it left for them, and no new field: strict readers refuse one at every level.
 */
export function assertMayBeSigned(document: PdfDocument, target: Target): Restrictions {
  const { dictionary: catalog } = catalogOf(document);
  const form = document.dictionaryOf(catalog.get('AcroForm'));
  if (form !== undefined && document.resolve(form.get('XFA')) !== null) {
    throw new PadesError('pdf-unsupported', 'the form is XFA, which a signature does not cover as it is shown');
  }
  const signed = signedFields(document);
  assertKnownPermissions(
    document.dictionaryOf(catalog.get('Perms')),
    signed.map(({ object }) => object),
  );
  const name = 'existing' in target ? target.existing.name : target.name;
  for (const { dictionary, field } of signed) {
    const { certification, locks } = permissionsOf(document, dictionary, field.dictionary);
    if (certification === 1) throw new PadesError('pdf-certified', 'the file is certified: nothing may change');
    if (certification !== undefined && !('existing' in target)) {
      throw new PadesError('pdf-certified', 'the file is certified: only its own empty signature fields may be signed');
    }
    if (locks.some(lock => isLocked(lock, name))) {
      throw new PadesError('field-locked', `field ${name} is locked by the signature in ${field.name}`);
    }
  }
  return { isSigned: signed.length > 0 };
}

/** /Perms may name a signature of the form as certifying, and nothing else: usage rights end with any change. */
function assertKnownPermissions(
  permissions: PdfDictionary | undefined,
  signatures: readonly (number | undefined)[],
): void {
  for (const [key, value] of permissions ?? []) {
    const isSignature = value instanceof PdfReference && signatures.includes(value.number);
    if (key !== 'DocMDP' || !isSignature) {
      throw new PadesError(
        'pdf-certified',
        `/Perms restricts changes by /${key}, which no signature field answers for`,
      );
    }
  }
}
