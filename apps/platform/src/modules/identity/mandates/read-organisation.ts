import { ok, type PersonName, refuse, type Result } from '../../../kernel/index.ts';
import { readContacts } from '../contacts.ts';
import { civilDay, isDay } from '../facts.ts';
import type { Contacts } from '../model.ts';
import { tidy } from '../names.ts';
import { isCourt } from './courts.ts';
import {
  type LegalForm,
  type OrganisationFacts,
  type OrganisationKind,
  type Receipt,
  type Registration,
  type Seat,
} from './organisation.ts';

/** An organisation as a clerk typed it from its papers; empty texts mean that a paper says nothing. */
export interface TypedOrganisation {
  readonly kind: OrganisationKind;
  readonly name: PersonName;
  readonly legalForm?: LegalForm | undefined;
  readonly registration?: { readonly court: string; readonly number: string } | undefined;
  readonly ice?: string | undefined;
  readonly taxId?: string | undefined;
  readonly statutes?: { readonly reference: string; readonly on: string } | undefined;
  readonly receipt?: Receipt | undefined;
  readonly creatingText?: string | undefined;
  readonly address: string;
  readonly contacts?: Contacts | undefined;
}

/** What was read, with what looked wrong without being refused. */
export interface ReadOrganisation {
  readonly facts: OrganisationFacts;
  readonly seat: Seat;
  readonly warnings: readonly 'mandates.ice-check'[];
}

const longestName = 120;
const longestText = 200;
// Companies have digits, ampersands and acronyms in both of their names; a heap of marks on a letter would paint over other lines.
const nameSigns = String.raw`\p{Nd}\s.,،&'’"«»()\/+°·\-–`;
const latinName = new RegExp(String.raw`^(?:[\p{Script=Latin}${nameSigns}]\p{M}{0,3})+$`, 'u');
const arabicName = new RegExp(String.raw`^(?:[\p{Script=Arabic}\p{Script=Latin}${nameSigns}]\p{M}{0,3})+$`, 'u');

/**
 * Reads an organisation's facts. Refused: `mandates.name-missing`, `.name-script`, `.name-too-long`, `.form-missing` (a company's),
 * `.register-missing`, `.court-unknown`, `.register-malformed`, `.ice-malformed`, `.tax-id-malformed`, `.receipt-missing` (an
 * association's), `.creating-text-missing` (a public body's), `.address-missing`, `.text-too-long`, `.date-malformed`, mistakes in contacts. An ICE whose
 * check fails is kept, with a warning: papers bear some.
 */
export function readOrganisation(typed: TypedOrganisation, now: Date): Result<ReadOrganisation> {
  const name = readOrganisationName(typed.name);
  if (!name.ok) return name;
  const registration = readRegistration(typed);
  if (!registration.ok) return registration;
  const ice = readIce(typed.ice ?? '');
  if (!ice.ok) return ice;
  const taxId = (typed.taxId ?? '').replaceAll(/\s/g, '');
  if (!/^\d{0,12}$/.test(taxId)) return refuse('mandates.tax-id-malformed');
  const papers = readPapers(typed, now);
  if (!papers.ok) return papers;
  const seat = readSeat(typed);
  if (!seat.ok) return seat;
  if (typed.kind === 'company' && !typed.legalForm) return refuse('mandates.form-missing');
  return ok({
    facts: {
      kind: typed.kind,
      name: name.value,
      legalForm: typed.kind === 'company' ? (typed.legalForm ?? null) : null,
      registration: registration.value,
      ice: ice.value,
      taxId: taxId || null,
      ...papers.value,
    },
    seat: seat.value,
    warnings: ice.value === null || isIceSound(ice.value) ? [] : ['mandates.ice-check'],
  });
}

/** Whether fifteen digits, read as one whole number, divide by 97. */
export function isIceSound(ice: string): boolean {
  return BigInt(ice) % 97n === 0n;
}

