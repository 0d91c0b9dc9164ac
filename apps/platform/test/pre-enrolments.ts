import { sql } from 'kysely';
import type {
  DraftSecret,
  PreEnrolmentMessage,
  PreEnrolments,
  SignatureSample,
} from '../src/modules/enrolment/index.ts';
import { createPreEnrolments, currentNotice } from '../src/modules/enrolment/index.ts';
import type { CodeMessage, IdentityDependencies, IdentityService } from '../src/modules/identity/index.ts';
import { createContactCodes, keyedDigest } from '../src/modules/identity/index.ts';
import { getValue } from '../src/kernel/index.ts';
import type { Database } from '../src/platform/db/index.ts';
import { testKeys, testOrigin } from './identity.ts';

/** Pre-enrolment over a test's database, with what it sent. */
export interface TestPreEnrolments {
  readonly preEnrolments: PreEnrolments;
  readonly codes: readonly CodeMessage[];
  readonly messages: readonly PreEnrolmentMessage[];
  /** Delivers the code that a draft waits for, and answers it as the person reads it. */
  deliverCode(secret: DraftSecret, kind: 'email' | 'phone'): Promise<string>;
}

/** Builds pre-enrolment over the vault of a test's identity room. */
export function testPreEnrolments(
  db: Database,
  parts: {
    readonly clock: () => Date;
    readonly vault: IdentityService['vault'];
    readonly keys?: Pick<IdentityDependencies['keys'], 'index'>;
    readonly textMessages?: boolean;
    /** The worker's login, which delivers codes. */
    readonly worker?: Database;
  },
): TestPreEnrolments {
  const { clock, vault, keys = testKeys(), textMessages = true, worker = db } = parts;
  const codes: CodeMessage[] = [];
  const messages: PreEnrolmentMessage[] = [];
  const codesOver = (login: Database) =>
    createContactCodes({
      db: login,
      clock,
      keys,
      vault,
      textMessages,
      messenger: { send: async message => (codes.push(message), 'accepted') },
      service: new URL(testOrigin).hostname,
    });
  const [contactCodes, postman] = [codesOver(db), codesOver(worker)];
  const preEnrolments = createPreEnrolments({
    db,
    clock,
    vault,
    contactCodes,
    digest: (purpose, value) => keyedDigest(keys, purpose, value),
    days: 90,
    publicUrl: testOrigin,
    message: async message => (messages.push(message), 'accepted'),
  });
  return {
    preEnrolments,
    codes,
    messages,
    deliverCode: async (secret, kind) => {
      const waiting = (await preEnrolments.drafts.open(secret))?.facts.unconfirmed?.[kind];
      await postman.deliver({ codeId: waiting?.codeId });
      return /(?<!\d)\d{6}(?!\d)/.exec(codes.at(-1)?.lines.join('\n') ?? '')?.[0] ?? 'none';
    },
  };
}

/** Two strokes of three centimetres, with pressure. */
export const testSample: SignatureSample = {
  strokes: [
    Array.from({ length: 20 }, (_, index) => ({
      x: index * 150,
      y: 400 + (index % 5) * 60,
      t: index * 12,
      pressure: (32_768 + index * 500) / 65_535,
    })),
    [
      { x: 500, y: 900, t: 400, pressure: 16_384 / 65_535 },
      { x: 900, y: 880, t: 430, pressure: 49_152 / 65_535 },
    ],
  ],
};

/** Answers every question of a draft as Amina would, with a drawn signature and no contacts. */
export async function fillDraft(
  { drafts }: PreEnrolments,
  { number = 'BE123456', from = 'test' } = {},
): Promise<DraftSecret> {
  const secret = getValue(await drafts.begin({ from, language: 'ar' }));
  getValue(await drafts.agree(secret, currentNotice));
  const answers = [
    { step: 'name', name: { arabic: 'أمينة الفاسي', latin: 'Amina El Fassi' } },
    { step: 'document-type', type: 'cnie' },
    { step: 'document', number, issuer: '', expiresOn: '2030-01-31' },
    { step: 'birth', date: '1990-05-17', place: 'الدار البيضاء' },
    { step: 'address', address: '12, rue des Oliviers\nAïn Chock' },
    { step: 'ability', ability: 'signs' },
  ] as const;
  for (const answer of answers) getValue(await drafts.answer(secret, answer));
  getValue(await drafts.giveContacts(secret, { email: '', phone: '' }));
  getValue(await drafts.draw(secret, testSample));
  return secret;
}

/** Everything that the database holds of pre-enrolments, as text. */
export async function keptInDatabase(migrator: Database): Promise<string> {
  const { rows } = await migrator.transaction({}, tx =>
    sql<{ text: string }>`select coalesce(string_agg(row::text, ' '), '') as text from (
      select encode(facts_sealed, 'escape') || coalesce(encode(signature_sealed, 'escape'), '') || p::text as row from enrolment.pre_enrolment p
      union all select o::text from enrolment.opening o union all select a::text from enrolment.attempt a) as rows`.execute(
      tx,
    ),
  );
  return rows[0]?.text ?? '';
}
