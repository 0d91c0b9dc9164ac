import { z } from 'zod';
import {
  asId,
  isId,
  type Language,
  newId,
  ok,
  type PersonActor,
  type PersonId,
  refuse,
  type Result,
  type SessionId,
} from '../../../kernel/index.ts';
import { enqueue } from '../../../platform/jobs/index.ts';
import { findAccount } from '../account-store.ts';
import type { IdentityDependencies } from '../dependencies.ts';
import type { SubjectVault } from '../subject-vault.ts';
import { type ArchiveBounds, packArchive } from './archive.ts';
import type { Export, ExportId, ExportPaper, ExportPart } from './model.ts';
import { renderExportPage } from './page.ts';
import * as store from './store.ts';

/** Name of the job that packs one archive. */
export const exportTask = 'identity.export';

const day = 86_400_000;
const archivesADay = 3;
const partBytes = 4 * 2 ** 20;

/** What exports need from outside. */
export interface ExportDependencies extends Pick<IdentityDependencies, 'db' | 'clock'> {
  readonly vault: SubjectVault;
  /** Days that an archive can be fetched. */
  readonly days: number;
  readonly bounds?: ArchiveBounds;
  /** Every room's part, in the order of the page; composition registers them. */
  readonly parts: readonly ExportPart[];
  /** The person's own papers, latest first. */
  readonly papers: (actor: PersonActor) => Promise<readonly ExportPaper[]>;
}

/** Everything that is held of a person, as one archive, for its holder alone. */
export interface Exports {
  /** Days that an archive can be fetched. */
  readonly days: number;
  /** Orders an archive, which a job packs. Refused: `export.waits` while one is being packed, `export.enough-for-today`. */
  order(actor: PersonActor, language: Language): Promise<Result<ExportId>>;
  /** The person's archives, latest first. */
  list(actor: PersonActor): Promise<readonly Export[]>;
  /** The archive's bytes; written down that it was fetched. Refused: `export.unknown`, also for another's, one not ready and one that is over. */
  fetch(actor: PersonActor, id: ExportId): Promise<Result<Buffer>>;
  /** Deletes an archive before its time. Refused: `export.unknown`. */
  erase(actor: PersonActor, id: ExportId): Promise<Result<null>>;
  /** The job, with the payload it was enqueued with. Throws when it should run again later. */
  make(payload: unknown): Promise<void>;
}

const payloadShape = z.object({
  exportId: z
    .string()
    .refine(isId)
    .transform(asId<ExportId>),
  personId: z
    .string()
    .refine(isId)
    .transform(asId<PersonId>),
});

const placeOf = (id: ExportId, part: number): string => `identity.export_part/${id}/${part}`;

/** Builds the service. */
export function createExports(deps: ExportDependencies): Exports {
  return {
    days: deps.days,
    order: (actor, language) => order(deps, actor, language),
    list: ({ personId }) => deps.db.transaction({ personId }, tx => store.listExports(tx, personId)),
    fetch: (actor, id) => fetchArchive(deps, actor, id),
    erase: (actor, id) => erase(deps, actor, id),
    make: payload => make(deps, payloadShape.parse(payload)),
  };
}

async function order(
  { db, clock, days }: ExportDependencies,
  { personId }: PersonActor,
  language: Language,
): Promise<Result<ExportId>> {
  const now = clock();
  return db.transaction({ personId }, async tx => {
    const before = await store.listExports(tx, personId);
    if (before.some(({ state }) => state === 'queued')) return refuse('export.waits');
    const today = before.filter(({ askedAt }) => askedAt.getTime() > now.getTime() - day);
    if (today.length >= archivesADay) return refuse('export.enough-for-today', { most: archivesADay });
    const id = newId<ExportId>(now);
    const expiresAt = new Date(now.getTime() + days * day);
    await store.insertExport(tx, personId, { id, language, askedAt: now, expiresAt });
    await enqueue(tx, exportTask, { exportId: id, personId }, { key: `${exportTask}/${id}` });
    return ok(id);
  });
}

async function fetchArchive(
  { db, clock, vault }: ExportDependencies,
  { personId }: PersonActor,
  id: ExportId,
): Promise<Result<Buffer>> {
  const now = clock();
  return db.transaction({ personId }, async tx => {
    const found = await store.findExport(tx, personId, id);
    if (found?.state !== 'ready' || found.expiresAt <= now) return refuse('export.unknown');
    const parts: Buffer[] = [];
    for (const [part, sealed] of (await store.selectParts(tx, id)).entries())
      parts.push(await vault.open(tx, personId, placeOf(id, part), sealed));
    await store.markFetched(tx, id, now);
    return ok(Buffer.concat(parts));
  });
}

async function erase({ db }: ExportDependencies, { personId }: PersonActor, id: ExportId): Promise<Result<null>> {
  return db.transaction({ personId }, async tx => {
    const found = await store.findExport(tx, personId, id);
    if (!found) return refuse('export.unknown');
    await store.deleteParts(tx, id);
    await store.updateExport(tx, id, { ...found, state: 'erased' });
    return ok(null);
  });
}

/** Packs as the person, who alone may read all of it; the session of the archive is nobody's. */
async function make(
  deps: ExportDependencies,
  { exportId, personId }: { readonly exportId: ExportId; readonly personId: PersonId },
): Promise<void> {
  const { db, clock, vault } = deps;
  const now = clock();
  const asked = await db.transaction({ personId }, async tx => {
    const found = await store.findExport(tx, personId, exportId);
    const account = await findAccount(tx, { personId });
    return found?.state === 'queued' && account ? { found, accountId: account.id } : undefined;
  });
  if (!asked) return;
  const { found, accountId } = asked;
  const sessionId = newId<SessionId>(now);
  const actor: PersonActor = { kind: 'person', accountId, sessionId, personId, level: 'low', steppedUpAt: null };
  const parts: Record<string, unknown> = {};
  for (const part of deps.parts) parts[part.name] = await part.read(actor);
  const papers = await deps.papers(actor);
  const names = papers.map(({ name }) => name);
  const html = renderExportPage({ language: found.language, madeAt: now, parts, papers: names });
  const data = { schema: 'shubbak-export-1', madeAt: now, ...parts, papers: names };
  const { zip, leftOut } = await packArchive({ html, data }, papers, deps.bounds);
  await db.transaction({ personId }, async tx => {
    const again = await store.findExport(tx, personId, exportId);
    if (again?.state !== 'queued') return;
    for (let part = 0; part * partBytes < zip.length; part += 1) {
      const clear = zip.subarray(part * partBytes, (part + 1) * partBytes);
      const sealed = await vault.seal(tx, personId, placeOf(exportId, part), clear);
      await store.insertPart(tx, { exportId, personId, part, sealed });
    }
    await store.updateExport(tx, exportId, { state: 'ready', readyAt: now, bytes: zip.length, leftOut });
  });
}
