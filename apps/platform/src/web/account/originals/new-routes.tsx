import { Hono } from 'hono';
import { asId, type CommuneId, isId, type Refusal } from '../../../kernel/index.ts';
import type { SentFile } from '../../../modules/documents/index.ts';
import { listRealCommunes } from '../../../modules/organisation/index.ts';
import { personOf, type SessionEnv } from '../../session/index.ts';
import { type AccountContext, speakerFor } from '../page.tsx';
import { base, type OriginalsPagesDeps } from './deps.ts';
import { intentionOf } from './intention.ts';
import { type NewForm, newForm, readParticulars, sentFiles } from './new-form.ts';
import { NewPage } from './new-page.tsx';
import { show } from './show.ts';

/** `/account/originals/new`: asks for it, and keeps it. */
export function newRoutes(deps: OriginalsPagesDeps): Hono<SessionEnv> {
  const routes = new Hono<SessionEnv>();
  routes.get(`${base}/new`, c => ask(c, deps));
  routes.post(`${base}/new`, c => keep(c, deps));
  return routes;
}

interface Wrong {
  readonly typed: NewForm;
  readonly errors: Readonly<Record<string, string>>;
}

async function ask(c: AccountContext, deps: OriginalsPagesDeps, wrong?: Wrong): Promise<Response> {
  const t = speakerFor(c);
  const communes = await deps.db.transaction({}, tx => listRealCommunes(tx));
  const forms = { formToken: c.get('formToken'), kinds: deps.kinds };
  const body = <NewPage t={t} communes={communes} {...forms} typed={wrong?.typed} errors={wrong?.errors} />;
  return show(c, deps, { title: t('originals.new-title'), body, ...(wrong && { status: 422 as const }) });
}

async function keep(c: AccountContext, deps: OriginalsPagesDeps): Promise<Response> {
  const t = speakerFor(c);
  const body = await c.req.parseBody({ all: true });
  const typed = newForm.parse(body);
  const sent = sentFiles.parse(body['file']);
  const { particulars, wrong } = readParticulars(typed);
  const missing = sent.length === 0 ? [...wrong, 'file'] : wrong;
  if (missing.length > 0 || !isId(typed.commune)) {
    const known = { kind: 'kind', issuer: 'issuer', issued: 'date', expires: 'date', file: 'file' } as const;
    const fields = Object.keys(known).filter((field): field is keyof typeof known => missing.includes(field));
    const errors = Object.fromEntries(fields.map(field => [field, t(`originals.wrong-${known[field]}`)]));
    return ask(c, deps, { typed, errors });
  }
  const files: SentFile[] = [];
  for (const each of sent) files.push({ name: each.name, bytes: new Uint8Array(await each.arrayBuffer()) });
  const communeId = asId<CommuneId>(typed.commune);
  const asked = { key: intentionOf(typed.key, 'ahead'), communeId, kind: typed.kind, particulars, files };
  const kept = await deps.originals.keepAhead(personOf(c), asked);
  if (!kept.ok) return ask(c, deps, { typed, errors: { [fieldOf(kept.refusal)]: t.refusal(kept.refusal) } });
  return c.redirect(`${base}/ahead/${kept.value.id}?refused=${kept.value.refused.length}`, 303);
}

function fieldOf({ code }: Refusal): string {
  if (code.startsWith('certification.kind-') || code === 'certification.unknown-kind') return 'kind';
  return code === 'certification.dates-crossed' ? 'expires' : 'file';
}
