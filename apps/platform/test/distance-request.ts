import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CommuneId,
  getValue,
  type LocalizedText,
  newId,
  type OfficeId,
  type PersonActor,
  type PersonId,
} from '../src/kernel/index.ts';
import {
  createContactCodes,
  createMandates,
  createServiceLevels,
  keyedDigest,
  type Mandates,
} from '../src/modules/identity/index.ts';
import {
  createParties,
  isSignatoryOf,
  type Parties,
  type PartiesDeps,
  type PartyMessage,
} from '../src/modules/legalisation/index.ts';
import { installCommune, type Office } from '../src/modules/organisation/index.ts';
import { createRequests, type Requests, type ServiceRequest } from '../src/modules/requests/index.ts';
import { asSha256, openBlobFolder, type Sha256 } from '../src/platform/blobs/index.ts';
import type { Database, Tx } from '../src/platform/db/index.ts';
import { signatureLegalisation } from '../src/services/signature-legalisation/service.ts';
import { actorOf, testCitizen } from './citizen.ts';
import { type TestIdentity, testIdentity, testOrigin } from './identity.ts';

const text = (word: string): LocalizedText => ({ ar: word, fr: word, zgh: word, en: word });

/** A commune where requests are made at a distance, with its people, over a test's database. */
export interface DistanceWorld extends Pick<TestIdentity, 'identity' | 'security' | 'now' | 'pass'> {
  readonly db: Database;
  readonly office: Office;
  readonly requests: Requests;
  readonly mandates: Mandates;
  readonly parties: Parties;
  readonly contactCodes: PartiesDeps['contactCodes'] & { deliver(payload: unknown): Promise<void> };
  /** Messages that left, latest last. */
  readonly sent: PartyMessage[];
  /** Codes that left, latest last. */
  readonly codes: { readonly to: string; readonly code: string }[];
  /** Who is bound and was reminded, latest last. */
  readonly reminded: readonly PersonId[];
  /** Who is bound and was told that their turn has come, or has come again, latest last. */
  readonly called: readonly PersonId[];
  /** The worker’s round. */
  keep(): Promise<void>;
  /** Somebody with an account, signed in by slip. */
  citizen(changes?: Parameters<typeof testCitizen>[1]): Promise<PersonActor>;
  /** A draft that a person has opened. */
  open(applicant: PersonActor): Promise<ServiceRequest>;
  /** Digest of the paper of a request as it is now. */
  paperOf(request: ServiceRequest): string;
  /** Makes another paper of a request. */
  changePaper(request: ServiceRequest): void;
  /** One transaction of the commune, and of a person's own rows. */
  within<T>(work: (tx: Tx) => Promise<T>, person?: PersonActor): Promise<T>;
  close(): void;
}

