import type { ActId, CommuneId, PersonId, RequestId } from '../kernel/index.ts';
import {
  type Act,
  createWithdrawals,
  findAct,
  listStandings,
  type WithdrawalDeps,
  type Withdrawals,
} from '../modules/acts/index.ts';
import type { Catalogue } from '../modules/catalogue/index.ts';
import { listSigners } from '../modules/certification/index.ts';
import {
  type IdentityService,
  indexWords,
  isKnownPerson,
  mayBeSamePerson,
  recordReading,
  searchWords,
} from '../modules/identity/index.ts';
import {
  drawSignature,
  findRegistration,
  legalisationService,
  type Registration,
} from '../modules/legalisation/index.ts';
import {
  type Applicant,
  type BookPorts,
  type Corrections,
  type Extracts,
  createCorrections,
  createRegisterBook,
  type GivenParticulars,
  type RegisterBook,
} from '../modules/register/index.ts';
import { asSha256 } from '../platform/blobs/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { type ExtractParts, openExtracts } from './extracts.ts';

/** What the register is plugged to. */
export interface RegisterParts extends ExtractParts {
  readonly identity: Pick<IdentityService, 'vault' | 'readAddress' | 'readNames'>;
  readonly catalogue: Catalogue;
  /** Tells holders that an act of theirs has no effect any more. */
  readonly notifications: { notifyActWithdrawn(...news: Parameters<WithdrawalDeps['tell']>): Promise<void> };
}

/** The register as it is read, corrected, and written to when an act is recorded. */
export interface Register {
  readonly book: RegisterBook;
  readonly corrections: Corrections;
  readonly withdrawals: Withdrawals;
  readonly extracts: Extracts;
  /** In the transaction that records an act: writes its columns. Throws for an act that is not there. */
  enterAct(
    tx: Tx,
    act: {
      readonly communeId: CommuneId;
      readonly actId: ActId;
      readonly requestId: RequestId;
      readonly holders: readonly PersonId[];
    },
  ): Promise<void>;
}

/** Plugs the register to the rooms that know what it says: acts, their services, and who is who. */
export function openRegister(parts: RegisterParts): Register {
  const { db, clock, identity, notifications } = parts;
  const deps = { db, clock, ...portsOf(parts) };
  const book = createRegisterBook(deps);
  return {
    book,
    extracts: openExtracts(parts),
    corrections: createCorrections({ ...deps, mayBeSamePerson }),
    withdrawals: createWithdrawals({
      db,
      clock,
      vault: identity.vault,
      tell: (tx, news) => notifications.notifyActWithdrawn(tx, news),
    }),
    enterAct: async (tx, { communeId, actId, requestId, holders }) => {
      const act = await findAct(tx, communeId, actId);
      if (!act) throw new Error('an act is to be entered that was not recorded');
      const key = { communeId, requestId };
      const registration = await findRegistration(tx, key);
      const signers = registration?.signatories ?? (await listSigners(tx, key));
      await book.enter(tx, act, await particularsOf(parts, tx, { act, registration, signers, holders }), clock());
    },
  };
}

function portsOf({ clock, blobs, identity }: RegisterParts): BookPorts {
  return {
    vault: identity.vault,
    indexWords,
    searchWords,
    recordReading: (tx, personId, reader, purpose) => recordReading(tx, personId, { reader, purpose }, clock()),
    standingsOf: listStandings,
    drawSignature: async (communeId, sha256) =>
      drawSignature(await blobs.get(communeId, asSha256(Buffer.from(sha256, 'hex')))),
  };
}

interface Entered {
  readonly act: Act;
  readonly registration: Registration | undefined;
  /** Whoever signed or showed the original, in the order of the act, with the strokes that they drew. */
  readonly signers: Registration['signatories'];
  readonly holders: readonly PersonId[];
}

/** What the register says of an act: what it prints, and what its service kept beside. */
async function particularsOf(parts: RegisterParts, tx: Tx, entered: Entered): Promise<GivenParticulars> {
  const { act, registration } = entered;
  const { face, officerId } = act;
  const modes = new Set(face.signatories.map(signatory => modeOf(act, signatory)));
  const [mode = null] = modes;
  return {
    kind: act.kind,
    subject: await subjectOf(parts, tx, entered),
    mode: modes.size > 1 ? 'mixed' : mode,
    fee: face.fee,
    exemplars: registration?.exemplars ?? 1,
    pages: face.pages,
    officerId,
    officer: face.officer,
    applicants: await applicantsOf(parts, tx, entered),
  };
}

/** What the document is: the kind of what was copied, the nature of what was signed, or what was asked for and refused. */
async function subjectOf(
  { catalogue }: RegisterParts,
  tx: Tx,
  { act: { face, communeId, recordedAt }, registration }: Entered,
): Promise<GivenParticulars['subject']> {
  if (face.copy) return { code: 'copied', words: face.copy.document };
  const code = registration?.nature;
  const asked = code && { service: legalisationService, nature: code, at: recordedAt };
  const nature = asked && (await catalogue.findNature(tx, communeId, asked));
  if (nature) return { code: nature.code, words: nature.label };
  return face.refusal ? { code: 'refused', words: face.refusal.nature ?? face.refusal.service } : null;
}

/** How a signature was recognised; by a refusal nobody's was. */
function modeOf({ kind }: Pick<Act, 'kind'>, { mode }: Act['face']['signatories'][number]): Applicant['mode'] {
  return kind === 'refusal' ? null : mode;
}

/** Whoever signed, in the order of the act; else the holders of what was given to them. */
async function applicantsOf(
  { identity }: RegisterParts,
  tx: Tx,
  { act, signers: signed, holders }: Entered,
): Promise<readonly Applicant[]> {
  const signers = signed.length > 0 ? signed : holders.map(personId => ({ personId, signature: null }));
  const names = await identity.readNames(
    tx,
    signers.map(({ personId }) => personId),
  );
  const applicants: Applicant[] = [];
  for (const [index, { personId, signature }] of signers.entries()) {
    const printed = act.face.signatories[index];
    const name = printed?.name ?? names.get(personId);
    if (!name) continue;
    // What is sealed of somebody whom the commune has not served would never open here.
    const known = await isKnownPerson(tx, act.communeId, personId);
    applicants.push({
      personId,
      name,
      document: known ? (printed?.document ?? null) : null,
      address: known ? ((await identity.readAddress(tx, personId)) ?? null) : null,
      organisation: printed?.capacity?.organisation ?? null,
      mode: printed ? modeOf(act, printed) : null,
      signature,
    });
  }
  return applicants;
}
