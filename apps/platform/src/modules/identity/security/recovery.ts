import { z } from 'zod';
import {
  asId,
  type AccountId,
  isId,
  type Language,
  newId,
  ok,
  type PersonId,
  refuse,
  type Result,
} from '../../../kernel/index.ts';
import { rebind, type Tx } from '../../../platform/db/index.ts';
import { type Account, findAccount, setPasswordHash, setProof } from '../account-store.ts';
import { attempt } from '../attempts.ts';
import type { ContactCodeId, ContactCodes } from '../contact-codes/index.ts';
import type { IdentityDependencies } from '../dependencies.ts';
import type { OpenedSession } from '../model.ts';
import { readContactsOf } from '../file.ts';
import { findPerson } from '../people-store.ts';
import { foldContact } from '../protection.ts';
import { endSessions } from '../session-store.ts';
import { proofOf, type SignInPlace } from '../sessions.ts';
import { findNamed, nobody, readAccountName } from './account-name.ts';
import { enter } from './entering.ts';
import { forgetDevices } from './known-device-store.ts';
import { hashPassword, readPassword } from './passwords.ts';
import { stampOf } from './second-factor.ts';
import { recordEvent } from './security-events.ts';
import { openToken, sealToken } from './tokens.ts';

/** Milliseconds from asking for a code to typing it, and from there to the new password. */
const pageLife = 15 * 60_000;

/** What recovery needs besides. */
export interface RecoveryDependencies extends IdentityDependencies {
  readonly contactCodes: Pick<ContactCodes, 'send' | 'confirm' | 'offered'>;
}

/**
 * A forgotten password, at a distance: a code to an e-mail address or a phone that was confirmed for one account only. It leads to a low
 * level and no further: passkeys and apps are out of use until a counter or the national provider proves the person again.
 */
export interface Recovery {
  /** Which kinds of address a code can be sent to here. */
  readonly offered: ContactCodes['offered'];
  /**
   * Sends a code, if the address is one account's. The answer is the same, and takes the same work, when it is nobody's or a family's.
   * Refused: what is wrong with the shape of the address (`identity.recovery-contact-needed` for an account number),
   * `contact-codes.no-text-messages`, `identity.wait`.
   */
  begin(asked: { readonly name: string; readonly language: Language }): Promise<Result<{ readonly begun: string }>>;
  /** Takes the code back. `identity.recovery-refused` for a wrong, used or old code, and for an address that is nobody's. */
  confirm(given: { readonly begun: string; readonly code: string }): Promise<Result<{ readonly confirmed: string }>>;
  /**
   * Opens a low session with a new password, ends every other session and tells the person wherever they can be reached. Refused:
   * `identity.recovery-over`, and every mistake in the password.
   */
  finish(given: {
    readonly confirmed: string;
    readonly password: string;
    readonly place: SignInPlace;
  }): Promise<Result<OpenedSession>>;
}

const id = <Kind extends AccountId | PersonId | ContactCodeId>() =>
  z
    .string()
    .refine(isId)
    .transform(asId<Kind>);
const begunShape = z.object({ accountId: id<AccountId>(), personId: id<PersonId>(), codeId: id<ContactCodeId>() });
const confirmedShape = z.object({ accountId: id<AccountId>(), personId: id<PersonId>(), stamp: z.string() });

/** Builds the recovery of persons’ accounts. */
export function createRecovery(deps: RecoveryDependencies): Recovery {
  return {
    offered: deps.contactCodes.offered,
    begin: async ({ name: typed, language }) => {
      const name = readAccountName(typed);
      if (!name.ok) return name;
      const { kind, value } = name.value;
      if (kind === 'number') return refuse('identity.recovery-contact-needed');
      if (!deps.contactCodes.offered[kind]) return refuse('contact-codes.no-text-messages');
      // Every asking counts like a failure, whoever it is for: letters to strangers are no toy.
      const counted = await attempt(deps, { subject: `recovery ${kind} ${foldContact(value)}` }, async () =>
        refuse('identity.counted'),
      );
      if (!counted.ok && counted.refusal.code === 'identity.wait') return counted;
      return ok({ begun: await begin(deps, { kind, value, language }) });
    },
    confirm: given => confirm(deps, given),
    finish: given => finish(deps, given),
  };
}

