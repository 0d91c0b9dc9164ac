import { Hono } from 'hono';
import { z } from 'zod';
import { asId, isId, type PageId, type Result } from '../../../kernel/index.ts';
import type { SentFile } from '../../../modules/documents/index.ts';
import type { DistanceOverview, PaperTaken, UploadId } from '../../../modules/legalisation/index.ts';
import { personOf, type SessionEnv } from '../../session/index.ts';
import { answerError } from '../../shell/index.ts';
import { type AccountContext, speakerFor } from '../page.tsx';
import { keyOf, readForm } from './answers.ts';
import { show } from './begin-routes.tsx';
import type { LegaliseDeps } from './deps.ts';
import { DocumentPage, type FilesSaid } from './document-page.tsx';
import { base } from './frame.tsx';
import { requestOf, withDraft } from './steps.ts';

const path = `${base}/:requestId/document`;

/** Files as a browser sends them: none chosen is one empty file without a name. */
const sentFiles = z
  .union([z.instanceof(File), z.array(z.instanceof(File)), z.string()])
  .transform(value => [value].flat().filter(each => each instanceof File))
  .transform(files => files.filter(({ name, size }) => name !== '' || size > 0));
const sentForm = z.object({ file: sentFiles.optional() });

/** The paper: its page, files sent by a plain form or part by part, and its pages. */
export function documentRoutes(deps: LegaliseDeps): Hono<SessionEnv> {
  const routes = new Hono<SessionEnv>();
  routes.get(path, c => withDraft(c, deps, file => answer(c, deps, file)));
  routes.post(`${path}/files`, c => withDraft(c, deps, file => takeFiles(c, deps, file)));
  routes.post(`${path}/uploads`, c => withDraft(c, deps, file => takeUploads(c, deps, file)));
  routes.post(`${path}/pages`, c => withDraft(c, deps, file => editPages(c, deps, file)));
  routes.get(`${base}/:requestId/pages/:pageId`, c => picture(c, deps));
  return routes;
}

function answer(
  c: AccountContext,
  deps: LegaliseDeps,
  file: DistanceOverview,
  said?: FilesSaid,
  error?: string,
): Promise<Response> {
  const t = speakerFor(c);
  const refused = error !== undefined || (said !== undefined && said.refused.length > 0);
  return show(c, deps, {
    title: t('legalise.document'),
    body: <DocumentPage t={t} file={file} formToken={c.get('formToken')} said={said} error={error} />,
    scripts: [deps.uploadScript],
    ...(refused && { status: 422 as const }),
  });
}

/** Takes in the files of a plain form. */
async function takeFiles(c: AccountContext, deps: LegaliseDeps, file: DistanceOverview): Promise<Response> {
  const form = sentForm.safeParse(await c.req.parseBody({ all: true }));
  const sent = form.success ? (form.data.file ?? []) : [];
  if (sent.length === 0) return answer(c, deps, file, undefined, speakerFor(c)('legalise.files-none'));
  const files: SentFile[] = [];
  for (const each of sent) files.push({ name: each.name, bytes: new Uint8Array(await each.arrayBuffer()) });
  const command = { key: crypto.randomUUID(), requestId: file.request.id, files };
  return told(c, deps, file, await deps.distance.addToPaper(personOf(c), command));
}

/** Takes in files that came part by part. */
async function takeUploads(c: AccountContext, deps: LegaliseDeps, file: DistanceOverview): Promise<Response> {
  const body = z
    .object({ upload: z.union([z.string(), z.array(z.string())]), name: z.union([z.string(), z.array(z.string())]) })
    .safeParse(await c.req.parseBody({ all: true }));
  if (!body.success) return answer(c, deps, file, undefined, speakerFor(c)('legalise.files-none'));
  const names = [body.data.name].flat();
  const uploads = [body.data.upload]
    .flat()
    .flatMap((id, index) => (isId(id) ? [{ id: asId<UploadId>(id), name: (names[index] ?? '').slice(0, 200) }] : []));
  const command = { key: crypto.randomUUID(), requestId: file.request.id, uploads };
  return told(c, deps, file, await deps.distance.addUploads(personOf(c), command));
}

/** Shows what became of files: where any was refused or lost something, on this very page; else on the one that "back" leads to. */
async function told(
  c: AccountContext,
  deps: LegaliseDeps,
  file: DistanceOverview,
  taken: Result<PaperTaken>,
): Promise<Response> {
  if (!taken.ok) return answer(c, deps, file, undefined, speakerFor(c).refusal(taken.refusal));
  const { stored, refused } = taken.value;
  return withDraft(c, deps, now => {
    const notices = stored.flatMap(each => each.notices);
    const known = new Map(notices.map(notice => [notice.code, notice]));
    return answer(c, deps, now, { added: stored.length, notices: [...known.values()], refused });
  });
}

const orders = ['front', 'end', 'remove', 'restore'] as const;

async function editPages(c: AccountContext, deps: LegaliseDeps, file: DistanceOverview): Promise<Response> {
  const typed = await readForm(c);
  const actor = personOf(c);
  const command = { key: keyOf(typed), requestId: file.request.id };
  const order = orders.find(each => isId(typed[each]));
  const pageId = asId<PageId>(typed[order ?? ''] ?? file.request.id);
  const { distance } = deps;
  const done =
    typed['clear'] === 'yes'
      ? await distance.takeOutPaper(actor, command)
      : order === 'remove'
        ? await distance.takeOutPage(actor, { ...command, pageId })
        : order === 'restore'
          ? await distance.putBackPage(actor, { ...command, pageId })
          : await distance.movePage(actor, { ...command, pageId, towards: order === 'front' ? 'front' : 'end' });
  if (!done.ok) return answer(c, deps, file, undefined, speakerFor(c).refusal(done.refusal));
  return c.redirect(`${base}/${file.request.id}/document`, 303);
}

const widths = z.coerce.number().int().min(64).max(1600).catch(1000);

/** A page's picture, for its applicant alone: kept by their browser only, since its address changes with it. */
async function picture(c: AccountContext, deps: LegaliseDeps): Promise<Response> {
  const requestId = requestOf(c);
  const pageId = c.req.param('pageId') ?? '';
  if (requestId === undefined || !isId(pageId)) return answerError(c, 'not-found');
  const asked = { requestId, pageId: asId<PageId>(pageId), width: widths.parse(c.req.query('width')) };
  const read = await deps.distance.readPage(personOf(c), asked);
  if (!read.ok) return answerError(c, 'not-found');
  return c.body(Uint8Array.from(read.value).buffer, 200, { 'content-type': 'image/jpeg' });
}
