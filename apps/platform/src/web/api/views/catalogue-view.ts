import { intakeLimits } from '../../../modules/documents/index.ts';
import type { Catalogue, Nature } from '../../../modules/catalogue/index.ts';
import { certificationService } from '../../../modules/certification/index.ts';
import {
  leastSignatureMillimetres,
  legalisationService,
  recognitionSentences,
} from '../../../modules/legalisation/index.ts';
import { stampLanguages } from '../../../modules/organisation/index.ts';
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
  const asked = { communeId, at };
  return {
    ...(await viewWords(catalogue, tx, legalisationService, asked)),
    stampLanguages: stampLanguages.map(code => ({ code, label: inEveryLanguage(nameOf(code)) })),
    consent: service.consent,
    recognition: recognitionSentences,
    copies: {
      ...(await viewWords(catalogue, tx, certificationService, asked)),
      consent: (catalogue.findService(certificationService) ?? service).consent,
    },
    limits: {
      fileBytes: intakeLimits.fileBytes,
      pages: intakeLimits.pages,
      exemplars: mostExemplars,
      signatureMillimetres: leastSignatureMillimetres,
    },
  };
}

/** The words of one service: what it is asked for, why it is refused, what is looked at. Empty where it is not offered. */
async function viewWords(
  catalogue: Catalogue,
  tx: Tx,
  service: string,
  { communeId, at }: { readonly communeId: CommuneId; readonly at: Date },
): Promise<Omit<CatalogueView['copies'], 'consent'>> {
  const declared = catalogue.findService(service);
  if (!declared) return { natures: [], refusalReasons: [], doubtReasons: [], checks: [] };
  return {
    natures: (await catalogue.listNatures(tx, communeId, service, at)).map(viewNature),
    refusalReasons: (await catalogue.listReasons(tx, communeId, service)).map(({ code, label }) => ({ code, label })),
    doubtReasons: [...declared.doubtReasons],
    checks: [
      ...declared.checks.map(check => ({ ...check, when: 'always' as const })),
      { ...declared.checkOfPoorPages, when: 'poor-pages' as const },
    ],
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
