import { type CommuneId, civilDate, type Id, newId, ok, type Result, refuse } from '../../../kernel/index.ts';
import { type Authority, inOffice } from '../authorities/authority.ts';
import type { Office } from '../model.ts';
import { momentOf } from '../moment.ts';
import type { StatementDraft } from './proposal.ts';
import { type StatementBody, signingBytes } from './statement.ts';

const day = 86_400_000;
/** Days that a proposal waits for its signatures. */
export const proposalDays = 7;
/** A council sits six years (organic law 113-14): nothing that it delegates outlives it. */
const longest = 6 * 366 * day;

/** A statement's body and the bytes that its signers will sign. */
export interface ProposedStatement {
  readonly body: StatementBody;
  readonly bytes: Uint8Array;
}

/** What a draft is judged by. */
export interface ProposalFacts {
  readonly communeId: CommuneId;
  readonly offices: readonly Pick<Office, 'id' | 'arrondissementId'>[];
  readonly authorities: readonly Authority[];
  readonly now: Date;
}

/**
 * Makes a draft into the statement that would be signed. Refuses `organisation.proposal-dates` (ends before it begins, or has
 * ended), `organisation.proposal-too-long` {years}, `organisation.proposal-offices` (none, or one that is not the commune's),
 * what `findGrantor` refuses, and `organisation.statement-malformed` (texts too long or missing).
 */
export function proposeStatement(draft: StatementDraft, facts: ProposalFacts): Result<ProposedStatement> {
  const { validFrom, validUntil } = draft;
  const { communeId, now } = facts;
  if (validFrom >= validUntil || validUntil <= now) return refuse('organisation.proposal-dates', momentOf(now));
  if (validUntil.getTime() - validFrom.getTime() > longest)
    return refuse('organisation.proposal-too-long', { years: 6 });
  const common = {
    v: 1,
    commune: communeId,
    id: newId<Id<never>>(now),
    subject: draft.subject,
    validFrom: validFrom.toISOString(),
    validUntil: validUntil.toISOString(),
  } as const;
  if (draft.kind !== 'delegation') return serialised(bodyOf(draft, common));
  const grantor = findGrantor(draft, facts);
  if (!grantor.ok) return grantor;
  const { kind, capacity, reference } = draft;
  const places = { offices: [...draft.offices], natures: [...draft.natures] };
  return serialised({ ...common, kind, capacity, reference, grantor: grantor.value.title, ...places });
}

/**
 * Who delegates: the authority in office on the first day in the arrondissement of every office named, else the commune's own (organic law
 * 113-14, art. 100 and 237); and only for as long as its term. Refused: `organisation.proposal-offices`,
 * `organisation.proposal-no-authority` (nobody in office for all of them), `organisation.proposal-beyond-term` {name, date}.
 */
function findGrantor(
  { offices: asked, validFrom, validUntil }: Extract<StatementDraft, { kind: 'delegation' }>,
  { offices, authorities }: ProposalFacts,
): Result<Authority> {
  const places = asked.map(id => offices.find(office => office.id === id)?.arrondissementId);
  if (places.length === 0 || places.includes(undefined)) return refuse('organisation.proposal-offices');
  const [place] = new Set(places).size === 1 ? places : [];
  const first = civilDate(validFrom);
  const inOfficeThere = authorities.filter(authority => inOffice(authority, first));
  const grantor =
    inOfficeThere.find(({ arrondissementId }) => arrondissementId === place) ??
    inOfficeThere.find(({ arrondissementId }) => arrondissementId === null);
  if (!grantor) return refuse('organisation.proposal-no-authority');
  // The end is outside: the last instant of the delegation counts.
  const last = civilDate(new Date(validUntil.getTime() - 1));
  if (grantor.lastOn === null || last <= grantor.lastOn) return ok(grantor);
  return refuse('organisation.proposal-beyond-term', {
    name: grantor.name.latin,
    date: grantor.lastOn.split('-').toReversed().join('/'),
  });
}

type Common = Pick<StatementBody, 'v' | 'commune' | 'subject' | 'validFrom' | 'validUntil'> & {
  readonly id: Id<never>;
};

function bodyOf(draft: Exclude<StatementDraft, { kind: 'delegation' }>, common: Common): StatementBody {
  const { passkey } = draft;
  if (draft.kind === 'administrator') return { ...common, kind: draft.kind, passkey };
  return { ...common, kind: draft.kind, passkey, certificate: Buffer.from(draft.certificate).toString('base64') };
}

/** The schema of statements has the last word on every text and list. */
function serialised(body: StatementBody): Result<ProposedStatement> {
  try {
    return ok({ body, bytes: signingBytes(body) });
  } catch {
    return refuse('organisation.statement-malformed');
  }
}
