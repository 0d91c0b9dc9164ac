import type { Database } from '../src/platform/db/index.ts';
import { type BlobStore, openBlobFolder } from '../src/platform/blobs/index.ts';
import {
  type ActFacts,
  type Acts,
  type ActsDeps,
  createActs,
  type PaperMaker,
  type RequestToSign,
  type UnprovenFile,
} from '../src/modules/acts/index.ts';
import { deposit } from '../src/modules/documents/index.ts';
import {
  installCommune,
  installStaff,
  keepStatement,
  type Office,
  type SignedStatement,
} from '../src/modules/organisation/index.ts';
import type { SealerClient } from '../src/modules/sealing/index.ts';
import {
  type AccountId,
  type Clock,
  type CommuneId,
  getValue,
  newId,
  type OfficeId,
  ok,
  type PersonId,
  type PersonName,
  type RequestId,
  refuse,
  type StaffActor,
  type StaffId,
} from '../src/kernel/index.ts';
import { aGivenFace } from './papers.ts';
import { type AppointmentOptions, type TestOfficer, type TestSigning, testSigning } from './signing.ts';

/** A commune with one office, whose officers can sign. */
export interface SigningCommune {
  readonly communeId: CommuneId;
  readonly office: Office;
  readonly signing: TestSigning;
  /** A member of staff with a delegation, and the actor that they are when signed in. */
  appoint(
    options?: Partial<AppointmentOptions>,
  ): Promise<{ readonly officer: TestOfficer; readonly actor: StaffActor }>;
}

const system = { kind: 'system', task: 'test' } as const;
const inEveryLanguage = (text: string) => ({ ar: text, fr: text, zgh: text, en: text });
let communes = 0;

/** Installs a commune with its office, and a demo authority under `dataDir`. */
export async function signingCommune(db: Database, dataDir: string): Promise<SigningCommune> {
  const now = new Date();
  const communeId = newId<CommuneId>(now);
  const signing = await testSigning({ dataDir, commune: communeId, now });
  const office = anOffice(communeId, now);
  /** Takes somebody on, and keeps what administrators stated of them. */
  const hire = (id: StaffId, name: PersonName, statements: readonly SignedStatement[]): Promise<AccountId> =>
    db.transaction({ communeId }, async tx => {
      const accountId = newId<AccountId>(now);
      getValue(await installStaff(tx, system, { communeId, id, accountId, name }));
      for (const each of statements)
        getValue(await keepStatement(tx, system, each, { ceremonyKey: signing.ceremonyKey, now }));
      return accountId;
    });
  const code = String.fromCodePoint(65 + Math.floor(communes / 26), 65 + (communes++ % 26));
  const commune = { id: communeId, code, name: inEveryLanguage('Casablanca'), mark: 'demo' } as const;
  const setUp = { commune, prefectures: [], arrondissements: [], offices: [office] };
  await db.transaction({ communeId }, async tx => getValue(await installCommune(tx, system, setUp)));
  for (const { subject, statement } of signing.administrators)
    await hire(subject, { arabic: 'مسؤول', latin: 'Administrator' }, [statement]);
  return {
    communeId,
    office,
    signing,
    appoint: async options => {
      const officer = await signing.appoint({ offices: [office.id], ...options });
      const { staffId, statements } = officer;
      const accountId = await hire(staffId, { arabic: 'ادريس العلمي', latin: 'Driss EL ALAMI' }, [
        statements.credential,
        statements.delegation,
      ]);
      return {
        officer,
        actor: { kind: 'staff', accountId, sessionId: newId(now), staffId, communeId, grants: everyGrant },
      };
    },
  };
}

const everyGrant = ['acts.sign', 'acts.read', 'documents.read', 'register.read'].map(permission => ({
  permission,
  jurisdiction: { level: 'commune' } as const,
}));

function anOffice(communeId: CommuneId, now: Date): Office {
  return {
    communeId,
    id: newId<OfficeId>(now),
    arrondissementId: null,
    code: 'MAA03',
    name: inEveryLanguage('Bureau 3'),
    address: inEveryLanguage('Rue 1'),
    kind: 'annex',
    organised: 'clerk-and-officer',
    openedOn: '2026-01-05',
  };
}

/** Requests as another room would keep them: every id is a queued request until a test says otherwise. */
export interface TestRequests {
  readonly refused: Set<RequestId>;
  readonly done: Set<RequestId>;
  /** Versions of requests that have changed since they were opened with version 1. */
  readonly versions: Map<RequestId, number>;
  open(): RequestToSign;
}

/** An `Acts` over a real database, blobs in `dataDir`, and the sealer at hand; every request is for one holder. */
export function testActs(options: {
  readonly db: Database;
  readonly dataDir: string;
  readonly commune: Pick<SigningCommune, 'communeId' | 'office'> & { readonly trust: readonly Uint8Array[] };
  readonly sealer: SealerClient;
  readonly papers: PaperMaker;
  readonly clock?: Clock;
  readonly after?: ActsDeps['after'];
  readonly blobs?: BlobStore;
  /** What a test changes in the facts of every request. */
  readonly facts?: (facts: ActFacts) => ActFacts;
}): {
  readonly acts: Acts;
  readonly requests: TestRequests;
  readonly blobs: BlobStore;
  readonly holder: PersonId;
  readonly failures: unknown[];
  /** Alarms: sealed files that did not bear their acts out. */
  readonly unproven: UnprovenFile[];
} {
  const { db, commune, dataDir, clock = () => new Date() } = options;
  const blobs = options.blobs ?? openBlobFolder(`${dataDir}/blobs`);
  const holder = newId<PersonId>(new Date());
  const requests: TestRequests = {
    refused: new Set(),
    done: new Set(),
    versions: new Map(),
    open: () => ({ requestId: newId<RequestId>(new Date()), version: 1 }),
  };
  const failures: unknown[] = [];
  const unproven: UnprovenFile[] = [];
  const acts = createActs({
    db,
    blobs,
    clock,
    sealer: options.sealer,
    papers: options.papers,
    publicUrl: 'https://localhost',
    accessKey: Buffer.alloc(32, 3),
    preparationSeconds: 600,
    trust: { trust: commune.trust, timestampTrust: commune.trust },
    onFailure: error => failures.push(error),
    onUnproven: file => unproven.push(file),
    ...(options.after ? { after: options.after } : {}),
    ports: {
      readFacts: async (_tx, _actor, { requestId, version }) => {
        if ((requests.versions.get(requestId) ?? 1) !== version) return refuse('requests.changed');
        if (requests.refused.has(requestId)) return refuse('requests.not-queued');
        const facts = factsOf(commune, requestId, holder);
        return ok(options.facts ? options.facts(facts) : facts);
      },
      onRecorded: async (tx, { actId, communeId, requestId, holders, recordedAt }) => {
        for (const personId of holders)
          await deposit(tx, { holder: { personId }, actId, communeId, addedAt: recordedAt });
        requests.done.add(requestId);
      },
      findInVault: async personId => (personId === holder ? commune.communeId : undefined),
    },
  });
  return { acts, requests, blobs, holder, failures, unproven };
}

function factsOf(
  { communeId, office }: Pick<SigningCommune, 'communeId' | 'office'>,
  requestId: RequestId,
  holder: PersonId,
): ActFacts {
  const place = { communeId, arrondissementId: null, officeId: office.id };
  return {
    requestId,
    nature: 'legalisation',
    place,
    officeCode: office.code,
    face: aGivenFace,
    paper: {},
    holders: [holder],
    organisations: [],
  };
}
