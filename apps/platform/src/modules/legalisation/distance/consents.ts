import { ok, type PartyId, type PersonId, refuse, type Result } from '../../../kernel/index.ts';
import type { Sha256 } from '../../../platform/blobs/index.ts';
import type { Signatory, SignedFor } from '../model.ts';
import type { PartyState } from '../parties/index.ts';

/** A party as this rule needs it. */
export interface AgreedParty {
  readonly id: PartyId;
  readonly state: PartyState;
  readonly personId: PersonId | null;
  /** How they signed, once they have. */
  readonly attested: 'distance' | 'counter' | null;
}

/** What somebody said yes to: as an act of which nature, and for whom; null for themselves. */
export interface AgreedConsent {
  readonly personId: PersonId;
  readonly nature: string;
  readonly signedFor: SignedFor | null;
}

/** What an act is about to be made of. */
export interface AgreedPaper {
  /** The paper as it is now. */
  readonly sha256: Sha256;
  /** What it is in law now, as a consent names it; empty while nobody chose. */
  readonly nature: string;
  readonly parties: readonly AgreedParty[];
  /** The newest consent of each party to that very paper, by party. */
  readonly consents: ReadonlyMap<PartyId, AgreedConsent>;
  readonly signatories: readonly Pick<Signatory, 'personId' | 'attestedBy' | 'consent' | 'signedFor'>[];
}

/**
 * Whether everybody who is awaited has agreed to exactly this paper as an act of this nature, and nobody else signs it: asked when an act is
 * prepared and again when it is confirmed. Refused: `distance.not-agreed`, whoever is missing, declined, was replaced since, or agreed to
 * another paper, to another nature of it, or for somebody else than the act would say.
 */
export function consentsHold({ sha256, nature, parties, consents, signatories }: AgreedPaper): Result<void> {
  const agreed = parties.filter(party => {
    const signatory = signatories.find(each => each.personId === party.personId);
    if (party.state !== 'consented' || party.personId === null || !signatory?.consent) return false;
    const { attestedBy } = signatory;
    if (party.attested === 'counter') {
      const agreed = attestedBy.kind === 'staff' ? attestedBy.agreed : undefined;
      return agreed?.paper === sha256 && agreed.nature === nature;
    }
    const same = attestedBy.kind === 'distance' && attestedBy.documentSha256 === sha256;
    const consent = consents.get(party.id);
    const alike = consent?.personId === party.personId && consent.nature === nature;
    return same && alike && isSameCapacity(consent.signedFor, signatory.signedFor);
  });
  const all = parties.length > 0 && agreed.length === parties.length;
  const nobodyElse = signatories.every(({ personId }) => parties.some(party => party.personId === personId));
  return all && nobodyElse ? ok(undefined) : refuse('distance.not-agreed');
}

function isSameCapacity(one: SignedFor | null, other: SignedFor | null): boolean {
  return one?.mandateId === other?.mandateId && one?.worth === other?.worth;
}
