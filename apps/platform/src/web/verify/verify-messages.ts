import { defineMessages, mergeCatalogues } from '../../platform/messages/index.ts';
import actsAr from '../../modules/acts/messages/ar.json' with { type: 'json' };
import actsEn from '../../modules/acts/messages/en.json' with { type: 'json' };
import actsFr from '../../modules/acts/messages/fr.json' with { type: 'json' };
import actsZgh from '../../modules/acts/messages/zgh.json' with { type: 'json' };
import mandatesZgh from '../../modules/identity/mandates/messages/zgh.json' with { type: 'json' };
import mandatesFr from '../../modules/identity/mandates/messages/fr.json' with { type: 'json' };
import mandatesEn from '../../modules/identity/mandates/messages/en.json' with { type: 'json' };
import mandatesAr from '../../modules/identity/mandates/messages/ar.json' with { type: 'json' };
import ar from '../../modules/verification/messages/ar.json' with { type: 'json' };
import en from '../../modules/verification/messages/en.json' with { type: 'json' };
import fr from '../../modules/verification/messages/fr.json' with { type: 'json' };
import zgh from '../../modules/verification/messages/zgh.json' with { type: 'json' };

/** The verifier's texts; the acts' own catalogue names the typing errors of a code, the mandates' for whom somebody signed. */
export const verifyMessages = mergeCatalogues(
  defineMessages({ ar, fr, zgh, en }),
  defineMessages({ ar: actsAr, fr: actsFr, zgh: actsZgh, en: actsEn }),
  defineMessages({ ar: mandatesAr, fr: mandatesFr, zgh: mandatesZgh, en: mandatesEn }),
);
