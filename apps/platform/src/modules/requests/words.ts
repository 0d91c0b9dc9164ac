import type { RequestId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { SubjectVault } from '../identity/index.ts';

/** What somebody wrote about or in a request: null once its applicant was erased, and the key of the request's words with them. */
export type Words = string | null;

/** Words of one request as they are kept, each in its place. */
export interface SealedWords {
  readonly place: string;
  readonly sealed: Buffer;
}

/** Opens words of a request, in their order, with one question to the database. */
export async function openWords(
  vault: Pick<SubjectVault, 'openKept'>,
  tx: Tx,
  subject: RequestId,
  words: readonly SealedWords[],
): Promise<readonly Words[]> {
  const opened = await vault.openKept(
    tx,
    words.map(each => ({ subject, ...each })),
  );
  return opened.map(clear => clear && clear.toString());
}
