import type { Actor, CommuneId } from '../../../kernel/index.ts';

/** The permission to decide which natures of act a commune legalises at a distance; `roles.ts` hands it out. */
export const distancePermissions = ['legalisation.rule-distance'] as const;

/** Whether the actor decides for the whole commune. The platform may, when it installs one. */
export function mayRule(actor: Actor, communeId: CommuneId): boolean {
  if (actor.kind === 'system') return true;
  if (actor.kind !== 'staff' || actor.communeId !== communeId) return false;
  return actor.grants.some(
    ({ permission, jurisdiction }) => permission === 'legalisation.rule-distance' && jurisdiction.level === 'commune',
  );
}
