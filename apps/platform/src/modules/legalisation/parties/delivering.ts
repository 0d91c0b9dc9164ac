import { z } from 'zod';
import { asId, type CommuneId, isId, type LocalizedText, nameIn, type PersonName } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { defineMessages, type KeyOf, type Translator, translator } from '../../../platform/messages/index.ts';
import { formatAwaitedCode, readAwaitedCode } from '../awaited/code.ts';
import type { PartiesDeps, PartyMessage } from './dependencies.ts';
import { emptyInvitation, findInvitation, type InvitationId } from './invitation-store.ts';
import ar from './messages/ar.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };
import zgh from './messages/zgh.json' with { type: 'json' };
import type { Party } from './model.ts';
import { findPartyRequest, selectParties } from './party-store.ts';
import { openOf, openParty } from './sealing.ts';

const messages = defineMessages({ ar, fr, zgh, en });

const payloadShape = z.object({
  communeId: z
    .string()
    .refine(isId)
    .transform(asId<CommuneId>),
  invitationId: z
    .string()
    .refine(isId)
    .transform(asId<InvitationId>),
});

/** Path of the page that a link leads to. */
const invitationPath = '/account/to-sign/i/';

/**
 * The job `legalisation.invitation`: sends outside any transaction. A link that is dead by now is not sent. Text messages that cannot be sent
 * here are given up: the initiator sees that nobody has opened the invitation.
 */
export async function deliver(deps: PartiesDeps, payload: unknown): Promise<void> {
  const { communeId, invitationId } = payloadShape.parse(payload);
  const message = await deps.db.transaction({ communeId }, tx => readMessage(deps, tx, communeId, invitationId));
  const leaves = message && (message.kind === 'email' || deps.messenger.textMessages);
  if (leaves) await deps.messenger.send(message);
  await deps.db.transaction({ communeId }, tx =>
    emptyInvitation(tx, communeId, invitationId, leaves ? deps.clock() : null),
  );
}

async function readMessage(
  deps: PartiesDeps,
  tx: Tx,
  communeId: CommuneId,
  id: InvitationId,
): Promise<PartyMessage | undefined> {
  const { vault, readNames } = deps.identity;
  const invitation = await findInvitation(tx, communeId, id);
  if (!invitation?.tokenSealed || invitation.endedAt || invitation.expiresAt <= deps.clock()) return undefined;
  const { requestId, partyId, tokenSealed } = invitation;
  const request = await findPartyRequest(tx, { communeId, requestId });
  const sealed = (await selectParties(tx, { communeId, requestId })).find(each => each.id === partyId);
  if (!sealed?.contact || request?.state !== 'collecting') return undefined;
  const { applicantId } = request;
  const inviter = applicantId === null ? undefined : (await readNames(tx, [applicantId])).get(applicantId);
  return compose({
    party: await openParty(vault, tx, sealed),
    token: await openOf(vault, tx, partyId, 'token', tokenSealed),
    inviter,
    commune: await deps.communeName(tx, communeId),
    publicUrl: deps.publicUrl,
    reminded: sealed.remindedAt !== null,
    reference: id,
  });
}

interface Plan {
  readonly party: Party;
  readonly token: string;
  readonly inviter: PersonName | undefined;
  readonly commune: LocalizedText;
  readonly publicUrl: string;
  readonly reminded: boolean;
  readonly reference: string;
}

/**
 * Writes an invitation: which commune asks, at whose wish (a given name and one letter more, so that strangers learn nobody's name), where to
 * look, and that the link alone signs nothing. It says nothing of the paper, and does not name who is invited: the address may be wrong.
 */
function compose({ party, token, inviter, commune, publicUrl, reminded, reference }: Plan): PartyMessage | undefined {
  if (!party.contact) return undefined;
  const { kind, value } = party.contact;
  const t = translator(messages, party.language);
  const address = `${publicUrl}${invitationPath}${token}`;
  const said = {
    commune: commune[party.language],
    inviter: inviter ? shortName(nameIn(party.language, inviter)) : t('parties.somebody'),
  };
  const subject = t(reminded ? 'parties.reminder-subject' : 'parties.invitation-subject', { commune: said.commune });
  const lines =
    kind === 'phone'
      ? [t('parties.invitation-text', said), address]
      : [
          t('parties.greeting'),
          t(reminded ? 'parties.reminder-happened' : 'parties.invitation-happened', said),
          t('parties.invitation-next'),
          address,
          ...atCounter(t, token),
          t('parties.invitation-caution'),
          t('parties.invitation-not-you'),
        ];
  return { kind, to: value, language: party.language, subject, lines, address, reference };
}

/** How to sign at a counter instead: by the same code, with one’s card. A link of before codes has none. */
function atCounter(t: Translator<KeyOf<typeof messages>>, token: string): readonly string[] {
  const code = readAwaitedCode(token);
  return code.ok ? [t('parties.invitation-counter', { code: formatAwaitedCode(code.value) })] : [];
}

/** A given name, and the first letter of what follows it. */
export function shortName(name: string): string {
  const [given = '', ...rest] = name.trim().split(/\s+/);
  const last = rest.at(-1)?.replace(/^ال(?=.{2})/u, '');
  return last === undefined ? given : `${given} ${Array.from(last)[0] ?? ''}.`;
}
