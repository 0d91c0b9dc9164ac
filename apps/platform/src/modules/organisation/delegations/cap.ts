import { ok, type OfficeId, type Result, refuse } from '../../../kernel/index.ts';
import type { KeptStatement } from '../decide.ts';
import type { DelegationBody } from '../statements/statement.ts';

/** A delegation as the cap sees it: where, and from when until when. */
export type Reach = Pick<DelegationBody, 'offices' | 'validFrom' | 'validUntil'>;

/**
 * Whether a delegate may hold one more delegation: at no moment may they sign at more offices than `most` (null: no limit). `held` are those
 * they have, revoked ones too: what was taken back counts until then. Refused: `organisation.delegation-cap` {most, offices}.
 */
export function checkCap(
  wanted: Reach,
  held: readonly KeptStatement<DelegationBody>[],
  most: number | null,
): Result<void> {
  if (most === null) return ok(undefined);
  const reaches: readonly Reach[] = held.map(({ body, revokedAt }) => ({
    ...body,
    validUntil: revokedAt && revokedAt < new Date(body.validUntil) ? revokedAt.toISOString() : body.validUntil,
  }));
  const offices = mostAtOnce(wanted, reaches);
  return offices <= most ? ok(undefined) : refuse('organisation.delegation-cap', { most, offices });
}

/** The most offices at once, at any moment of `wanted`: it only grows where a delegation begins. */
function mostAtOnce(wanted: Reach, reaches: readonly Reach[]): number {
  const moments = [wanted, ...reaches]
    .map(({ validFrom }) => validFrom)
    .filter(moment => moment >= wanted.validFrom && moment < wanted.validUntil);
  const countAt = (moment: string): number => {
    const there = new Set<OfficeId>(wanted.offices);
    for (const { offices, validFrom, validUntil } of reaches)
      if (validFrom <= moment && moment < validUntil) for (const office of offices) there.add(office);
    return there.size;
  };
  return Math.max(...moments.map(countAt));
}
