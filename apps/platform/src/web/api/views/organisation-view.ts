import {
  courts,
  fullName,
  legalForms,
  type MandateListed,
  type OrganisationFile,
  printedRegisterOf,
} from '../../../modules/identity/index.ts';
import {
  evidenceKinds,
  organisationKinds,
  roles,
  type OrganisationFound,
  type UsableMandate,
} from '../../../modules/identity/index.ts';
import { nameIn } from '../../../kernel/index.ts';
import type { Catalogue } from '../../../modules/catalogue/index.ts';
import { legalisationService } from '../../../modules/legalisation/index.ts';
import type { Translator } from '../../../platform/messages/index.ts';
import { sayCapacity, sayRegister } from '../../capacity.ts';
import type {
  MandateView,
  OrganisationCard,
  OrganisationLine,
  OrganisationTermsView,
  UsableMandateView,
} from '../contract/index.ts';
import { sayFault } from '../../mandate-fault.ts';
import { viewRefusal } from '../problem.ts';

/** The words that forms about organisations offer. */
export function viewTerms(t: Translator, catalogue: Catalogue): OrganisationTermsView {
  return {
    kinds: organisationKinds.map(code => ({ code, label: t(`mandates.kind-${code}`) })),
    legalForms: keysOf(legalForms).map(code => ({ code, label: nameIn(t.language, legalForms[code]) })),
    courts: keysOf(courts).map(code => ({ code, name: courts[code] })),
    roles: roles.map(code => ({ code, label: t(`mandates.role-${code}`) })),
    evidence: evidenceKinds.map(code => ({ code, label: t(`mandates.evidence-${code}`) })),
    natures: (catalogue.findService(legalisationService)?.natures ?? [])
      .filter(({ rule }) => rule !== 'refuse')
      .map(({ code, label }) => ({ code, label })),
  };
}

function keysOf<K extends string>(record: Readonly<Record<K, unknown>>): readonly K[] {
  return Object.keys(record) as K[];
}

/** A line of a search. */
export function viewOrganisationLine(
  t: Translator,
  { id, kind, name, registration }: OrganisationFound,
): OrganisationLine {
  const register = printedRegisterOf({ kind, registration, receipt: null, ice: null });
  return { id, kind, name, register: register && sayRegister(t, register) };
}

/** The file of an organisation as the counter shows it. */
export function viewOrganisation(
  t: Translator,
  file: OrganisationFile,
  warnings: readonly string[] = [],
): OrganisationCard {
  const register = printedRegisterOf(file);
  return {
    id: file.id,
    kind: file.kind,
    name: file.name,
    fullName: fullName(file),
    legalForm: file.legalForm,
    registration: file.registration,
    ice: file.ice,
    taxId: file.taxId,
    statutes: file.statutes,
    receipt: file.receipt,
    creatingText: file.creatingText,
    address: file.seat.address,
    contacts: { ...file.seat.contacts },
    register: register && sayRegister(t, register),
    mandates: file.mandates.map(mandate => viewMandate(t, mandate)),
    changes: file.changes.map(({ at, reason, fields, before }) => ({
      at: at.toISOString(),
      reason,
      fields: [...fields],
      before: before.name,
    })),
    warnings: warnings.map(code => t(code)),
  };
}

function viewMandate(t: Translator, mandate: MandateListed): MandateView {
  const { id, personId, representative, role, roleWords, natures, most, joint, evidence, fault, ended, parentId } =
    mandate;
  return {
    id,
    personId,
    representative,
    role: roleWords ? nameIn(t.language, roleWords) : t(`mandates.role-${role}`),
    natures: natures === 'all' ? 'all' : [...natures],
    most,
    group: joint && { name: joint.name, needed: joint.needed },
    startsOn: mandate.startsOn,
    endsOn: mandate.endsOn,
    mayRead: mandate.mayRead,
    mayRevoke: mandate.mayRevoke,
    delegable: mandate.delegable,
    parentId,
    evidence:
      evidence &&
      `${t(`mandates.evidence-${evidence.kind}`)} · ${evidence.reference} · ${evidence.on.split('-').toReversed().join('/')}`,
    fault: fault && { ...viewRefusal(t, id, fault), detail: sayFault(t, fault) },
    endedBecause: ended[0]?.reason ?? null,
  };
}

/** A mandate under which somebody may sign now. */
export function viewUsable(t: Translator, { capacity, mandate, joint }: UsableMandate): UsableMandateView {
  return {
    id: mandate.id,
    organisationId: mandate.organisationId,
    ...sayCapacity(t, capacity),
    natures: mandate.natures === 'all' ? 'all' : [...mandate.natures],
    most: mandate.most,
    group: joint && { name: joint.name, needed: joint.needed },
  };
}
