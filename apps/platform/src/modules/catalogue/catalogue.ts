import type { Nature, ServiceDeclaration } from './model.ts';

/** The services that this platform offers. */
export interface Catalogue {
  /** A service by its code; undefined when it is not offered. */
  findService(code: string): ServiceDeclaration | undefined;
  /** A nature of act of a service. */
  findNature(service: string, nature: string): Nature | undefined;
}

/** Declares a service. Throws when two of its words have the same code, or a rule lacks its legal basis: mistakes of whoever writes it. */
export function defineService(declaration: ServiceDeclaration): ServiceDeclaration {
  for (const words of [declaration.natures, declaration.refusalReasons, declaration.checks]) {
    const codes = words.map(word => word.code);
    if (new Set(codes).size !== codes.length) throw new Error(`service ${declaration.code}: a code is declared twice`);
  }
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
  return {
    findService: code => byCode.get(code),
    findNature: (service, nature) => byCode.get(service)?.natures.find(each => each.code === nature),
  };
}
