import { randomBytes } from 'node:crypto';

declare const brand: unique symbol;
/** A UUIDv7 that names one kind of thing only: the compiler refuses to mix an office with an act. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind };

export type CommuneId = Id<'commune'>;
export type ArrondissementId = Id<'arrondissement'>;
export type OfficeId = Id<'office'>;
export type StaffId = Id<'staff'>;
export type DelegationId = Id<'delegation'>;
export type CredentialId = Id<'credential'>;
export type PersonId = Id<'person'>;
export type OrganisationId = Id<'organisation'>;
export type MandateId = Id<'mandate'>;
export type AccountId = Id<'account'>;
export type SessionId = Id<'session'>;
export type RequestId = Id<'request'>;
export type PartyId = Id<'party'>;
export type DocumentId = Id<'document'>;
export type PageId = Id<'page'>;
export type ActId = Id<'act'>;
export type PreparationId = Id<'preparation'>;

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A new UUIDv7 (RFC 9562 §5.7) for the instant `now`: ids made later sort later, so that indexes grow at one end. */
export function newId<I extends Id<string>>(now: Date): I {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now.getTime(), 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as I;
}

/** Whether `value` has the shape of an id. What it names is for the caller to know. */
export function isId(value: unknown): boolean {
  return typeof value === 'string' && pattern.test(value);
}

/** Reads an id that comes from a trusted place (the database, a signed statement). Throws when it is not an id. */
export function asId<I extends Id<string>>(value: string): I {
  if (!isId(value)) throw new TypeError('not an id');
  return value as I;
}
