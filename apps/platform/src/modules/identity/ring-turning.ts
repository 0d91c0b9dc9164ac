import { asId } from '../../kernel/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { sealFileAnew } from './file.ts';
import type { IdentityKeys } from './protection.ts';
import { countOlderKeys, listOlderKeys, listOldSeals } from './subject-key-store.ts';
import { resealKey, type SubjectId } from './subject-vault.ts';

const batch = 200;
const first = asId<SubjectId>('00000000-0000-7000-8000-000000000000');

/** What a turn of the ring did, and whether older keys of it are still needed. */
export interface RingTurn {
  /** Data keys sealed anew. */
  readonly sealed: number;
  /** Data keys that still hang from an older key; at 0 every key of the ring but the newest may be taken away. */
  readonly older: number;
}

/**
 * Seals every data key that hangs from an older key of the ring with its newest one: a job, made again until none is left. What
 * the data keys themselves seal is not touched, but for what was sealed before there were data keys, which gets one. Subject by
 * subject, each in a transaction of its own: it may be killed and begun again at any moment.
 */
export async function turnRing(db: Database, keys: IdentityKeys): Promise<RingTurn> {
  keys.envelope.reload();
  const { id: newest } = keys.envelope.newest();
  await forEach(
    after => db.transaction({}, tx => listOldSeals(tx, after, batch)),
    personId => db.transaction({ personId }, tx => sealFileAnew(tx, keys, personId)),
  );
  const sealed = await forEach(
    after => db.transaction({}, tx => listOlderKeys(tx, newest, after, batch)),
    // The worker's scope is bound to whoever the key is of: a person or not.
    subject => db.transaction({ personId: asId(subject) }, tx => resealKey(tx, keys.envelope, subject)),
  );
  return { sealed, older: await db.transaction({}, tx => countOlderKeys(tx, newest)) };
}

async function forEach<S extends SubjectId>(
  list: (after: SubjectId) => Promise<readonly S[]>,
  work: (subject: S) => Promise<void>,
): Promise<number> {
  let done = 0;
  for (let after: SubjectId = first; ; ) {
    const subjects = await list(after);
    for (const subject of subjects) await work(subject);
    done += subjects.length;
    const last = subjects.at(-1);
    if (last === undefined || subjects.length < batch) return done;
    after = last;
  }
}
