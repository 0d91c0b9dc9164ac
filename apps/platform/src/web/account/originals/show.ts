import type { ReactElement } from 'react';
import { personOf } from '../../session/index.ts';
import { type AccountContext, answerPage, readHolder } from '../page.tsx';
import type { OriginalsPagesDeps } from './deps.ts';

/** Answers with a page of the account of whoever is signed in. */
export async function show(
  c: AccountContext,
  deps: OriginalsPagesDeps,
  page: { readonly title: string; readonly body: ReactElement; readonly status?: 422 },
): Promise<Response> {
  const { name: holder } = await readHolder(deps, personOf(c));
  return answerPage(c, deps, { ...page, holder, narrow: true });
}
