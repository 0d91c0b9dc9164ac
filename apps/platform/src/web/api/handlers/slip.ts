import {
  asId,
  type OfficeId,
  ok,
  type PersonId,
  type Place,
  refuse,
  type RequestId,
  type Result,
  type StaffActor,
} from '../../../kernel/index.ts';
import { currentWording, type SlipFace } from '../../../modules/sealing/index.ts';
import { formatAccountNumber, type PersonFile, type Slip } from '../../../modules/identity/index.ts';
import {
  findOffice,
  getCommune,
  getOffice,
  listArrondissements,
  placeOf,
} from '../../../modules/organisation/index.ts';
import type { routes } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';
import type { Call } from '../serve.ts';

/** Prints a person's slip: the receipt of a request, and the account with a new activation code, under the conditions of the contract. */
export async function printSlip(
  deps: ApiDeps,
  { actor, params, body }: Call<typeof routes.printSlip>,
): Promise<Result<Uint8Array>> {
  const personId = asId<PersonId>(params.personId);
  const officeId = asId<OfficeId>(body.officeId);
  const place = await placeAt(deps, actor, officeId);
  if (!place) return refuse('identity.not-allowed');
  const requestId = body.requestId === undefined ? undefined : asId<RequestId>(body.requestId);
  const checked =
    requestId === undefined
      ? ok(undefined)
      : await deps.legalisation.checkSlip(actor, { requestId, personId, officeId });
  if (!checked.ok) return checked;
  const receipt = await receiptOf(deps, actor, requestId);
  if (!receipt.ok) return receipt;
  const served = requestId !== undefined;
  const printed = await deps.identity.printSlip(actor, { personId, place, served, renewal: body.renewal });
  if (!printed.ok) return printed;
  const { file, slip } = printed.value;
  const face: SlipFace = {
    ...(await paperOf(deps, actor, officeId)),
    wording: currentWording,
    instant: deps.clock(),
    second: file.language === 'ar' ? 'fr' : file.language,
    receipt: receipt.value,
    account: slip && accountOf(deps, file, slip),
    helpline: null,
  };
  return ok(await deps.papers.slip(face));
}

function placeAt({ db }: ApiDeps, { communeId }: StaffActor, officeId: OfficeId): Promise<Place | undefined> {
  return db.transaction({ communeId }, async tx => {
    const office = await findOffice(tx, communeId, officeId);
    return office && placeOf(office);
  });
}

/** The receipt of a request, paid in cash at the counter: numbered receipts of the till come with payments. */
async function receiptOf(
  { legalisation, certification, catalogue }: ApiDeps,
  actor: StaffActor,
  requestId: RequestId | undefined,
): Promise<Result<SlipFace['receipt']>> {
  if (requestId === undefined) return ok({ number: '–', lines: [], payment: 'none', cashier: null });
  const signed = await legalisation.readOverview(actor, requestId);
  const overview = signed.ok ? signed : await certification.readOverview(actor, requestId);
  if (!overview.ok) return overview;
  const { request } = overview.value;
  const ruling = signed.ok ? signed.value.ruling : undefined;
  const service = catalogue.findService(request.service);
  const amount = ruling?.fee ?? 0;
  const lines = service ? [{ label: service.name, quantity: 1, amount }] : [];
  return ok({ number: request.reference, lines, payment: amount === 0 ? 'none' : 'cash', cashier: null });
}

function accountOf({ publicUrl }: ApiDeps, { name }: PersonFile, slip: Slip): SlipFace['account'] {
  return {
    name,
    number: formatAccountNumber(slip.accountNumber),
    activationCode: slip.activationCode,
    validUntil: slip.expiresAt,
    activationUrl: `${publicUrl}/account/activate`,
  };
}

/** The office and the mark of a paper printed at a counter. */
export async function paperOf(
  { db }: ApiDeps,
  { communeId }: StaffActor,
  officeId: OfficeId,
): Promise<Pick<SlipFace, 'office' | 'mark'>> {
  return db.transaction({ communeId }, async tx => {
    const office = await getOffice(tx, communeId, officeId);
    const commune = await getCommune(tx, communeId);
    const arrondissements = await listArrondissements(tx, communeId);
    return {
      office: {
        commune: commune.name,
        arrondissement: arrondissements.find(each => each.id === office.arrondissementId)?.name ?? null,
        name: office.name,
      },
      mark: commune.mark,
    };
  });
}
