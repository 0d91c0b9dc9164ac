import {
  type CommuneId,
  type Id,
  type OfficeId,
  ok,
  type Refusal,
  type Result,
  refuse,
} from '../../../kernel/index.ts';
import { isNetwork, within } from '../../../platform/networks/index.ts';
import type { ComposedRoleId, Posting, RoleName } from '../model.ts';

export type AccessLimitId = Id<'access-limit'>;
export type StationId = Id<'station'>;

/**
 * Where postings may be used from: those of a role, those at an office, or those of a role at an office. Every limit that applies must
 * be kept. A limit on an office says nothing of postings over its arrondissement or the commune: limit those by their role.
 */
export interface AccessLimit {
  readonly communeId: CommuneId;
  readonly id: AccessLimitId;
  /** Null: every role. */
  readonly role: RoleName | ComposedRoleId | null;
  /** Null: everywhere. */
  readonly officeId: OfficeId | null;
  /** Networks in CIDR notation; none: from any address. */
  readonly networks: readonly string[];
  /** Whether only registered computers will do: those of the limit's office, or any of the commune's. */
  readonly stationNeeded: boolean;
}

/** Where a request comes from. */
export interface Whereabouts {
  /** The client's address, null when it is not known: no network includes it. */
  readonly address: string | null;
  /** The office of the registered computer that it comes from. */
  readonly stationOffice: OfficeId | null;
}

/** The postings that may be used from there. Refused when there were some and none may: why the first may not. */
export function usableFrom<P extends Pick<Posting, 'role' | 'jurisdiction'>>(
  postings: readonly P[],
  limits: readonly AccessLimit[],
  from: Whereabouts,
): Result<readonly P[]> {
  const refusals = postings.map(posting => hindrance(posting, limits, from));
  const usable = postings.filter((_, index) => refusals[index] === undefined);
  const [first] = refusals;
  return usable.length === 0 && first ? { ok: false, refusal: first } : ok(usable);
}

function hindrance(
  posting: Pick<Posting, 'role' | 'jurisdiction'>,
  limits: readonly AccessLimit[],
  { address, stationOffice }: Whereabouts,
): Refusal | undefined {
  for (const limit of limits.filter(each => appliesTo(each, posting))) {
    if (limit.networks.length > 0 && (address === null || !within(limit.networks, address)))
      return { code: 'organisation.other-network', params: {} };
    const known = stationOffice !== null && (limit.officeId === null || limit.officeId === stationOffice);
    if (limit.stationNeeded && !known) return { code: 'organisation.other-station', params: {} };
  }
  return undefined;
}

function appliesTo({ role, officeId }: AccessLimit, posting: Pick<Posting, 'role' | 'jurisdiction'>): boolean {
  const { jurisdiction } = posting;
  const there = officeId === null || (jurisdiction.level === 'office' && jurisdiction.officeId === officeId);
  return there && (role === null || role === posting.role);
}

/** Checks what an administrator typed. Refused: `organisation.limit-empty`, `.limit-everybody`, `.network-malformed` {network}. */
export function checkLimit(limit: Pick<AccessLimit, 'role' | 'officeId' | 'networks' | 'stationNeeded'>): Result<null> {
  if (limit.role === null && limit.officeId === null) return refuse('organisation.limit-everybody');
  if (limit.networks.length === 0 && !limit.stationNeeded) return refuse('organisation.limit-empty');
  const wrong = limit.networks.find(network => !isNetwork(network));
  return wrong === undefined ? ok(null) : refuse('organisation.network-malformed', { network: wrong });
}
