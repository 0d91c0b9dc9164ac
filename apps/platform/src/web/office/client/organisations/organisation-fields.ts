import type { EnrolOrganisationBody, OrganisationCard } from '../../../api/contract/index.ts';

/** The form of an organisation, as typed. */
export interface OrganisationForm {
  readonly kind: EnrolOrganisationBody['kind'];
  readonly arabic: string;
  readonly latin: string;
  readonly legalForm: NonNullable<EnrolOrganisationBody['legalForm']>;
  readonly court: string;
  readonly number: string;
  readonly ice: string;
  readonly taxId: string;
  readonly statutes: string;
  readonly statutesOn: string;
  readonly receiptNumber: string;
  readonly receiptOn: string;
  readonly receiptAuthority: string;
  readonly receiptKind: 'provisional' | 'final';
  readonly creatingText: string;
  readonly address: string;
  readonly email: string;
  readonly phone: string;
}

/** A form of a company at the court of Casablanca, or of the organisation to change. */
export function formOf(card: OrganisationCard | undefined): OrganisationForm {
  return {
    kind: card?.kind ?? 'company',
    arabic: card?.name.arabic ?? '',
    latin: card?.name.latin ?? '',
    legalForm: card?.legalForm ?? 'sarl',
    court: card?.registration?.court ?? 'casablanca',
    number: card?.registration?.number ?? '',
    ice: card?.ice ?? '',
    taxId: card?.taxId ?? '',
    statutes: card?.statutes?.reference ?? '',
    statutesOn: card?.statutes?.on ?? '',
    receiptNumber: card?.receipt?.number ?? '',
    receiptOn: card?.receipt?.on ?? '',
    receiptAuthority: card?.receipt?.authority ?? '',
    receiptKind: card?.receipt?.kind ?? 'provisional',
    creatingText: card?.creatingText ?? '',
    address: card?.address ?? '',
    email: card?.contacts.email ?? '',
    phone: card?.contacts.phone ?? '',
  };
}

/** Whether a kind of organisation is entered in a register with a number. */
export function isRegistered(kind: OrganisationForm['kind']): boolean {
  return kind === 'company' || kind === 'cooperative';
}

/** What the API is asked for; fields that the kind does not have stay out. */
export function factsOf(form: OrganisationForm): EnrolOrganisationBody {
  const { kind, arabic, latin, legalForm, court, number, ice, taxId, statutes, statutesOn, address, email, phone } =
    form;
  return {
    kind,
    name: { arabic, latin },
    address,
    contacts: { ...(email !== '' && { email }), ...(phone !== '' && { phone }) },
    ...(kind === 'company' && { legalForm }),
    ...(isRegistered(kind) && { registration: { court, number } }),
    ...(ice !== '' && { ice }),
    ...(taxId !== '' && { taxId }),
    ...(statutes !== '' && statutesOn !== '' && { statutes: { reference: statutes, on: statutesOn } }),
    ...(kind === 'association' && {
      receipt: {
        number: form.receiptNumber,
        on: form.receiptOn === '' ? today() : form.receiptOn,
        authority: form.receiptAuthority,
        kind: form.receiptKind,
      },
    }),
    ...(kind === 'public-body' && { creatingText: form.creatingText }),
  };
}

/** A day for a field that was left empty; the server refuses the receipt for what else it lacks. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}
