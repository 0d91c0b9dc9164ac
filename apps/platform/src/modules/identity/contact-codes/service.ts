import { randomInt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { asId, type Clock, isId, newId, ok, type PersonId, refuse, type Result } from '../../../kernel/index.ts';
import { type Database, rebind, type Tx } from '../../../platform/db/index.ts';
import { enqueue } from '../../../platform/jobs/index.ts';
import { lockSubject } from '../account-store.ts';
import { readContacts } from '../contacts.ts';
import type { ContactKind } from '../contact-store.ts';
import { type IdentityKeys, keyedDigest } from '../protection.ts';
import type { SubjectId, SubjectVault } from '../subject-vault.ts';
import { composeCode } from './compose.ts';
import { codeLife, countedFor, flood, floodMemory, maySend, readCode } from './decide.ts';
import type { CodeAsked, CodeMessage, CodeMessenger, ConfirmedContact, ContactCodeId, ContactCodes } from './model.ts';
import * as store from './store.ts';

/** Name of the job that sends one code. */
export const contactCodeTask = 'identity.contact-code';

/** What codes need from outside. */
export interface ContactCodesDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly keys: Pick<IdentityKeys, 'index'>;
  readonly vault: Pick<SubjectVault, 'seal' | 'open'>;
  /** Whether text messages can be sent. */
  readonly textMessages: boolean;
  readonly messenger: CodeMessenger;
  /** The host name that people type: every message says that it comes from there. */
  readonly service: string;
}

const payloadShape = z.object({
  codeId: z
    .string()
    .refine(isId)
    .transform(asId<ContactCodeId>),
});

/** Builds the codes. Sending and confirming need neither the messenger nor the pool. */
export function createContactCodes(deps: ContactCodesDependencies): ContactCodes {
  return {
    offered: { email: true, phone: deps.textMessages },
    send: (tx, asked) => send(deps, tx, asked),
    confirm: (tx, given) => confirm(deps, tx, given),
    deliver: async payload => deliver(deps, payloadShape.parse(payload).codeId),
    forget: () =>
      deps.db.transaction({}, tx => {
        const before = new Date(deps.clock().getTime() - countedFor);
        return store.deleteOver(tx, { codes: before, sendings: before });
      }),
  };
}

const placeOf = (id: ContactCodeId, column: 'value' | 'code'): string => `identity.contact_code/${id}/${column}`;

/** A code is nothing without its id: equal codes have different digests. */
function digestOf(deps: ContactCodesDependencies, id: ContactCodeId, code: string): Buffer {
  return keyedDigest(deps.keys, 'contact-code', `${id}|${code}`);
}

async function send(
  deps: ContactCodesDependencies,
  tx: Tx,
  asked: CodeAsked,
): Promise<Result<{ readonly codeId: ContactCodeId }>> {
  const { subject, kind, language, purpose } = asked;
  const contact = readContacts({ [kind]: asked.value });
  if (!contact.ok) return contact;
  const value = contact.value[kind];
  if (value === undefined) return refuse(`identity.${kind}-malformed`);
  if (kind === 'phone' && !deps.textMessages) return refuse('contact-codes.no-text-messages');
  const now = deps.clock();
  const allowed = await countMessage(deps, tx, { kind, value, subject }, now);
  if (!allowed.ok) return allowed;
  const codeId = newId<ContactCodeId>(now);
  const code = randomInt(1_000_000).toString().padStart(6, '0');
  await store.insertCode(tx, {
    id: codeId,
    subject,
    kind,
    purpose,
    language,
    valueSealed: await deps.vault.seal(tx, subject, placeOf(codeId, 'value'), Buffer.from(value)),
    codeSealed: await deps.vault.seal(tx, subject, placeOf(codeId, 'code'), Buffer.from(code)),
    codeDigest: digestOf(deps, codeId, code),
    expiresAt: new Date(now.getTime() + codeLife),
  });
  await enqueue(tx, contactCodeTask, { codeId }, { key: `${contactCodeTask}/${codeId}` });
  return ok({ codeId });
}

/** Counts a message under the limits, or refuses it. One at a time for an address, and then for a subject. */
async function countMessage(
  deps: ContactCodesDependencies,
  tx: Tx,
  { kind, value, subject }: { readonly kind: ContactKind; readonly value: string; readonly subject: SubjectId },
  now: Date,
): Promise<Result<true>> {
  const [address, owner, everybody] = [
    keyedDigest(deps.keys, 'contact-code-address', `${kind}|${value.toLowerCase()}`),
    keyedDigest(deps.keys, 'contact-code-subject', `${kind}|${subject}`),
    keyedDigest(deps.keys, 'contact-code-everybody', kind),
  ];
  await lockSubject(tx, address);
  await lockSubject(tx, owner);
  const since = new Date(now.getTime() - countedFor);
  const sendings = {
    toAddress: await store.listSendings(tx, address, since),
    forSubject: await store.listSendings(tx, owner, since),
    overall: await store.countSendings(tx, everybody, new Date(now.getTime() - floodMemory), flood[kind]),
  };
  const allowed = maySend(sendings, kind, now);
  if (allowed.ok) await store.insertSendings(tx, [address, owner, everybody], now);
  return allowed;
}

async function confirm(
  deps: ContactCodesDependencies,
  tx: Tx,
  given: { readonly subject: SubjectId; readonly codeId: ContactCodeId; readonly code: string },
): Promise<Result<ConfirmedContact>> {
  const { subject, codeId } = given;
  const now = deps.clock();
  // What is no code costs no try: a slip of the finger is not a guess.
  const typed = readCode(given.code);
  if (typed === undefined) return refuse('contact-codes.refused');
  const code = await store.countTry(tx, { id: codeId, subject }, now);
  if (!code || !timingSafeEqual(code.codeDigest, digestOf(deps, codeId, typed))) return refuse('contact-codes.refused');
  await store.markUsed(tx, codeId, now);
  const value = await deps.vault.open(tx, subject, placeOf(codeId, 'value'), code.valueSealed);
  return ok({ kind: code.kind, value: value.toString() });
}

/**
 * Sends outside any transaction. A code that nobody can use any more is not sent: a server that was down for an hour must not make
 * old codes rain. A crash between sending and emptying sends a second copy with the same reference.
 */
async function deliver(deps: ContactCodesDependencies, codeId: ContactCodeId): Promise<void> {
  const message = await deps.db.transaction({}, tx => readMessage(deps, tx, codeId));
  if (message) await deps.messenger.send(message);
  await deps.db.transaction({}, tx => store.emptyCode(tx, codeId));
}

async function readMessage(
  deps: ContactCodesDependencies,
  tx: Tx,
  codeId: ContactCodeId,
): Promise<CodeMessage | undefined> {
  const code = await store.findCode(tx, codeId);
  if (!code?.codeSealed || code.usedAt || code.expiresAt <= deps.clock()) return undefined;
  const { subject, kind, language, purpose } = code;
  // The vault opens a person's values only in a transaction bound to the person; anybody else's id opens nothing here.
  await rebind(tx, { personId: asId<PersonId>(subject) });
  const to = await deps.vault.open(tx, subject, placeOf(codeId, 'value'), code.valueSealed);
  const digits = await deps.vault.open(tx, subject, placeOf(codeId, 'code'), code.codeSealed);
  return composeCode({
    codeId,
    kind,
    to: to.toString(),
    language,
    purpose,
    code: digits.toString(),
    service: deps.service,
  });
}