async function begin(
  deps: RecoveryDependencies,
  { kind, value, language }: { readonly kind: 'email' | 'phone'; readonly value: string; readonly language: Language },
): Promise<string> {
  const now = deps.clock();
  const found = await deps.db.transaction({}, tx => findNamed(tx, deps.keys, { kind, value }));
  const accountId = found ?? nobody(now);
  const account = await deps.db.transaction({ accountId }, tx => findAccount(tx, { id: accountId }));
  const personId = account?.personId ?? newId<PersonId>(now);
  // To the address on file, never to the one typed: two spellings that are looked up alike may be two people's mailboxes.
  const onFile = await deps.db.transaction({ personId }, tx => readContactsOf(tx, deps.keys, personId));
  const asked = { subject: personId, kind, value: onFile[kind] ?? value, language, purpose: 'recovery' } as const;
  const sent = await sendOrPretend(deps, asked, account !== undefined && onFile[kind] !== undefined);
  // A code that the limits held back is not told: the page would say who has an account.
  const codeId = sent ?? newId<ContactCodeId>(now);
  const until = new Date(now.getTime() + pageLife);
  return sealToken(deps.keys, 'recovery', { value: { accountId, personId, codeId }, until });
}

/** Thrown to undo what was done for nobody. */
class Pretended extends Error {}

/** Sends the code; for nobody it does the same work and undoes it, so that the time of the answer tells nothing. */
async function sendOrPretend(
  { db, contactCodes }: RecoveryDependencies,
  asked: Parameters<ContactCodes['send']>[1] & { readonly subject: PersonId },
  real: boolean,
): Promise<ContactCodeId | undefined> {
  try {
    return await db.transaction({ personId: asked.subject }, async tx => {
      const sent = await contactCodes.send(tx, asked);
      if (!real) throw new Pretended();
      return sent.ok ? sent.value.codeId : undefined;
    });
  } catch (error) {
    if (error instanceof Pretended) return undefined;
    throw error;
  }
}

async function confirm(
  deps: RecoveryDependencies,
  { begun, code }: { readonly begun: string; readonly code: string },
): Promise<Result<{ readonly confirmed: string }>> {
  const now = deps.clock();
  const asked = openToken(deps.keys, 'recovery', { token: begun, shape: begunShape, now });
  if (!asked) return refuse('identity.recovery-refused');
  const { accountId, personId, codeId } = asked;
  // Codes of one account are guessed together, however many were sent.
  return attempt(deps, { subject: `${accountId} recovery`, code: true }, async () => {
    const confirmed = await deps.db.transaction({ personId }, tx =>
      deps.contactCodes.confirm(tx, { subject: personId, codeId, code }),
    );
    if (!confirmed.ok) return refuse('identity.recovery-refused');
    const account = await deps.db.transaction({ accountId }, tx => findAccount(tx, { id: accountId }));
    if (!account) return refuse('identity.recovery-refused');
    const until = new Date(now.getTime() + pageLife);
    return ok({
      confirmed: sealToken(deps.keys, 'new-password', {
        value: { accountId, personId, stamp: stampOf(account) },
        until,
      }),
    });
  });
}

async function finish(
  deps: RecoveryDependencies,
  {
    confirmed,
    password,
    place,
  }: { readonly confirmed: string; readonly password: string; readonly place: SignInPlace },
): Promise<Result<OpenedSession>> {
  const now = deps.clock();
  const proven = openToken(deps.keys, 'new-password', { token: confirmed, shape: confirmedShape, now });
  if (!proven) return refuse('identity.recovery-over');
  const { accountId, personId, stamp } = proven;
  const passwordHash = await hashPassword(password.normalize('NFKC').slice(0, 400));
  return deps.db.transaction({ accountId, personId }, async tx => {
    const account = await findAccount(tx, { id: accountId });
    // The stamp changes with the password: one confirmed code chooses one password.
    if (!account || stampOf(account) !== stamp) return refuse('identity.recovery-over');
    const name = (await findPerson(tx, personId))?.name;
    const read = readPassword(password, { accountNumber: account.number ?? '', name });
    if (!read.ok) return read;
    return ok(await recover(deps, tx, account, { personId, passwordHash, place, now }));
  });
}

async function recover(
  deps: RecoveryDependencies,
  tx: Tx,
  account: Account,
  {
    personId,
    passwordHash,
    place,
    now,
  }: { readonly personId: PersonId; readonly passwordHash: string; readonly place: SignInPlace; readonly now: Date },
): Promise<OpenedSession> {
  const { id: accountId } = account;
  await rebind(tx, { accountId });
  await setPasswordHash(tx, accountId, passwordHash);
  const proof = { proven: proofOf(account).proven, suspended: true };
  await setProof(tx, accountId, proof, now);
  await endSessions(tx, accountId, 'all', now);
  await forgetDevices(tx, accountId);
  await recordEvent(deps, tx, { accountId, personId }, { kind: 'recovered', device: place.device }, now);
  await rebind(tx, { accountId });
  return enter(deps, tx, { ...account, ...proof }, { way: { method: 'recovery' }, place, now });
}
