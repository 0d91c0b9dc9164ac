import { createHash } from 'node:crypto';
import { sameBytes } from '../bytes.ts';
import { PadesError } from '../failure.ts';

/** What became of a paper: nothing takes its place, or another one does. */
export type WithdrawnState = 'revoked' | 'superseded';

/** One paper that has no effect any more, by the digest of the code that it bears: who does not hold it learns nothing. */
export interface WithdrawalEntry {
  /** `digestOfCode`, hexadecimal. */
  readonly code: string;
  readonly state: WithdrawnState;
  /** ISO 8601, in UTC. */
  readonly since: string;
}

/** All papers of one issuer that have no effect at a moment. Once there, a paper stays. */
export interface WithdrawalList {
  /** Which issuer's papers: its own short code. */
  readonly issuer: string;
  /** From 1, each list one more than the one before it. */
  readonly number: number;
  /** When it was made, and until when another one is to be had: ISO 8601, in UTC. */
  readonly thisUpdate: string;
  readonly nextUpdate: string;
  /** By code, each once. */
  readonly entries: readonly WithdrawalEntry[];
}

const version = 1;
const purpose = 'withdrawals';
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const digest = /^[0-9a-f]{64}$/;
/** Issuers name themselves so. */
const issuerCode = /^[A-Z0-9-]{1,12}$/;

/** SHA-256 of the printed code of a paper, under a name that nothing else uses; `code` without gaps, in capitals. Hexadecimal. */
export function digestOfCode(code: string): string {
  return createHash('sha256').update(`withdrawn-code|${code}`).digest('hex');
}

/** The exact bytes of a list, which are what is signed: JSON with its members in order, no gaps (RFC 8785). Throws `list-malformed`. */
export function writeWithdrawalList({ issuer, number, thisUpdate, nextUpdate, entries }: WithdrawalList): Buffer {
  const lines = entries.map(({ code, since, state }) => ({ code, since, state }));
  const list = { entries: lines, issuer, nextUpdate, number, purpose, thisUpdate, v: version };
  const bytes = Buffer.from(JSON.stringify(list));
  readWithdrawalList(bytes);
  return bytes;
}

/** Reads a list. Throws `list-malformed` on anything but the one spelling of one, its entries in order and each once. */
export function readWithdrawalList(bytes: Uint8Array): WithdrawalList {
  const list = membersOf(parseJson(bytes), ['entries', 'issuer', 'nextUpdate', 'number', 'purpose', 'thisUpdate', 'v']);
  const { issuer, nextUpdate, number, thisUpdate, entries } = list;
  const known = list['v'] === version && list['purpose'] === purpose;
  const numbered = typeof number === 'number' && Number.isSafeInteger(number) && number > 0;
  if (
    !known ||
    !numbered ||
    !isText(issuer, issuerCode) ||
    !isText(thisUpdate, instant) ||
    !isText(nextUpdate, instant)
  )
    throw malformed('what it says of itself');
  if (thisUpdate >= nextUpdate || !Array.isArray(entries)) throw malformed('its dates, or its entries');
  const read = { issuer, number, thisUpdate, nextUpdate, entries: entries.map(readEntry) };
  if (read.entries.some(({ code }, index) => index > 0 && code <= (read.entries[index - 1]?.code ?? '')))
    throw malformed('the order of its entries');
  const lines = read.entries.map(({ code, since, state }) => ({ code, since, state }));
  const spelled = JSON.stringify({ entries: lines, issuer, nextUpdate, number, purpose, thisUpdate, v: version });
  if (!sameBytes(Buffer.from(spelled), bytes)) throw malformed('its spelling');
  return read;
}

function readEntry(value: unknown): WithdrawalEntry {
  const { code, since, state } = membersOf(value, ['code', 'since', 'state']);
  if (!isText(code, digest) || !isText(since, instant) || (state !== 'revoked' && state !== 'superseded'))
    throw malformed('an entry');
  return { code, since, state };
}

/** Parses JSON. Throws `list-malformed`. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw malformed('it is no JSON');
  }
}

/** The members of an object that has exactly these. Throws `list-malformed`. */
export function membersOf(value: unknown, names: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed('it is no object');
  const members = Object.entries(value);
  if (members.length !== names.length || !names.every(name => Object.hasOwn(value, name)))
    throw malformed('its members');
  return Object.fromEntries(members);
}

function isText(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value);
}

/** The failure of a list that cannot be read, saying where. */
export function malformed(where: string): PadesError {
  return new PadesError('list-malformed', `not a list of withdrawn papers: ${where}`);
}
