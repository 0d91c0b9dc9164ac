export type { Catalogue } from './catalogue.ts';
export { createCatalogue, defineService } from './catalogue.ts';
export type { CatalogueWord, Nature, NatureRule, ServiceDeclaration } from './model.ts';
