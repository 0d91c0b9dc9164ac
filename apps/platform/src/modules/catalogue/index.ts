export type { Catalogue, NatureAt } from './catalogue.ts';
export { createCatalogue, defineService } from './catalogue.ts';
export type { RuleAsked } from './decide.ts';
export { longestBasis } from './decide.ts';
export type { CommunalLanguages, LanguageRuling, LanguagesRead } from './languages.ts';
export { languagesAt, listLanguageRules, setLanguageRule } from './languages.ts';
export type {
  CatalogueWord,
  CommunalRule,
  DeclaredNature,
  DoubtReason,
  Nature,
  NatureRule,
  RefusalReason,
  ServiceDeclaration,
  Turnaround,
} from './model.ts';
export { natureRules, usualTurnaround } from './model.ts';
export { cataloguePermissions } from './policy.ts';
export type { ServiceRules } from './rules.ts';
export { readServiceRules, setNatureRule, switchReason } from './rules.ts';
