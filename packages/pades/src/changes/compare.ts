import { sameBytes } from '../bytes.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { nameText } from '../pdf/model.ts';
import { Comparison } from './comparison.ts';
import { identical } from './equality.ts';
import { compareForm } from './form.ts';
import { compareExtensions, compareInformation, compareMetadata } from './metadata.ts';
import type { ChangeClass, ChangeReport } from './model.ts';
import { ObjectStore } from './object-store.ts';
import { comparePages } from './pages.ts';
import { entryOf, type Spot, targetOf } from './revision.ts';
import { compareSecurityStore } from './security-store.ts';
import { settle } from './settle.ts';

const order: readonly ChangeClass[] = ['none', 'long-term-data', 'form-filling', 'annotation', 'other'];

/** The worse of two classes. */
export function worseClass(left: ChangeClass, right: ChangeClass): ChangeClass {
  return order.indexOf(left) > order.indexOf(right) ? left : right;
}

/**
 * What the later revision of a file changed in what the earlier one shows (the questions of ISO 32000-2 §12.8.2.2).
 * Values are compared by what they mean, not by how they are written, along the references from the trailer. Every
 * object that reads otherwise must be answered for by a rule, over every way that leads to it; else the change is `other`.
 * Give the comparisons of one file the same `store`. Limits throw `pdf-limit-exceeded`.
 */
export function compareRevisions(
  earlier: PdfDocument,
  later: PdfDocument,
  store: ObjectStore = new ObjectStore(),
): ChangeReport {
  if (!isPrefix(earlier.bytes, later.bytes)) {
    const detail = 'the later revision does not begin with the octets of the earlier one';
    return { class: 'other', changes: [{ class: 'other', object: undefined, detail }] };
  }
  const comparison = new Comparison(earlier, later, store);
  compareTrailer(comparison);
  settle(comparison);
  const worst = comparison.changes.reduce<ChangeClass>((found, change) => worseClass(found, change.class), 'none');
  return { class: worst, changes: comparison.changes };
}

function isPrefix(start: Uint8Array, whole: Uint8Array): boolean {
  if (start.buffer === whole.buffer && start.byteOffset === whole.byteOffset) return start.length <= whole.length;
  return sameBytes(start, whole.subarray(0, start.length));
}

/** Entries that every update writes for itself, those of a cross-reference stream included (§7.5.5, §7.5.8.2). */
const housekeeping = new Set('Size Prev XRefStm Type Index W Length Filter DecodeParms DL F FFilter'.split(' '));

function compareTrailer(comparison: Comparison): void {
  const [before, after] = [comparison.earlier.trailer(), comparison.later.trailer()];
  const keys = new Set([...comparison.earlier.document.trailer.keys(), ...comparison.later.document.trailer.keys()]);
  for (const key of keys) {
    const [left, right] = [entryOf(before, key), entryOf(after, key)];
    if (key === 'Root') compareCatalog(comparison, left, right);
    else if (key === 'Info') compareInformation(comparison, left, right);
    else if (key === 'ID') compareIdentifier(comparison, left, right);
    // An entry that an update leaves out is out of use, and no reader shows entries that it does not know.
    else if (!housekeeping.has(key) && right.value !== null && !identical(left.value, right.value)) {
      comparison.report('other', undefined, `trailer: /${key} changed`);
    }
  }
}

/** The first identifier stays, the second is the update’s own (§14.4). */
function compareIdentifier(comparison: Comparison, before: Spot, after: Spot): void {
  const [old, present] = [comparison.earlier.open(before), comparison.later.open(after)];
  if (old.value === null || present.value === null) return;
  if (!identical(entryOf(old, 0).value, entryOf(present, 0).value)) {
    comparison.report('other', undefined, 'trailer: the identifier is that of another file');
  }
}

function compareCatalog(comparison: Comparison, before: Spot, after: Spot): void {
  if (targetOf(before) === undefined || !identical(before.value, after.value)) {
    comparison.report('other', targetOf(after), 'the catalog is another object');
    return;
  }
  const [old, present] = [comparison.earlier.open(before), comparison.later.open(after)];
  comparison.markJudged(old, present);
  comparison.compareEntries('catalog', old, present, {
    AcroForm: (_, left, right) => compareForm(comparison, left, right),
    DSS: (_, left, right) => compareSecurityStore(comparison, left, right),
    Extensions: (_, left, right) => compareExtensions(comparison, left, right),
    Metadata: (_, left, right) => compareMetadata(comparison, left, right),
    Version: (_, left, right) => compareVersion(comparison, left, right),
  });
  comparePages(comparison);
}

/** A later version of the syntax, as an update declares it when it uses it (§7.5.2); all are read alike. */
function compareVersion(comparison: Comparison, before: Spot, after: Spot): void {
  if (identical(before.value, after.value)) return;
  const isVersion = /^[12]\.\d$/.test(nameText(after.value) ?? '');
  if (isVersion) comparison.report('long-term-data', after.holder, 'version of the syntax declared');
  else comparison.report('other', after.holder, 'catalog: /Version is no version');
}
