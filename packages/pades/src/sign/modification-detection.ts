import type { CertificationLevel, FieldLock } from '../changes/model.ts';
import { lockOf } from '../changes/permissions.ts';
import { PadesError } from '../failure.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { dictionary, type PdfDictionary, PdfName, PdfString, type PdfValue } from '../pdf/model.ts';
import { encodeTextString } from '../pdf/text-string.ts';

/** What may change after a certifying signature (DocMDP, ISO 32000-2 §12.8.2.2). */
export interface Certification {
  readonly permissions: CertificationLevel;
}

const version = new PdfName('1.2');

/** Signature reference dictionaries (ISO 32000-2 §12.8.1, table 255); undefined when there is nothing to say. */
export function signatureReferences(
  document: PdfDocument,
  certify: Certification | undefined,
  lock: FieldLock | undefined,
): PdfValue[] | undefined {
  const references: PdfValue[] = [];
  if (certify !== undefined) {
    if (![1, 2, 3].includes(certify.permissions))
      throw new PadesError('option-invalid', `certify.permissions must be 1, 2 or 3, not ${certify.permissions}`);
    references.push(reference('DocMDP', dictionary({ P: certify.permissions, V: version })));
  }
  if (lock !== undefined) {
    const parameters = new Map(lockEntries(lock)).set('V', version);
    references.push(reference('FieldMDP', parameters, document.trailer.get('Root')));
  }
  return references.length === 0 ? undefined : references;
}

function reference(method: string, parameters: PdfDictionary, data?: PdfValue): PdfDictionary {
  return dictionary({
    Type: new PdfName('SigRef'),
    TransformMethod: new PdfName(method),
    TransformParams: new Map<string, PdfValue>([['Type', new PdfName('TransformParams')], ...parameters]),
    // Table 255 asks for it with FieldMDP, and names the catalog.
    Data: data,
  });
}

/** /Lock of a signature field: the same fields (ISO 32000-2 table 236). */
export function lockDictionary(lock: FieldLock): PdfDictionary {
  return new Map<string, PdfValue>([['Type', new PdfName('SigFieldLock')], ...lockEntries(lock)]);
}

function lockEntries({ action, fields }: FieldLock): PdfDictionary {
  if (!['All', 'Include', 'Exclude'].includes(action))
    throw new PadesError('option-invalid', `lock.action must be All, Include or Exclude, not ${action}`);
  if ((action === 'All') !== (fields.length === 0)) {
    throw new PadesError('option-invalid', 'Include and Exclude name fields, All names none');
  }
  const names = fields.map(name => new PdfString(encodeTextString(name)));
  return dictionary({ Action: new PdfName(action), Fields: names.length === 0 ? undefined : names });
}

/** The lock that an empty field of the file carries; undefined when it has none. */
export function lockIn(document: PdfDocument, field: PdfDictionary): FieldLock | undefined {
  const lock = document.dictionaryOf(field.get('Lock'));
  return lock && lockOf(document, lock);
}
