import { createHash } from 'node:crypto';
import type { AuthenticationResponseJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import { type AssuranceLevel, ok, type PersonActor, refuse, type Result } from '../../../kernel/index.ts';
import type { IdentityDependencies } from '../dependencies.ts';
import { proofOf } from '../sessions.ts';
import { levelOfSession, type StepUpWay } from './assurance.ts';
import { listOwnPasskeys } from './own-passkey-store.ts';
import { requestOptions, useAnswer } from './own-passkeys.ts';
import { recordEvent } from './security-events.ts';
import { checkOwnCode, checkOwnPassword, listWays } from './step-up.ts';

/** How somebody proved that they say yes to these very bytes, and what lets anybody judge that again. */
export interface StatementProof {
  readonly method: 'passkey' | 'password-and-code' | 'national';
  /** How surely the person is known who said it. */
  readonly level: AssuranceLevel;
  /**
   * Of a passkey: its id, public key (COSE) and answer, each in base64url: the challenge in it is the SHA-256 of the bytes. Of the others,
   * what was asked for them and when.
   */
  readonly evidence: Readonly<Record<string, string>>;
}

/** Ways of proving a statement: strong ones only. */
export type StatementWay = Exclude<StepUpWay, 'password'>;

/** Saying yes to exact bytes with what one alone has: each proof is for one statement, and for nothing else. */
export interface StatementProofs {
  /** The strong ways that suffice in this session and that the person has, surest first. */
  listWays(actor: PersonActor): Promise<readonly StatementWay[]>;
  /** Options for `navigator.credentials.get`: the challenge is the SHA-256 of the statement. */
  passkeyOptions(actor: PersonActor, statement: Uint8Array): Promise<PublicKeyCredentialRequestOptionsJSON>;
  /** Refused: `identity.passkey-refused` (another statement's answer, another person's passkey), `identity.ways-suspended`. */
  byPasskey(
    actor: PersonActor,
    statement: Uint8Array,
    response: AuthenticationResponseJSON,
  ): Promise<Result<StatementProof>>;
  /**
   * Password and a code of the app, typed for this statement. Refused: `identity.step-up-weaker` (the session was opened by a surer way, or
   * there is no app), `identity.step-up-refused`, `identity.code-wrong`, `identity.wait`.
   */
  byPassword(
    actor: PersonActor,
    statement: Uint8Array,
    given: { readonly password: string; readonly code: string },
  ): Promise<Result<StatementProof>>;
}

/** Builds the proofs. */
export function createStatementProofs(deps: IdentityDependencies): StatementProofs {
  return {
    listWays: async actor => (await listWays(deps, actor)).filter(way => way !== 'password'),
    passkeyOptions: async (actor, statement) => {
      const { accountId } = actor;
      const own = await deps.db.transaction({ accountId }, tx => listOwnPasskeys(tx, accountId));
      return requestOptions(deps, digestOf(statement), own);
    },
    byPasskey: (actor, statement, response) => byPasskey(deps, actor, statement, response),
    byPassword: (actor, statement, given) => byPassword(deps, actor, statement, given),
  };
}

/** The SHA-256 of a statement: what a passkey signs. */
function digestOf(statement: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(statement).digest());
}

async function byPasskey(
  deps: IdentityDependencies,
  actor: PersonActor,
  statement: Uint8Array,
  response: AuthenticationResponseJSON,
): Promise<Result<StatementProof>> {
  const challenge = Buffer.from(digestOf(statement)).toString('base64url');
  const used = await useAnswer(deps, challenge, response, actor.accountId);
  if (!used.ok) return used;
  const { account, way, passkey } = used.value;
  await note(deps, actor);
  const { clientDataJSON, authenticatorData, signature } = response.response;
  return ok({
    method: 'passkey',
    level: levelOfSession(proofOf(account), way),
    evidence: {
      credentialId: passkey.credentialId,
      publicKey: passkey.publicKey.toString('base64url'),
      clientDataJSON,
      authenticatorData,
      signature,
    },
  });
}

async function byPassword(
  deps: IdentityDependencies,
  actor: PersonActor,
  statement: Uint8Array,
  { password, code }: { readonly password: string; readonly code: string },
): Promise<Result<StatementProof>> {
  const ways = await listWays(deps, actor);
  if (!ways.includes('password-and-code')) return refuse('identity.step-up-weaker');
  const account = await checkOwnPassword(deps, actor, password);
  if (!account.ok) return account;
  const way = await checkOwnCode(deps, actor, code);
  if (!way.ok) return way;
  await note(deps, actor);
  return ok({
    method: 'password-and-code',
    level: levelOfSession(proofOf(account.value), way.value),
    evidence: { way: way.value.method, ...askedFor(deps, actor, statement) },
  });
}

/** What is kept of a proof that carries no signature: which session was asked, for which bytes, when. */
function askedFor(
  { clock }: Pick<IdentityDependencies, 'clock'>,
  { sessionId }: PersonActor,
  statement: Uint8Array,
): Readonly<Record<string, string>> {
  return { session: sessionId, statement: Buffer.from(digestOf(statement)).toString('hex'), at: clock().toISOString() };
}

async function note(deps: IdentityDependencies, actor: PersonActor): Promise<void> {
  const { accountId } = actor;
  await deps.db.transaction({ accountId }, tx => recordEvent(deps, tx, actor, { kind: 'stepped-up' }, deps.clock()));
}
