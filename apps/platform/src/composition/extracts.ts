import { join } from 'node:path';
import { embedSignature, prepareSignature, resumeSignature, verifyOwnSignature } from '@shubbak/pades';
import { openSecondCopyFolder } from '../adapters/second-copy/index.ts';
import { type CommuneId, ok, refuse } from '../kernel/index.ts';
import { type FileTrust, listStandings, listWithdrawalDays, listWithdrawnOn } from '../modules/acts/index.ts';
import { createKeyRing, createSubjectVault, type IdentityService } from '../modules/identity/index.ts';
import { drawSignature } from '../modules/legalisation/index.ts';
import { getCommune } from '../modules/organisation/index.ts';
import {
  checkSecondCopy,
  createExtracts,
  type ExtractContent,
  type ExtractDeps,
  type ExtractPress,
  type Extracts,
  type SecondCopyCheck,
  type SecondCopyDestination,
} from '../modules/register/index.ts';
import type { Papers, SealerClient } from '../modules/sealing/index.ts';
import { asSha256, type BlobStore, openBlobFolder } from '../platform/blobs/index.ts';
import { readRingKeys } from '../platform/config/index.ts';
import { type Database, loginUrl, openDatabase } from '../platform/db/index.ts';
import { composeExtract } from './extract-sheet.ts';
import type { Surroundings } from './surroundings.ts';

/** Name of the job that makes and sends every extract that is missing. */
export const extractsTask = 'register.extracts';

/** Octets kept for the seal: its certificates and the timestamp with its own. */
const contentsSize = 24_576;

/** What the second copy is plugged to. */
export interface ExtractParts {
  readonly db: Database;
  readonly clock: ExtractDeps['clock'];
  readonly blobs: BlobStore;
  readonly papers: Pick<Papers, 'registerSheet'>;
  readonly sealer: Pick<SealerClient, 'sealExtract'>;
  readonly identity: Pick<IdentityService, 'vault'>;
  readonly trust: FileTrust;
  /** Folder of the second copy, outside the operator; none where none is configured. */
  readonly folder: string | undefined;
  readonly onHeldUp: ExtractDeps['onHeldUp'];
}

/** What the second copy takes from the configuration, and tells the operator. */
export function secondCopyOf({
  config,
  log,
  trust,
}: Surroundings): Pick<ExtractParts, 'trust' | 'folder' | 'onHeldUp'> {
  return {
    trust: { trust: trust.officers, timestampTrust: trust.timestamps },
    folder: config.secondCopyDir,
    onHeldUp: ({ officeId, day }, code) => log.warn({ officeId, day, code }, 'an extract of the register is held up'),
  };
}

/** Compares a second copy with the registers, as the worker that wrote it reads them. */
export async function compareSecondCopy(
  surroundings: Surroundings,
  copy: SecondCopyDestination,
): Promise<SecondCopyCheck> {
  const { config, addresses } = surroundings;
  const db = openDatabase(loginUrl(addresses.database, config, 'worker'), { size: 2 });
  const blobs = openBlobFolder(join(config.dataDir, 'blobs'));
  const vault = createSubjectVault({ envelope: createKeyRing(() => readRingKeys(config)) });
  try {
    return await checkSecondCopy(
      { db, clock: () => new Date(), vault, withdrawnOn: listWithdrawnOn, blobs: blobsOf(blobs) },
      copy,
    );
  } finally {
    await db.close();
  }
}

/** Plugs the second copy of registers to the press, the sealer and its place outside. */
export function openExtracts(parts: ExtractParts): Extracts {
  return createExtracts(extractDeps(parts));
}

/** What extracts stand on, for the command that checks a second copy too. */
export function extractDeps(parts: ExtractParts): ExtractDeps {
  const { db, clock, blobs, identity, folder, onHeldUp } = parts;
  return {
    db,
    clock,
    vault: identity.vault,
    standingsOf: listStandings,
    withdrawnDays: listWithdrawalDays,
    withdrawnOn: listWithdrawnOn,
    blobs: blobsOf(blobs),
    press: pressOf(parts),
    destination: secondCopyIn(folder),
    onHeldUp,
  };
}

function blobsOf(blobs: BlobStore): ExtractDeps['blobs'] {
  return {
    put: (communeId, bytes) => blobs.put(communeId, bytes),
    get: (communeId, sha256) => blobs.get(communeId, asSha256(Buffer.from(sha256, 'hex'))),
  };
}

function secondCopyIn(folder: string | undefined): SecondCopyDestination | null {
  return folder === undefined ? null : openSecondCopyFolder(folder);
}

function pressOf({ db, blobs, papers, sealer, trust }: ExtractParts): ExtractPress {
  return {
    print: async (office, content, chain) => {
      const { communeId } = office;
      const commune = await db.transaction({ communeId }, tx => getCommune(tx, communeId));
      const drawings = await drawAll(blobs, communeId, content);
      return papers.registerSheet(composeExtract(content, { commune, office, drawings, ...(chain && { chain }) }));
    },
    prepare: (office, pdf, day) => {
      const reason = `${office.code} · ${day}`;
      const prepared = prepareSignature(pdf, { contentsSize, reason, location: office.name.fr });
      return { bytes: prepared.toBytes(), state: prepared.state() };
    },
    seal: async ({ communeId: commune, officeId: office, day }, { bytes, state }) => {
      const prepared = resumeSignature(bytes, state);
      const digest = Buffer.from(prepared.digest()).toString('hex');
      const answer = await sealer.sealExtract({ commune, office, day, digest });
      if (answer.kind === 'refused') return refuse(answer.code, answer.params);
      const file = embedSignature(prepared, Buffer.from(answer.cms, 'base64'));
      const report = verifyOwnSignature(file, trust);
      if (!report.valid)
        throw new Error(`a sealed extract does not verify: ${report.failures.map(({ check }) => check).join(', ')}`);
      return ok(file);
    },
  };
}

/** The signatures of a day as drawings, by the digest of their strokes. */
async function drawAll(
  blobs: BlobStore,
  communeId: CommuneId,
  { entries, decided }: ExtractContent,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const drawings = new Map<string, Uint8Array>();
  for (const { signature } of [...entries, ...decided].flatMap(({ applicants }) => applicants)) {
    if (signature === null || drawings.has(signature)) continue;
    const strokes = await blobs.get(communeId, asSha256(Buffer.from(signature, 'hex')));
    drawings.set(signature, Buffer.from(drawSignature(strokes)));
  }
  return drawings;
}
