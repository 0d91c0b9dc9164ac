import type { Context } from 'hono';
import type { ReactNode } from 'react';
import { z } from 'zod';
import type { PreEnrolmentDrafts } from '../../modules/enrolment/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { type Translator, translator } from '../../platform/messages/index.ts';
import { networkOf } from '../../platform/networks/index.ts';
import { catalogue, type MessageKey } from '../catalogue.ts';
import { originOf, type SessionEnv } from '../session/index.ts';
import { addressOf, languageOf, renderPage } from '../shell/index.ts';

/** What the pages of pre-enrolment need. */
export interface PreEnrolmentPagesDeps {
  readonly db: Database;
  readonly drafts: PreEnrolmentDrafts;
  /** The address that people type: its scheme decides the cookie. */
  readonly publicUrl: string;
  /** Networks of the proxies in front. */
  readonly trustedProxies: readonly string[];
  /** Number of the data-protection authority's receipt; undefined: the notice says that it is pending. */
  readonly receipt: string | undefined;
  /** Address of the script that takes a drawn signature (client/signature-pad.ts, as Vite built it). */
  readonly padScript: string;
  readonly demo: boolean;
}

/** The network that a request came from, for limits; "unknown" where nobody can say. */
export function networkFor(c: Context, deps: Pick<PreEnrolmentPagesDeps, 'publicUrl' | 'trustedProxies'>): string {
  return networkOf(originOf(c, deps).address ?? 'unknown');
}

export type Speak = Translator<MessageKey>;
export type PageContext = Context<SessionEnv>;
export type Status = 200 | 410 | 422 | 429;

/** The translator for the language of this request. */
export function speakerFor(c: Context): Speak {
  return translator(catalogue, languageOf(c));
}

export interface PreEnrolmentPage {
  readonly title: string;
  readonly body: ReactNode;
  readonly status?: Status;
  readonly scripts?: readonly string[];
}

/** Answers with a page: a narrow column, kept by nobody. */
export function answerPage(
  c: PageContext,
  { demo }: Pick<PreEnrolmentPagesDeps, 'demo'>,
  page: PreEnrolmentPage,
): Response | Promise<Response> {
  const t = speakerFor(c);
  const html = renderPage({
    language: t.language,
    title: page.title,
    context: t('pre-enrolment.title'),
    address: addressOf(c),
    body: page.body,
    mainClass: 'wrap wrap-narrow page',
    demo,
    footer: [
      { href: '/pre-enrolment', label: t('pre-enrolment.title') },
      { href: '/pre-enrolment/offices', label: t('pre-enrolment.offices') },
      { href: '/pre-enrolment/status', label: t('pre-enrolment.status') },
    ],
    ...(page.scripts && { scripts: page.scripts }),
  });
  return c.html(html, page.status ?? 200);
}

/** What a form sent, or shows again. */
export type Fields = Readonly<Record<string, string>>;

const longest = 2000;
const sent = z.record(z.string(), z.unknown());

/** The fields of a form. What it leaves out or overdoes is as if it were empty; `drawing` alone may be long. */
export async function readFields(c: Context): Promise<Fields> {
  const body = sent.parse(await c.req.parseBody());
  const kept = Object.entries(body).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && (entry[0] === 'drawing' || entry[1].length <= longest),
  );
  return Object.fromEntries(kept);
}
