import { ok, refuse, type Result } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { readContacts } from '../../identity/index.ts';
import type { DraftSecret } from './codes.ts';
import type { PreEnrolmentDependencies } from './dependencies.ts';
import { agrees, changeDraft, type Held, writeChange } from './drafts.ts';
import type { ContactKind, Facts } from './model.ts';

const kinds = ['email', 'phone'] as const satisfies readonly ContactKind[];

/**
 * Takes the contacts that a person typed, empty ones as none, and sends a code to each that is new. Refused: `enrolment.draft-gone`,
 * `enrolment.consent-needed`, an address that is none, and what `contactCodes.send` refuses; the codes that were sent before a
 * refusal are awaited all the same.
 */
export function giveContacts(
  deps: PreEnrolmentDependencies,
  secret: DraftSecret,
  typed: Readonly<Record<ContactKind, string>>,
): Promise<Result<null>> {
  return changeDraft(deps, secret, async (tx, held, { consent }) => {
    if (!agrees(consent)) return refuse('enrolment.consent-needed');
    const contacts = readContacts(typed);
    if (!contacts.ok) return contacts;
    let facts: Facts = held.facts;
    for (const kind of kinds) {
      const given = await giveContact(deps, tx, { held, facts, kind, value: contacts.value[kind] });
      if (!given.ok) {
        await writeChange(deps, tx, held, { facts });
        return given;
      }
      facts = given.value;
    }
    return ok({ facts: { ...facts, contactsAsked: true } });
  });
}

interface GivenContact {
  readonly held: Held;
  readonly facts: Facts;
  readonly kind: ContactKind;
  readonly value: string | undefined;
}

async function giveContact(
  deps: PreEnrolmentDependencies,
  tx: Tx,
  { held, facts, kind, value }: GivenContact,
): Promise<Result<Facts>> {
  if (value === undefined) return ok(withoutContact(facts, kind));
  // What is confirmed, or waits for its code, is not asked about again.
  if (facts[kind] === value) return ok({ ...facts, unconfirmed: { ...facts.unconfirmed, [kind]: undefined } });
  if (facts.unconfirmed?.[kind]?.value === value) return ok(facts);
  return sendCode(deps, tx, { held, facts, kind, value });
}

async function sendCode(
  { contactCodes }: PreEnrolmentDependencies,
  tx: Tx,
  { held, facts, kind, value }: GivenContact & { readonly value: string },
): Promise<Result<Facts>> {
  const { language } = facts;
  const sent = await contactCodes.send(tx, { subject: held.row.id, kind, value, language, purpose: 'pre-enrolment' });
  if (!sent.ok) return sent;
  const unconfirmed = { ...facts.unconfirmed, [kind]: { value, codeId: sent.value.codeId } };
  return ok({ ...facts, [kind]: undefined, unconfirmed });
}

function withoutContact(facts: Facts, kind: ContactKind): Facts {
  return { ...facts, [kind]: undefined, unconfirmed: { ...facts.unconfirmed, [kind]: undefined } };
}

/** Takes a code back: the contact is confirmed. Refused: `enrolment.draft-gone`, and what `contactCodes.confirm` refuses. */
export function confirmContact(
  deps: PreEnrolmentDependencies,
  secret: DraftSecret,
  { kind, code }: { readonly kind: ContactKind; readonly code: string },
): Promise<Result<null>> {
  return changeDraft(deps, secret, async (tx, { row, facts }) => {
    const waiting = facts.unconfirmed?.[kind];
    // The form came twice: it is confirmed already.
    if (!waiting) return ok({});
    const confirmed = await deps.contactCodes.confirm(tx, { subject: row.id, codeId: waiting.codeId, code });
    if (!confirmed.ok) return confirmed;
    return ok({ facts: { ...withoutContact(facts, kind), [kind]: confirmed.value.value } });
  });
}

/** Sends another code to a contact that waits for one. Refused: `enrolment.draft-gone`, and what `contactCodes.send` refuses. */
export function sendCodeAgain(
  deps: PreEnrolmentDependencies,
  secret: DraftSecret,
  kind: ContactKind,
): Promise<Result<null>> {
  return changeDraft(deps, secret, async (tx, held) => {
    const waiting = held.facts.unconfirmed?.[kind];
    if (!waiting) return ok({});
    const sent = await sendCode(deps, tx, { held, facts: held.facts, kind, value: waiting.value });
    return sent.ok ? ok({ facts: sent.value }) : sent;
  });
}

/** Goes on without a contact. Refused: `enrolment.draft-gone`. */
export function dropContact(
  deps: PreEnrolmentDependencies,
  secret: DraftSecret,
  kind: ContactKind,
): Promise<Result<null>> {
  return changeDraft(deps, secret, async (_tx, { facts }) => ok({ facts: withoutContact(facts, kind) }));
}
