import { type CommuneId, civilDate, type OfficeId } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { ruleOn } from './decide.ts';
import type { DeclaredNature, Nature, RefusalReason, ServiceDeclaration } from './model.ts';
import { findLanguageRule, type LanguageRuling } from './languages.ts';
import { selectRules, selectSwitches } from './store.ts';

/** A nature of a service, at a moment. */
export interface NatureAt {
  readonly service: string;
  readonly nature: string;
  readonly at: Date;
}

/** The services that this platform offers, with what each commune made of their rules. Reads in the caller's transaction. */
export interface Catalogue {
  /** Every service, as declared. */
  readonly services: readonly ServiceDeclaration[];
  /** A service by its code, as declared; undefined when it is not offered. */
  findService(code: string): ServiceDeclaration | undefined;
  /** A nature of act as that commune judges it at that moment; undefined when the service has none of that code. */
  findNature(tx: Tx, communeId: CommuneId, asked: NatureAt): Promise<Nature | undefined>;
  /** Every nature of a service as that commune judges it at that moment, in the order of the declaration. */
  listNatures(tx: Tx, communeId: CommuneId, service: string, at: Date): Promise<readonly Nature[]>;
  /** The reasons for which the commune refuses requests of a service: those declared, but for those switched off. */
  listReasons(tx: Tx, communeId: CommuneId, service: string): Promise<readonly RefusalReason[]>;
  /** Which languages an office of the commune reads now, and what becomes of a paper in another one. */
  findLanguageRule(tx: Tx, communeId: CommuneId, officeId: OfficeId): Promise<LanguageRuling>;
}

/** Declares a service. Throws when two of its words have the same code, a rule lacks its legal basis, or a
 * reason for doubting names no reason for refusing: mistakes of whoever writes it. */
export function defineService(declaration: ServiceDeclaration): ServiceDeclaration {
  const { natures, refusalReasons, doubtReasons, checks } = declaration;
  for (const words of [natures, refusalReasons, doubtReasons, checks]) {
    const codes = words.map(word => word.code);
    if (new Set(codes).size !== codes.length) throw new Error(`service ${declaration.code}: a code is declared twice`);
  }
  const lost = doubtReasons.find(doubt => !refusalReasons.some(({ code }) => code === doubt.refusalReason));
  if (lost) throw new Error(`service ${declaration.code}: doubt ${lost.code} names a reason that is not declared`);
  const bare = declaration.natures.find(nature => (nature.rule === 'allow') !== (nature.basis === null));
  if (bare)
    throw new Error(
      `service ${declaration.code}: nature ${bare.code} needs a basis exactly when it is not simply allowed`,
    );
  return declaration;
}

/** The catalogue of `services`. */
export function createCatalogue(services: readonly ServiceDeclaration[]): Catalogue {
  const byCode = new Map(services.map(service => [service.code, service]));
  const declared = (service: string): readonly DeclaredNature[] => byCode.get(service)?.natures ?? [];
  return {
    services,
    findService: code => byCode.get(code),
    findNature: async (tx, communeId, { service, nature, at }) => {
      const found = declared(service).find(each => each.code === nature);
      return found && ruleOn(found, await selectRules(tx, communeId, { service, nature }), civilDate(at));
    },
    listNatures: async (tx, communeId, service, at) => {
      const rules = await selectRules(tx, communeId, { service });
      return declared(service).map(nature => ruleOn(nature, rules, civilDate(at)));
    },
    findLanguageRule,
    listReasons: async (tx, communeId, service) => {
      const switches = await selectSwitches(tx, communeId, service);
      const offered = (code: string) => switches.find(each => each.reason === code)?.offered ?? true;
      return (byCode.get(service)?.refusalReasons ?? []).filter(({ code }) => offered(code));
    },
  };
}
