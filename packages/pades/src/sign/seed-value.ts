import type { CertificationLevel } from '../changes/model.ts';
import { PadesError } from '../failure.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { nameText, type PdfDictionary, PdfString, type PdfValue } from '../pdf/model.ts';
import { decodeTextString } from '../pdf/text-string.ts';
import type { DigestName } from '../x509/algorithm.ts';

/** What a field demands of the CMS that comes later, and so is checked when it is embedded. */
export interface CmsDemands {
  /** Digests that the field allows; all when undefined. */
  readonly digests?: readonly DigestName[];
  readonly timestamp?: true;
}

/** Constraints of /SV that its flags make binding, by their bits (ISO 32000-2 table 237). */
const binding = { filter: 1, subFilter: 2, version: 4, reasons: 8, digestMethod: 64 } as const;

/** Bits of constraints that are met here; the others (legal attestation, revocation data, locks…) are not. */
const known = Object.values(binding).reduce((all, bit) => all | bit, 0);

const digestNames: Readonly<Record<string, DigestName>> = { SHA256: 'sha256', SHA384: 'sha384', SHA512: 'sha512' };

/** What the signature will be. */
export interface Intent {
  readonly reason: string | undefined;
  readonly certification: CertificationLevel | undefined;
}

/** Holds an intent against a field's seed values; what is binding and cannot be met throws `field-seed-value`. */
export function obeySeedValues(document: PdfDocument, field: PdfDictionary, intent: Intent): CmsDemands {
  const seed = document.dictionaryOf(field.get('SV'));
  if (seed === undefined) return {};
  const flags = numberIn(document, seed, 'Ff') ?? 0;
  const isBinding = (bit: number) => (flags & bit) !== 0;
  refuseWhen((flags & ~known) !== 0, 'it demands what is not done here');
  refuseWhen(isBinding(binding.filter) && nameIn(document, seed, 'Filter') !== 'Adobe.PPKLite', 'another handler');
  const formats = (document.arrayOf(seed.get('SubFilter')) ?? []).map(item => nameText(document.resolve(item)));
  refuseWhen(isBinding(binding.subFilter) && !formats.includes('ETSI.CAdES.detached'), 'another format');
  refuseWhen(isBinding(binding.version) && (numberIn(document, seed, 'V') ?? 0) > 3, 'a newer version');
  if (isBinding(binding.reasons)) obeyReasons(textsIn(document, seed, 'Reasons'), intent.reason);
  const mdp = document.dictionaryOf(seed.get('MDP'));
  if (mdp !== undefined) {
    // P 0 asks for an approval signature, the others for a certifying one of that level.
    const level = numberIn(document, mdp, 'P') ?? 0;
    refuseWhen(level !== (intent.certification ?? 0), `a certification of level ${level}`);
  }
  const certificate = document.dictionaryOf(seed.get('Cert'));
  refuseWhen(certificate !== undefined && (numberIn(document, certificate, 'Ff') ?? 0) !== 0, 'certain certificates');
  const timestamp = document.dictionaryOf(seed.get('TimeStamp'));
  const wantsTimestamp = timestamp !== undefined && ((numberIn(document, timestamp, 'Ff') ?? 0) & 1) === 1;
  return {
    ...(isBinding(binding.digestMethod) ? { digests: digestsOf(textsIn(document, seed, 'DigestMethod')) } : {}),
    ...(wantsTimestamp ? { timestamp: true } : {}),
  };
}

/** No list, or a single full stop, forbids a reason; else it must be of the list (table 237). */
function obeyReasons(reasons: readonly string[], reason: string | undefined): void {
  const forbidden = reasons.length === 0 || (reasons.length === 1 && reasons[0] === '.');
  refuseWhen(forbidden ? reason !== undefined : !reasons.includes(reason ?? ''), 'one of its own reasons, or none');
}

function digestsOf(methods: readonly string[]): DigestName[] {
  const digests = methods.map(method => digestNames[method]).filter(name => name !== undefined);
  refuseWhen(digests.length === 0, 'a digest that is not SHA-2');
  return digests;
}

function refuseWhen(wrong: boolean, demand: string): void {
  if (wrong) throw new PadesError('field-seed-value', `the field demands ${demand}`);
}

function numberIn(document: PdfDocument, dictionary: PdfDictionary, key: string): number | undefined {
  const value: PdfValue = document.resolve(dictionary.get(key));
  return typeof value === 'number' ? value : undefined;
}

function nameIn(document: PdfDocument, dictionary: PdfDictionary, key: string): string | undefined {
  return nameText(document.resolve(dictionary.get(key)));
}

/** Texts of an array; digest methods are names by the table, and strings in files. */
function textsIn(document: PdfDocument, dictionary: PdfDictionary, key: string): string[] {
  const items = (document.arrayOf(dictionary.get(key)) ?? []).map(item => document.resolve(item));
  return items.flatMap(item => (item instanceof PdfString ? [decodeTextString(item.octets)] : (nameText(item) ?? [])));
}
