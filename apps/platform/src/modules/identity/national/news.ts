import { z } from 'zod';
import { asId, type Id, isId, newId, type PersonId } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { enqueue } from '../../../platform/jobs/index.ts';
import { defineMessages, translator } from '../../../platform/messages/index.ts';
import { readContactsOf } from '../file.ts';
import { findPerson } from '../people-store.ts';
import type { NationalDependencies } from './dependencies.ts';
import ar from './messages/ar.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };
import zgh from './messages/zgh.json' with { type: 'json' };

const messages = defineMessages({ ar, fr, zgh, en });

/** Name of the job that tells a person of a binding. */
export const nationalNewsTask = 'identity.national-news';

const id = z.string().refine(isId);
const payloadShape = z.object({
  newsId: id.transform(asId<Id<'national-news'>>),
  personId: id.transform(asId<PersonId>),
  event: z.enum(['bound', 'unbound']),
});
type News = z.infer<typeof payloadShape>;

/** Owes a person word that their account was bound, or unbound: it may not have been they. */
export async function oweNews(tx: Tx, news: Omit<News, 'newsId'>, now: Date): Promise<void> {
  await enqueue(tx, nationalNewsTask, { ...news, newsId: newId<Id<'national-news'>>(now) });
}

/** The job: to the e-mail address on file at the moment of sending, and to nobody when there is none. Throws when it should run again. */
export async function deliverNews(deps: NationalDependencies, payload: unknown): Promise<void> {
  const { newsId, personId, event } = payloadShape.parse(payload);
  const found = await deps.db.transaction({ personId }, async tx => {
    const person = await findPerson(tx, personId);
    return person && { language: person.language, to: (await readContactsOf(tx, deps.keys, personId)).email };
  });
  if (found?.to === undefined) return;
  const t = translator(messages, found.language);
  const { language, to } = found;
  await deps.messenger.send({
    kind: 'email',
    to,
    language,
    subject: t(`national.news-${event}-subject`),
    lines: [
      t(`national.news-${event}`, { service: deps.service }),
      t('national.news-not-you'),
      t('national.news-sender'),
    ],
    reference: newsId,
  });
}
