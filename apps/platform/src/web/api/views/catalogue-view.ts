import { intakeLimits } from '../../../modules/documents/index.ts';
import type { Catalogue } from '../../../modules/catalogue/index.ts';
import { leastSignatureMillimetres, legalisationService, stampLanguages } from '../../../modules/legalisation/index.ts';
import { languages, type Language, type LocalizedText } from '../../../kernel/index.ts';
import { languageNames } from '../../shell/index.ts';
import type { CatalogueView } from '../contract/index.ts';

/** Most paper originals of one act. */
const mostExemplars = 20;

/** Everything that the counter's forms offer for legalisations. */
export function viewCatalogue(catalogue: Catalogue): CatalogueView {
  const service = catalogue.findService(legalisationService);
  if (!service) throw new Error('legalisation is not in the catalogue');
  return {
    natures: service.natures.map(nature => ({ ...nature })),
    stampLanguages: stampLanguages.map(code => ({ code, label: inEveryLanguage(nameOf(code)) })),
    refusalReasons: [...service.refusalReasons],
    checks: [
      ...service.checks.map(check => ({ ...check, when: 'always' as const })),
      { ...service.checkOfPoorPages, when: 'poor-pages' as const },
    ],
    consent: service.consent,
    limits: {
      fileBytes: intakeLimits.fileBytes,
      pages: intakeLimits.pages,
      exemplars: mostExemplars,
      signatureMillimetres: leastSignatureMillimetres,
    },
  };
}

/** A language is named in itself, whoever reads: "العربية + Français". */
function nameOf(code: string): string {
  const chosen = code.split('+').filter((part): part is Language => (languages as readonly string[]).includes(part));
  return chosen.map(language => languageNames[language]).join(' + ');
}

function inEveryLanguage(text: string): LocalizedText {
  return { ar: text, fr: text, zgh: text, en: text };
}
