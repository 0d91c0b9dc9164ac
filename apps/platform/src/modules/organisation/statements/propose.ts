import { type CommuneId, type Id, newId, ok, type Result, refuse } from '../../../kernel/index.ts';
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

/**
 * Makes a draft into the statement that would be signed. Refuses `organisation.proposal-dates` (ends before it begins, or has
 * ended), `organisation.proposal-too-long` {years}, `organisation.proposal-offices` (none, or one that is not the commune's),
 * `organisation.statement-malformed` (texts too long or missing).
 */
export function proposeStatement(
  draft: StatementDraft,
  facts: { readonly communeId: CommuneId; readonly offices: ReadonlySet<string>; readonly now: Date },
): Result<ProposedStatement> {
  const { validFrom, validUntil } = draft;
  const { communeId, offices, now } = facts;
  if (validFrom >= validUntil || validUntil <= now) return refuse('organisation.proposal-dates', momentOf(now));
  if (validUntil.getTime() - validFrom.getTime() > longest)
    return refuse('organisation.proposal-too-long', { years: 6 });
  if (draft.kind === 'delegation' && !isWithin(draft.offices, offices)) return refuse('organisation.proposal-offices');
  const common = {
    v: 1,
    commune: communeId,
    id: newId<Id<never>>(now),
    subject: draft.subject,
    validFrom: validFrom.toISOString(),
    validUntil: validUntil.toISOString(),
  } as const;
  return serialised(bodyOf(draft, common));
}

function isWithin(asked: readonly string[], known: ReadonlySet<string>): boolean {
  return asked.length > 0 && asked.every(id => known.has(id));
}

type Common = Pick<StatementBody, 'v' | 'commune' | 'subject' | 'validFrom' | 'validUntil'> & {
  readonly id: Id<never>;
};

function bodyOf(draft: StatementDraft, common: Common): StatementBody {
  switch (draft.kind) {
    case 'delegation': {
      const { kind, capacity, reference, grantor } = draft;
      return {
        ...common,
        kind,
        capacity,
        reference,
        grantor,
        offices: [...draft.offices],
        natures: [...draft.natures],
      };
    }
    case 'credential': {
      const { kind, passkey, certificate } = draft;
      return { ...common, kind, passkey, certificate: Buffer.from(certificate).toString('base64') };
    }
    case 'administrator':
      return { ...common, kind: draft.kind, passkey: draft.passkey };
  }
}

/** The schema of statements has the last word on every text and list. */
function serialised(body: StatementBody): Result<ProposedStatement> {
  try {
    return ok({ body, bytes: signingBytes(body) });
  } catch {
    return refuse('organisation.statement-malformed');
  }
}
