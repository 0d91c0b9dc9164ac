import { sql } from 'kysely';
import type { Act, FileTrust, PaperMaker } from '../src/modules/acts/index.ts';
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

/** Sets a counter up and records one act there, over pages as they come from `arrive`. Close its `counter` in the end. */
export async function recordAct(
  logins: { readonly app: Database; readonly sealer: Database },
  arrive: (pdf: Uint8Array) => Uint8Array = pdf => pdf,
): Promise<RecordedAct> {
  const counter = await testCounter(logins);
  const papers = createPapers();
  const { acts, requests, blobs } = counter.acts({ papers: arriving(paperMaker(papers), arrive) });
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

function arriving(papers: PaperMaker, arrive: (pdf: Uint8Array) => Uint8Array): PaperMaker {
  return {
    finalPages: async (...asked) => {
      const pages = await papers.finalPages(...asked);
      return { ...pages, pdf: arrive(pages.pdf) };
    },
  };
}

/** What the files of this counter's acts are verified against. */
export function trustOf({ commune }: TestCounter): FileTrust {
  const { trust } = commune.signing.authority;
  return { trust, timestampTrust: trust };
}

/** Does what whoever holds the web's login could: names other bytes as the act's file, by adding a row. */
export async function forgeFile(app: Database, { act, blobs }: RecordedAct, bytes: Uint8Array): Promise<void> {
  const { communeId, id } = act;
  const sha256 = await blobs.put(communeId, bytes);
  await app.transaction({ communeId }, tx =>
    sql`insert into acts.revision (commune_id, act_id, revision, level, sha256, length, recorded_at)
      select commune_id, act_id, max(revision) + 1, 'B-T', ${Buffer.from(sha256, 'hex')}, ${bytes.length}, now()
      from acts.revision where commune_id = ${communeId} and act_id = ${id} group by commune_id, act_id`.execute(tx),
  );
}
