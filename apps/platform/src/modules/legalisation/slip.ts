import {
  civilTime,
  type OfficeId,
  ok,
  type PersonId,
  refuse,
  type RequestId,
  type Result,
  type StaffActor,
} from '../../kernel/index.ts';
import { inCommune, type LegalisationDeps } from './ports.ts';
import { selectSignatories } from './store.ts';

/**
 * Whether a request shows that the clerk has the person before them, so that a slip may be printed: opened at this office on today's
 * date in Morocco, not abandoned, and the clerk identified the person as a signatory of it. Refused: `requests.not-found`,
 * `legalisation.not-signatory`, `.slip-by-colleague`, `.slip-not-today`.
 */
export async function checkSlip(
  deps: LegalisationDeps,
  actor: StaffActor,
  asked: { readonly requestId: RequestId; readonly personId: PersonId; readonly officeId: OfficeId },
): Promise<Result<undefined>> {
  const { communeId } = actor;
  const today = civilTime(deps.clock()).date;
  return inCommune(deps, communeId, async tx => {
    const request = await deps.requests.read(tx, actor, asked.requestId);
    if (!request.ok) return request;
    const { officeId, openedAt, state } = request.value;
    const signatories = await selectSignatories(tx, communeId, [asked.requestId]);
    const signatory = signatories.find(({ personId }) => personId === asked.personId);
    if (!signatory) return refuse('legalisation.not-signatory');
    if (officeId !== asked.officeId || civilTime(openedAt).date !== today || state === 'abandoned')
      return refuse('legalisation.slip-not-today');
    const { attestedBy } = signatory;
    const own = attestedBy.kind === 'staff' && attestedBy.staffId === actor.staffId;
    return own ? ok(undefined) : refuse('legalisation.slip-by-colleague');
  });
}
