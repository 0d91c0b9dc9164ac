import { asId, isId, refuse, type RequestId, type Result } from '../../../kernel/index.ts';
import type { DistanceOverview } from '../../../modules/legalisation/index.ts';
import { personOf } from '../../session/index.ts';
import { answerError } from '../../shell/index.ts';
import type { AccountContext } from '../page.tsx';
import type { LegaliseDeps } from './deps.ts';

/** The request that an address names; undefined for what is no id. */
export function requestOf(c: AccountContext): RequestId | undefined {
  const id = c.req.param('requestId');
  return id !== undefined && isId(id) ? asId<RequestId>(id) : undefined;
}

/** The file of the request that the address names, as its applicant prepares it. Refused: `requests.not-found`. */
async function readFile(c: AccountContext, deps: LegaliseDeps): Promise<Result<DistanceOverview>> {
  const id = requestOf(c);
  return id === undefined ? refuse('requests.not-found') : deps.distance.read(personOf(c), id);
}

/**
 * Answers for a request that may be prepared; what is another's is not there, and what was sent is looked at elsewhere.
 */
export async function withDraft(
  c: AccountContext,
  deps: LegaliseDeps,
  answer: (file: DistanceOverview) => Response | Promise<Response>,
): Promise<Response> {
  const file = await readFile(c, deps);
  if (!file.ok) return answerError(c, 'not-found');
  const { state, id } = file.value.request;
  if (state !== 'draft' && state !== 'returned') return c.redirect(`/account/requests/${id}`, 303);
  return answer(file.value);
}
