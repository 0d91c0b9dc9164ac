import { intakeLimits } from '../../../modules/documents/index.ts';
import type { Catalogue, Nature } from '../../../modules/catalogue/index.ts';
import {
  leastSignatureMillimetres,
  legalisationService,
  recognitionSentences,
  stampLanguages,
} from '../../../modules/legalisation/index.ts';
import { type CommuneId, languages, type Language, type LocalizedText } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { languageNames } from '../../shell/index.ts';
import type { CatalogueView, NatureView } from '../contract/index.ts';

/** Most paper originals of one act. */
const mostExemplars = 20;

/** Everything that the counter's forms offer for legalisations in a commune, as its rules are now. */
export async function viewCatalogue(
  catalogue: Catalogue,
  tx: Tx,
  { communeId, at }: { readonly communeId: CommuneId; readonly at: Date },
): Promise<CatalogueView> {
  const service = catalogue.findService(legalisationService);
  if (!service) throw new Error('legalisation is not in the catalogue');
  return {
    natures: (await catalogue.listNatures(tx, communeId, legalisationService, at)).map(viewNature),
    stampLanguages: stampLanguages.map(code => ({ code, label: inEveryLanguage(nameOf(code)) })),
    refusalReasons: (await catalogue.listReasons(tx, communeId, legalisationService)).map(({ code, label }) => ({
      code,
      label,
    })),
    checks: [
      ...service.checks.map(check => ({ ...check, when: 'always' as const })),
      { ...service.checkOfPoorPages, when: 'poor-pages' as const },
    ],
    consent: service.consent,
    recognition: recognitionSentences,
    limits: {
      fileBytes: intakeLimits.fileBytes,
      pages: intakeLimits.pages,
      exemplars: mostExemplars,
      signatureMillimetres: leastSignatureMillimetres,
    },
  };
}

function viewNature({ code, label, rule, basis, ruleVersion, attributes, fee }: Nature): NatureView {
  const { illiterateObligation } = attributes;
  return { code, label, rule, basis, ruleVersion, illiterateObligation, fee };
}

/** A language is named in itself, whoever reads: "العربية + Français". */
function nameOf(code: string): string {
  const chosen = code.split('+').filter((part): part is Language => (languages as readonly string[]).includes(part));
  return chosen.map(language => languageNames[language]).join(' + ');
}

function inEveryLanguage(text: string): LocalizedText {
  return { ar: text, fr: text, zgh: text, en: text };
}
