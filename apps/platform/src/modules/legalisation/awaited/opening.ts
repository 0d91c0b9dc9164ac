import { ok, type PersonId, refuse, type Result } from '../../../kernel/index.ts';
import type { Sha256 } from '../../../platform/blobs/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { RequestDocument } from '../../documents/index.ts';
import type { IdentifiedPerson } from '../../identity/index.ts';
import { digestOfPaper } from '../distance/content.ts';
import { loadFile } from '../file.ts';
import { legalisationService, type SignedFor } from '../model.ts';
import { shareAWord } from '../parties/naming.ts';
import type { Party, PartyRequest } from '../parties/model.ts';
import type { LegalisationDeps } from '../ports.ts';
import { selectLegalisations } from '../store.ts';
import { isAwaited, openAwaited } from './identity.ts';
import type { AwaitedIdentity, AwaitedPart, Led, LedTo, PartField } from './model.ts';
import { findAwaited } from './store.ts';

/** A request that a code leads to, while the person is awaited by it. */
export interface Opened {
  readonly request: PartyRequest;
  readonly nature: string | null;
  readonly awaited: AwaitedIdentity;
  readonly document: RequestDocument;
  readonly fieldsOn: (page: RequestDocument['pages'][number]) => readonly PartField[];
  /** Digest of the paper as it is. */
  readonly paper: Sha256;
  readonly others: AwaitedPart['others'];
  /** For whom they sign, where that was said when they were named. */
  readonly signedFor: SignedFor | null;
  /** Whether somebody who was identified is the one. */
  isThem(person: IdentifiedPerson): boolean;
}

/**
 * Opens what a code leads to, in a transaction bound to the request's commune. Refused: `legalisation.awaited-over` when the person has
 * come or is no longer awaited, or the request is no longer open; `.no-document` before there are pages to compare the paper with;
 * `parties.not-your-turn`.
 */
export function openPart(
  deps: LegalisationDeps,
  tx: Tx,
  { communeId, to }: Pick<Led, 'communeId' | 'to'>,
  options: { readonly locked?: boolean } = {},
): Promise<Result<Opened>> {
  return to.kind === 'awaited' ? openOfCounter(deps, tx, communeId, to) : openOfParty(deps, tx, to, options);
}

async function openOfCounter(
  deps: LegalisationDeps,
  tx: Tx,
  communeId: Led['communeId'],
  { awaitedId }: Extract<LedTo, { kind: 'awaited' }>,
): Promise<Result<Opened>> {
  const row = await findAwaited(tx, communeId, awaitedId);
  if (row?.state !== 'awaited') return refuse('legalisation.awaited-over');
  const request = await deps.requests.readOpen(tx, { communeId, requestId: row.requestId });
  if (request?.service !== legalisationService) return refuse('legalisation.awaited-over');
  const file = await loadFile(deps, tx, request);
  if (!file.ok) return file;
  const { document, legalisation, signatories } = file.value;
  if (!document || document.pages.length === 0) return refuse('legalisation.no-document');
  const awaited = await openAwaited(deps, tx, row);
  return ok({
    request,
    nature: legalisation.nature,
    awaited,
    document,
    fieldsOn: () => [],
    paper: digestOfPaper(document, []),
    others: signatories.map(({ person, mode, consent }) => ({ name: person.name, mode, signed: consent !== null })),
    signedFor: null,
    isThem: person => isAwaited(awaited, person),
  });
}

async function openOfParty(
  deps: LegalisationDeps,
  tx: Tx,
  { invitation }: Extract<LedTo, { kind: 'party' }>,
  options: { readonly locked?: boolean },
): Promise<Result<Opened>> {
  const opened = await deps.parties.openAtCounter(tx, invitation, options);
  if (!opened.ok) return opened.refusal.code === 'parties.link-dead' ? refuse('legalisation.awaited-over') : opened;
  const { request, party, others, paper } = opened.value;
  const [legalisation] = await selectLegalisations(tx, request.communeId, [request.id]);
  return ok({
    request,
    nature: legalisation?.nature ?? null,
    awaited: { name: calledBy(party), document: null },
    document: paper.document,
    fieldsOn: ({ id }) => paper.fields.filter(({ partyId, pageId }) => partyId === party.id && pageId === id),
    paper: paper.sha256,
    others: others.map(other => ({
      name: calledBy(other),
      mode: other.attested === 'counter' ? 'presence' : 'distance',
      signed: other.state === 'consented',
    })),
    signedFor: party.signedFor,
    isThem: ({ id, name }) => isParty(party, id) ?? shareAWord(name, party.name),
  });
}

/** The name that the initiator typed, of which nobody knows the script. */
function calledBy({ name }: Pick<Party, 'name'>): AwaitedIdentity['name'] {
  return { arabic: name, latin: name };
}

/** Whether somebody is the one who is bound to the place; undefined while nobody is, and a name is all there is. */
function isParty({ personId }: Pick<Party, 'personId'>, id: PersonId): boolean | undefined {
  return personId === null ? undefined : personId === id;
}
