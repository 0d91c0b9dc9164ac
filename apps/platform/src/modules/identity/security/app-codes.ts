import { randomBytes } from 'node:crypto';
import { ok, type PersonActor, reaches, refuse, type Result } from '../../../kernel/index.ts';
import { type Tx } from '../../../platform/db/index.ts';
import { findAccount } from '../account-store.ts';
import { formatAccountNumber } from '../account-number.ts';
import { newActivationCode } from '../activation-code.ts';
import { attempt } from '../attempts.ts';
import type { IdentityDependencies } from '../dependencies.ts';
import { proofOf } from '../sessions.ts';
import { createSubjectVault } from '../subject-vault.ts';
import * as store from './app-code-store.ts';
import { digestOfRecoveryCode, placeOfSecret, readDigits } from './app-code-use.ts';
import { bindingLevel, hasSteppedUp, provenLevel } from './assurance.ts';
import { recordEvent } from './security-events.ts';
import { appAddress, findStep, toBase32 } from './totp.ts';

const secretBytes = 20;
const recoveryCodes = 10;

/** How it stands with the codes of an account. */
export interface AppCodeState {
  /** Since when an app is bound; null when none is. */
  readonly since: Date | null;
  /** Recovery codes that can still be used. */
  readonly recoveryCodes: number;
}

/** A secret to show once, and never again. */
export interface AppSecret {
  /** For the QR: `otpauth://…` */
  readonly address: string;
  /** Base 32 in groups of four, to be typed. */
  readonly text: string;
}

/** Codes of an authenticator app, asked for beside the password (RFC 6238). */
export interface AppCodes {
  readState(actor: PersonActor): Promise<AppCodeState>;
  /**
   * A fresh secret, which counts for nothing until `confirm`. Refused: `identity.level-too-low` below a substantial session,
   * `identity.step-up-needed`, `identity.codes-there` when an app is bound already.
   */
  begin(actor: PersonActor): Promise<Result<AppSecret>>;
  /**
   * Binds the app whose code was typed and answers ten recovery codes, kept nowhere in clear. Refused as `begin`, and
   * `identity.code-wrong`, `identity.wait`.
   */
  confirm(actor: PersonActor, typed: string): Promise<Result<readonly string[]>>;
  /** Ten new recovery codes; the older ones are dead. Refused as `begin`, and `identity.codes-absent` while no app is bound. */
  renewRecoveryCodes(actor: PersonActor): Promise<Result<readonly string[]>>;
  /** Takes app and recovery codes away. Refused: `identity.level-too-low` below a substantial session, `identity.step-up-needed`. */
  remove(actor: PersonActor): Promise<Result<null>>;
}

/** Builds the codes of persons. */
export function createAppCodes(deps: IdentityDependencies): AppCodes {
  const { db, clock } = deps;
  return {
    readState: ({ accountId }) =>
      db.transaction({ accountId }, async tx => ({
        since: (await store.lockAppCode(tx, accountId))?.confirmedAt ?? null,
        recoveryCodes: await store.countRecoveryCodes(tx, accountId),
      })),
    begin: actor => begin(deps, actor),
    confirm: (actor, typed) =>
      attempt(deps, { subject: `${actor.accountId} binding` }, () => confirm(deps, actor, typed)),
    renewRecoveryCodes: async actor => {
      // Whoever recovered the account by its mailbox would keep codes for the day when its owner is proven again.
      const allowed = mayBind(actor, clock());
      if (!allowed.ok) return allowed;
      return db.transaction({ accountId: actor.accountId }, async tx => {
        if (!(await store.lockAppCode(tx, actor.accountId))?.confirmedAt) return refuse('identity.codes-absent');
        const codes = await writeRecoveryCodes(deps, tx, actor);
        await recordEvent(deps, tx, actor, { kind: 'recovery-codes-renewed' }, clock());
        return ok(codes);
      });
    },
    remove: async actor => {
      const allowed = mayBind(actor, clock());
      if (!allowed.ok) return allowed;
      return db.transaction({ accountId: actor.accountId }, async tx => {
        const app = await store.lockAppCode(tx, actor.accountId);
        await store.deleteAppCode(tx, actor.accountId);
        if (app?.confirmedAt) await recordEvent(deps, tx, actor, { kind: 'codes-removed' }, clock());
        return ok(null);
      });
    },
  };
}

/** Whether this session may bind another way in. */
export function mayBind(actor: PersonActor, now: Date): Result<true> {
  if (!reaches(actor.level, bindingLevel)) return refuse('identity.level-too-low', { needed: bindingLevel });
  return hasSteppedUp(actor, now) ? ok(true) : refuse('identity.step-up-needed');
}

async function begin(deps: IdentityDependencies, actor: PersonActor): Promise<Result<AppSecret>> {
  const { accountId, personId } = actor;
  const now = deps.clock();
  const allowed = mayBind(actor, now);
  if (!allowed.ok) return allowed;
  return deps.db.transaction({ accountId, personId }, async tx => {
    const account = await findAccount(tx, { id: accountId });
    if (!account?.number) throw new Error('a person is signed in without an account');
    if ((await store.lockAppCode(tx, accountId))?.confirmedAt) return refuse('identity.codes-there');
    await store.deleteAppCode(tx, accountId);
    const secret = randomBytes(secretBytes);
    const secretSealed = await createSubjectVault(deps.keys).seal(tx, personId, placeOfSecret(accountId), secret);
    await store.insertAppCode(tx, accountId, { secretSealed, level: provenLevel(proofOf(account)) }, now);
    const address = appAddress({
      secret,
      issuer: deps.relyingParty.name,
      account: formatAccountNumber(account.number),
    });
    return ok({ address, text: toBase32(secret).replace(/(.{4})(?=.)/g, '$1 ') });
  });
}

async function confirm(
  deps: IdentityDependencies,
  actor: PersonActor,
  typed: string,
): Promise<Result<readonly string[]>> {
  const { accountId, personId } = actor;
  const now = deps.clock();
  const allowed = mayBind(actor, now);
  if (!allowed.ok) return allowed;
  return deps.db.transaction({ accountId, personId }, async tx => {
    const app = await store.lockAppCode(tx, accountId);
    if (!app) return refuse('identity.codes-absent');
    if (app.confirmedAt) return refuse('identity.codes-there');
    const secret = await createSubjectVault(deps.keys).open(tx, personId, placeOfSecret(accountId), app.secretSealed);
    const step = findStep(secret, { typed: readDigits(typed), now, lastStep: app.lastStep });
    if (step === undefined) return refuse('identity.code-wrong');
    await store.setLastStep(tx, accountId, step);
    await store.confirmAppCode(tx, accountId, now);
    const codes = await writeRecoveryCodes(deps, tx, actor);
    await recordEvent(deps, tx, actor, { kind: 'codes-added' }, now);
    return ok(codes);
  });
}

/** Eighty random bits each: their keyed digests alone are kept. */
async function writeRecoveryCodes(
  { keys, clock }: IdentityDependencies,
  tx: Tx,
  { accountId }: PersonActor,
): Promise<readonly string[]> {
  const codes = Array.from({ length: recoveryCodes }, newActivationCode);
  const hashes = codes.map(code => digestOfRecoveryCode(keys, accountId, code));
  await store.replaceRecoveryCodes(tx, accountId, hashes, clock());
  return codes;
}