/** Opens a commune for a test file; codes leave under the worker’s login. */
export async function openDistanceWorld(db: Database, worker: Database = db): Promise<DistanceWorld> {
  const test = testIdentity(db);
  const { identity, deps, now } = test;
  const office = officeOf(newId<CommuneId>(now()), now());
  const { communeId } = office;
  const within: DistanceWorld['within'] = (work, person) =>
    db.transaction({ communeId, ...(person && { personId: person.personId }) }, work);
  const setUp = { commune: communeOf(communeId), prefectures: [], arrondissements: [], offices: [office] };
  await within(async tx => getValue(await installCommune(tx, { kind: 'system', task: 'test' }, setUp)));
  const requests = testRequests(now);
  const folder = mkdtempSync(join(tmpdir(), 'shubbak-parties-'));
  const codes: { to: string; code: string }[] = [];
  const contactCodes = {
    ...testCodes(test, db, codes),
    deliver: (payload: unknown) => testCodes(test, worker, codes).deliver(payload),
  };
  const papers = new Map<string, Sha256>();
  const sent: PartyMessage[] = [];
  const reminded: PersonId[] = [];
  const natures = signatureLegalisation.natures.map(({ code }) => code);
  const mandates = createMandates({ db, clock: now, keys: deps.keys, vault: identity.vault, natures });
  const called: PersonId[] = [];
  const partiesDeps: PartiesDeps = {
    ...testPorts(papers, sent),
    tell: async (_tx, { personId, event }) => void (event === 'reminder' ? reminded : called).push(personId),
    db,
    clock: now,
    blobs: openBlobFolder(folder),
    identity,
    mandates,
    contactCodes,
    requests,
    tokenDigest: token => keyedDigest(deps.keys, 'invitation', token),
    communeName: async () => text('Casablanca'),
    officeName: async () => office.name,
  };
  return {
    ...test,
    db,
    office,
    requests,
    mandates,
    parties: createParties(partiesDeps),
    keep: () => createParties({ ...partiesDeps, db: worker }).keep(),
    reminded,
    called,
    contactCodes,
    sent,
    codes,
    within,
    citizen: async changes => actorOf(test, (await testCitizen(test, changes)).session.token),
    open: applicant =>
      within(async tx => {
        await identity.meet(tx, communeId, applicant.personId);
        const asked = { communeId, officeId: office.id, service: 'signature-legalisation' };
        return getValue(await requests.open(tx, applicant, asked, now()));
      }, applicant),
    paperOf: request => papers.get(request.id) ?? '0'.repeat(64),
    changePaper: request => void papers.set(request.id, asSha256(randomBytes(32))),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function testRequests(now: () => Date): Requests {
  return createRequests({
    clock: now,
    turnaroundOf: () => 0,
    isBeingSigned: async () => false,
    refusalReasonsOf: async () => [],
    isSignatory: (tx, request, personId) =>
      isSignatoryOf(tx, { communeId: request.communeId, requestId: request.id }, personId),
    dueOf: async () => 0,
  });
}

function testCodes({ deps, identity }: TestIdentity, db: Database, codes: { to: string; code: string }[]) {
  return createContactCodes({
    ...deps,
    db,
    vault: identity.vault,
    textMessages: true,
    messenger: {
      send: async ({ to, lines }) => {
        codes.push({ to, code: /\d{6}/.exec(lines.join(' '))?.[0] ?? '' });
        return 'accepted';
      },
    },
    service: 'localhost',
  });
}

type TestPorts = Pick<
  PartiesDeps,
  'levels' | 'catalogue' | 'readPaper' | 'readSpecimen' | 'invitationDays' | 'reminderDays' | 'messenger' | 'publicUrl'
>;

/** Papers are what the test says they are: nothing here looks into one. */
function testPorts(papers: ReadonlyMap<string, Sha256>, sent: PartyMessage[]): TestPorts {
  return {
    levels: createServiceLevels({}),
    catalogue: {
      findNature: async () => undefined,
      findService: () => ({ consent: signatureLegalisation.consent }),
    },
    readPaper: async (_tx, { requestId }) => ({
      document: {
        id: newId(new Date()),
        kind: 'scan',
        source: null,
        clean: null,
        notices: [],
        proposedLanguage: null,
        judgement: null,
        languages: null,
        pages: [],
        removed: [],
      },
      fields: [],
      sha256: papers.get(requestId) ?? asSha256(Buffer.alloc(32)),
      initiatorSignature: null,
    }),
    readSpecimen: async () => undefined,
    invitationDays: 30,
    reminderDays: 5,
    messenger: {
      textMessages: true,
      send: async message => {
        sent.push(message);
        return 'accepted';
      },
    },
    publicUrl: testOrigin,
  };
}

function communeOf(id: CommuneId) {
  return { id, code: 'CAS', name: text('Casablanca'), mark: null };
}

function officeOf(communeId: CommuneId, now: Date): Office {
  return {
    communeId,
    id: newId<OfficeId>(now),
    arrondissementId: null,
    code: 'MAA03',
    name: text('Bureau 3'),
    address: text('Rue 1'),
    kind: 'annex',
    organised: 'clerk-and-officer',
    openedOn: '2026-01-05',
  };
}