/** Reads fifteen digits, spaces aside; null for none. Refused: `mandates.ice-malformed`. */
export function readIce(typed: string): Result<string | null> {
  const digits = typed.replaceAll(/[\s.-]/g, '');
  if (digits === '') return ok(null);
  return /^\d{15}$/.test(digits) ? ok(digits) : refuse('mandates.ice-malformed');
}

/** Reads a register's number and its court. Refused: `mandates.court-unknown`, `mandates.register-malformed`. */
export function readRegister({
  court,
  number,
}: {
  readonly court: string;
  readonly number: string;
}): Result<Registration> {
  if (!isCourt(court)) return refuse('mandates.court-unknown');
  const plain = number
    .replaceAll(/\s/g, '')
    .toUpperCase()
    .replace(/^0+(?=.)/, '');
  return /^[A-Z0-9/-]{1,20}$/.test(plain) && /\d/.test(plain)
    ? ok({ court, number: plain })
    : refuse('mandates.register-malformed');
}

function readRegistration({ kind, registration }: TypedOrganisation): Result<Registration | null> {
  if (kind !== 'company' && kind !== 'cooperative') return ok(null);
  if (!registration || registration.number.trim() === '') return refuse('mandates.register-missing');
  return readRegister(registration);
}

/** Checks a name in both scripts and tidies its spaces. */
function readOrganisationName(typed: PersonName): Result<PersonName> {
  const name = { arabic: tidy(typed.arabic), latin: tidy(typed.latin) };
  if (name.arabic === '' || name.latin === '') return refuse('mandates.name-missing');
  if (Math.max(name.arabic.length, name.latin.length) > longestName)
    return refuse('mandates.name-too-long', { max: longestName });
  const sound =
    arabicName.test(name.arabic) &&
    latinName.test(name.latin) &&
    /\p{Script=Arabic}/u.test(name.arabic) &&
    /\p{Script=Latin}/u.test(name.latin);
  return sound ? ok(name) : refuse('mandates.name-script');
}

type Papers = Pick<OrganisationFacts, 'statutes' | 'receipt' | 'creatingText'>;

function readPapers({ kind, statutes, receipt, creatingText }: TypedOrganisation, now: Date): Result<Papers> {
  const reference = tidy(statutes?.reference ?? '');
  const text = tidy(creatingText ?? '');
  const given = receipt && {
    number: tidy(receipt.number),
    on: receipt.on,
    authority: tidy(receipt.authority),
    kind: receipt.kind,
  };
  if (kind === 'public-body' && text === '') return refuse('mandates.creating-text-missing');
  if (kind === 'association' && (!given || given.number === '' || given.authority === ''))
    return refuse('mandates.receipt-missing');
  if ([reference, text, given?.number ?? '', given?.authority ?? ''].some(each => each.length > longestText))
    return refuse('mandates.text-too-long', { max: longestText });
  const days = [
    ...(reference === '' ? [] : [statutes?.on ?? '']),
    ...(kind === 'association' ? [given?.on ?? ''] : []),
  ];
  if (!days.every(day => isPast(day, now))) return refuse('mandates.date-malformed');
  return ok({
    statutes: reference === '' || !statutes ? null : { reference, on: statutes.on },
    receipt: kind === 'association' ? (given ?? null) : null,
    creatingText: kind === 'public-body' ? text : null,
  });
}

/** Whether a text is a day that has come. */
export function isPast(day: string, now: Date): boolean {
  return isDay(day) && day <= civilDay(now);
}

function readSeat({ address, contacts }: TypedOrganisation): Result<Seat> {
  const seat = tidy(address);
  if (seat === '') return refuse('mandates.address-missing');
  if (seat.length > longestText) return refuse('mandates.text-too-long', { max: longestText });
  const read = readContacts(contacts ?? {});
  return read.ok ? ok({ address: seat, contacts: read.value }) : read;
}
