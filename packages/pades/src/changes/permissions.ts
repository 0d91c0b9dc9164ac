import type { PdfDocument } from '../pdf/document.ts';
import { nameText, type PdfDictionary, PdfString, type PdfValue } from '../pdf/model.ts';
import { decodeTextString } from '../pdf/text-string.ts';
import type { CertificationLevel, FieldLock, Permissions } from './model.ts';

/**
 * What a signature allows to change after it, as the signed revision says: DocMDP and FieldMDP of its signature
 * references (ISO 32000-2 §12.8.2.2, §12.8.2.4) and /Lock of its field (§12.7.5.5), whose /P restricts as DocMDP does.
 * DocMDP counts whether or not the catalog's /Perms names the signature: what the signer signed is the stricter reading.
 */
export function permissionsOf(
  document: PdfDocument,
  signature: PdfDictionary,
  field: PdfDictionary = new Map(),
): Permissions {
  const levels: CertificationLevel[] = [];
  const locks: FieldLock[] = [];
  for (const item of document.arrayOf(signature.get('Reference')) ?? []) {
    const reference = document.dictionaryOf(item);
    const method = nameText(document.resolve(reference?.get('TransformMethod')));
    const parameters = document.dictionaryOf(reference?.get('TransformParams')) ?? new Map<string, PdfValue>();
    // Without /P filling and signing are allowed (table 257).
    if (method === 'DocMDP') levels.push(levelOf(document, parameters) ?? 2);
    if (method === 'FieldMDP') locks.push(lockOf(document, parameters));
  }
  const lock = document.dictionaryOf(field.get('Lock'));
  if (lock !== undefined) {
    locks.push(lockOf(document, lock));
    const level = levelOf(document, lock);
    if (level !== undefined) levels.push(level);
  }
  const certification = levels.reduce<CertificationLevel | undefined>(
    (least, level) => ((least ?? 3) < level ? least : level),
    undefined,
  );
  return { certification, locks };
}

/** A /P that is no level is taken for the strictest. */
function levelOf(document: PdfDocument, parameters: PdfDictionary): CertificationLevel | undefined {
  const value = document.resolve(parameters.get('P'));
  if (value === null) return undefined;
  return value === 2 || value === 3 ? value : 1;
}

/** The fields that a lock or FieldMDP parameters name; an action that is not known locks everything. */
export function lockOf(document: PdfDocument, parameters: PdfDictionary): FieldLock {
  const action = nameText(document.resolve(parameters.get('Action')));
  if (action !== 'Include' && action !== 'Exclude') return { action: 'All', fields: [] };
  const fields = document.arrayOf(parameters.get('Fields')) ?? [];
  const names = fields.map(item => document.resolve(item)).filter(name => name instanceof PdfString);
  return { action, fields: names.map(({ octets }) => decodeTextString(octets)) };
}

/** Whether a lock holds for a field; a name stands for all fields below it. */
export function isLocked({ action, fields }: FieldLock, name: string): boolean {
  const isNamed = fields.some(field => name === field || name.startsWith(`${field}.`));
  return action === 'All' || (action === 'Include' ? isNamed : !isNamed);
}
