import { asId, type OfficeId, ok, type RequestId, type Result, type StaffActor } from '../../../kernel/index.ts';
import { currentWording, type SlipFace } from '../../../modules/sealing/index.ts';
import { formatAccountNumber, type PersonFile } from '../../../modules/identity/index.ts';
import { getCommune, getOffice, listArrondissements } from '../../../modules/organisation/index.ts';
import type { routes } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';
import type { Call } from '../serve.ts';

/**
 * Prints a person's slip: the receipt of a request, and the account with a new activation code (the older one is dead). Somebody whose
 * account is already open gets the receipt alone.
 */
export async function printSlip(
  deps: ApiDeps,
  { actor, params, body }: Call<typeof routes.printSlip>,
): Promise<Result<Uint8Array>> {
  const person = await deps.identity.getFile(actor, asId(params.personId));
  if (!person.ok) return person;
  const asked = body.requestId === undefined ? undefined : asId<RequestId>(body.requestId);
  const receipt = await receiptOf(deps, actor, asked);
  if (!receipt.ok) return receipt;
  const account = person.value.activated ? ok(null) : await openAccount(deps, actor, person.value);
  if (!account.ok) return account;
  const paper = await paperOf(deps, actor, asId(body.officeId));
  const slip: SlipFace = {
    ...paper,
    wording: currentWording,
    instant: deps.clock(),
    second: person.value.language === 'ar' ? 'fr' : person.value.language,
    receipt: receipt.value,
    account: account.value,
    helpline: null,
  };
  return ok(await deps.papers.slip(slip));
}

/** The receipt of a request, paid in cash at the counter: numbered receipts of the till come with payments. */
async function receiptOf(
  { legalisation, catalogue }: ApiDeps,
  actor: StaffActor,
  requestId: RequestId | undefined,
): Promise<Result<SlipFace['receipt']>> {
  if (requestId === undefined) return ok({ number: '–', lines: [], payment: 'none', cashier: null });
  const overview = await legalisation.readOverview(actor, requestId);
  if (!overview.ok) return overview;
  const { request, legalisation: chosen } = overview.value;
  const service = catalogue.findService(request.service);
  const amount = catalogue.findNature(request.service, chosen.nature ?? '')?.fee ?? 0;
  const lines = service ? [{ label: service.name, quantity: 1, amount }] : [];
  return ok({ number: request.reference, lines, payment: amount === 0 ? 'none' : 'cash', cashier: null });
}

async function openAccount(
  { identity, publicUrl }: ApiDeps,
  actor: StaffActor,
  { id, name }: Pick<PersonFile, 'id' | 'name'>,
): Promise<Result<SlipFace['account']>> {
  const slip = await identity.renewActivation(actor, id);
  if (!slip.ok) return slip;
  const { accountNumber, activationCode, expiresAt } = slip.value;
  return ok({
    name,
    number: formatAccountNumber(accountNumber),
    activationCode,
    validUntil: expiresAt,
    activationUrl: `${publicUrl}/account/activate`,
  });
}

async function paperOf(
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
