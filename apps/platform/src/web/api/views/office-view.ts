import { may, type Place, type StaffActor } from '../../../kernel/index.ts';
import {
  type ActNature,
  type Arrondissement,
  findCredential,
  findDelegation,
  type Office,
  placeOf,
} from '../../../modules/organisation/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { Translator } from '../../../platform/messages/index.ts';
import type { OfficeView, SigningView } from '../contract/index.ts';
import { say } from '../problem.ts';

/** An office as its staff see it; undefined when the actor holds nothing there. */
export async function viewOffice(
  t: Translator,
  tx: Tx,
  actor: StaffActor,
  {
    office,
    arrondissements,
    now,
  }: { readonly office: Office; readonly arrondissements: readonly Arrondissement[]; readonly now: Date },
): Promise<OfficeView | undefined> {
  const place = placeOf(office);
  const permissions = permissionsAt(actor, place);
  if (permissions.length === 0) return undefined;
  return {
    id: office.id,
    code: office.code,
    name: office.name,
    arrondissement: arrondissements.find(each => each.id === office.arrondissementId)?.name ?? null,
    organised: office.organised,
    permissions,
    signing: await viewSigning(t, tx, actor, { place, now }),
  };
}

function permissionsAt(actor: StaffActor, place: Place): string[] {
  const permissions = new Set(actor.grants.map(grant => grant.permission));
  return [...permissions].filter(permission => may(actor, permission, place));
}

const states: Readonly<Record<string, SigningView['state']>> = {
  'organisation.delegation-not-yet': 'soon',
  'organisation.delegation-ended': 'ended',
  'organisation.delegation-revoked': 'revoked',
};

/** Whether the actor may sign there now: the permission, a delegation for acts of that nature and a signing key. */
export async function viewSigning(
  t: Translator,
  tx: Tx,
  actor: StaffActor,
  { place, now, nature = 'legalisation' }: { readonly place: Place; readonly now: Date; readonly nature?: ActNature },
): Promise<SigningView> {
  if (!may(actor, 'acts.sign', place))
    return { state: 'none', detail: say(t, { code: 'acts.not-allowed', params: {} }), delegation: null };
  const occasion = { communeId: actor.communeId, officer: actor.staffId, at: now };
  const delegation = await findDelegation(tx, { ...occasion, office: place.officeId, nature });
  if (!delegation.ok)
    return { state: states[delegation.refusal.code] ?? 'none', detail: say(t, delegation.refusal), delegation: null };
  const { body } = delegation.value;
  const shown = {
    id: body.id,
    reference: body.reference,
    capacity: body.capacity,
    natures: [...body.natures],
    validFrom: new Date(body.validFrom).toISOString(),
    validUntil: new Date(body.validUntil).toISOString(),
  };
  const credential = await findCredential(tx, occasion);
  return credential.ok
    ? { state: 'valid', detail: '', delegation: shown }
    : { state: 'no-credential', detail: say(t, credential.refusal), delegation: shown };
}
