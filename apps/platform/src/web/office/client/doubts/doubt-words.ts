import type { CatalogueView, DoubtView } from '../../../api/contract/index.ts';
import { type Office, textIn } from '../office-context.ts';
import { wordsOf } from '../service-words.ts';

type DoubtReason = CatalogueView['copies']['doubtReasons'][number];

/** A reason for doubting as the catalogue has it; undefined for one that it does not know any more. */
export function reasonOf(catalogue: CatalogueView, service: string, code: string): DoubtReason | undefined {
  return wordsOf(catalogue, service).doubtReasons.find(reason => reason.code === code);
}

/** Why it is doubted, in the reader's language. */
export function sayReason({ catalogue, language }: Office, service: string, code: string): string {
  const reason = reasonOf(catalogue, service, code);
  return reason ? textIn(language, reason.label) : code;
}

/** Where on the paper a mark stands, as it is now. */
export function sayWhere({ t }: Office, { page, changed, place }: DoubtView): string {
  if (page === null) return t('doubts.page-gone');
  if (changed) return t('doubts.page-changed', { page: page + 1 });
  return place
    ? t('doubts.on-part', { page: page + 1, top: Math.round(place.yMm / 10) })
    : t('doubts.on-page', { page: page + 1 });
}
