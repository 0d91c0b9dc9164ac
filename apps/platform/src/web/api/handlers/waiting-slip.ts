import { asId, ok, type RequestId, type Result } from '../../../kernel/index.ts';
import type { AwaitedId } from '../../../modules/legalisation/index.ts';
import { currentWording } from '../../../modules/sealing/index.ts';
import type { routes } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';
import type { Call } from '../serve.ts';
import { paperOf } from './slip.ts';

/** Prints the slip of somebody awaited: which request waits, and the code that opens it at any office. */
export async function printWaitingSlip(
  deps: ApiDeps,
  { actor, params, language }: Call<typeof routes.printWaitingSlip>,
): Promise<Result<Uint8Array>> {
  const requestId = asId<RequestId>(params.requestId);
  const issued = await deps.legalisation.issueCode(actor, { requestId, awaitedId: asId<AwaitedId>(params.awaitedId) });
  if (!issued.ok) return issued;
  const { officeId, ...printed } = issued.value;
  return ok(
    await deps.papers.waitingSlip({
      ...(await paperOf(deps, actor, officeId)),
      ...printed,
      wording: currentWording,
      instant: deps.clock(),
      second: language === 'ar' ? 'fr' : language,
    }),
  );
}
