import type { Tx } from '../../platform/db/index.ts';
import { type RequestDocument, writtenLanguageNames, type WrittenLanguage } from '../documents/index.ts';
import type { ServiceRequest } from '../requests/index.ts';
import type { LegalisationCatalogue } from './ports.ts';

/** That a paper is in a language which its office does not read. */
export interface UnreadLanguage {
  /** The one that the office does not read; where there are several, the one with the most words. */
  readonly language: WrittenLanguage;
  /** Whether the rest of the paper is in languages that the office reads. */
  readonly partly: boolean;
  /** What the commune ruled: to be looked at, or not to be taken. */
  readonly rule: 'warn' | 'refuse';
  /** Version of the rule, and the language: another rule or language is another warning. */
  readonly key: string;
}

/** Judges the languages of a text by those that are read; null where it is read, and where nothing could be told. */
function findUnread(
  found: RequestDocument['languages'],
  { reads, rule, version }: Awaited<ReturnType<LegalisationCatalogue['findLanguageRule']>>,
): UnreadLanguage | null {
  const unread = found?.filter(({ language }) => !reads.includes(language)) ?? [];
  const [first] = unread;
  if (!first) return null;
  const { language } = first;
  return { language, rule, partly: unread.length < (found?.length ?? 0), key: `${language}@${version}` };
}

/** Whether the paper of a request is in a language that its office does not read, as the commune rules now. */
export async function readUnread(
  { catalogue }: { readonly catalogue: Pick<LegalisationCatalogue, 'findLanguageRule'> },
  tx: Tx,
  { communeId, officeId }: Pick<ServiceRequest, 'communeId' | 'officeId'>,
  document: RequestDocument | undefined,
): Promise<UnreadLanguage | null> {
  if (!document?.languages || document.languages.length === 0) return null;
  return findUnread(document.languages, await catalogue.findLanguageRule(tx, communeId, officeId));
}

/** What people are told of it: a code of our texts with its parameters. The language is named in itself. */
export function sayUnread({ language, partly, rule }: UnreadLanguage): {
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;
} {
  const params = { language: writtenLanguageNames[language], partly: partly ? 'yes' : 'no' };
  return { code: rule === 'refuse' ? 'legalisation.language-refused' : 'legalisation.language-unread', params };
}
