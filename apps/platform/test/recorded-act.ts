import type { Act } from '../src/modules/acts/index.ts';
import { createPapers } from '../src/modules/sealing/index.ts';
import type { Database } from '../src/platform/db/index.ts';
import type { BlobStore } from '../src/platform/blobs/index.ts';
import { getValue } from '../src/kernel/index.ts';
import { type TestCounter, testCounter } from './act-counter.ts';
import { paperMaker } from './papers.ts';

/** One act that an officer made for real, with its sealed file. */
export interface RecordedAct {
  readonly counter: TestCounter;
  readonly act: Act;
  readonly bytes: Buffer;
  readonly blobs: BlobStore;
  /** The key of printed addresses. */
  readonly accessKey: Uint8Array;
}

/** Sets a counter up and records one act there. Close its `counter` in the end. */
export async function recordAct(logins: { readonly app: Database; readonly sealer: Database }): Promise<RecordedAct> {
  const counter = await testCounter(logins);
  const papers = createPapers();
  const { acts, requests, blobs } = counter.acts({ papers: paperMaker(papers) });
  const { officer, actor } = await counter.commune.appoint();
  const prepared = getValue(await acts.prepare(actor, [requests.open()]));
  const { challenge } = prepared;
  if (!challenge) throw new Error('nothing to sign');
  const confirmed = getValue(await acts.confirm(actor, prepared.id, officer.passkey.assert(Buffer.from(challenge))));
  const [made] = confirmed.acts;
  if (made?.progress.kind !== 'made') throw new Error('the act was not made');
  const { act, bytes } = getValue(await acts.openSealed(actor, made.actId));
  await papers.close();
  return { counter, act, bytes, blobs, accessKey: Buffer.alloc(32, 3) };
}
