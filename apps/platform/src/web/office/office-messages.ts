import { defineMessages, mergeCatalogues } from '../../platform/messages/index.ts';
import actsAr from '../../modules/acts/messages/ar.json' with { type: 'json' };
import actsEn from '../../modules/acts/messages/en.json' with { type: 'json' };
import actsFr from '../../modules/acts/messages/fr.json' with { type: 'json' };
import actsZgh from '../../modules/acts/messages/zgh.json' with { type: 'json' };
import registerAr from '../../modules/register/messages/ar.json' with { type: 'json' };
import registerEn from '../../modules/register/messages/en.json' with { type: 'json' };
import registerFr from '../../modules/register/messages/fr.json' with { type: 'json' };
import registerZgh from '../../modules/register/messages/zgh.json' with { type: 'json' };
import requestsAr from '../../modules/requests/messages/ar.json' with { type: 'json' };
import requestsEn from '../../modules/requests/messages/en.json' with { type: 'json' };
import requestsFr from '../../modules/requests/messages/fr.json' with { type: 'json' };
import requestsZgh from '../../modules/requests/messages/zgh.json' with { type: 'json' };
import officeAr from './messages/ar.json' with { type: 'json' };
import officeEn from './messages/en.json' with { type: 'json' };
import officeFr from './messages/fr.json' with { type: 'json' };
import officeZgh from './messages/zgh.json' with { type: 'json' };
import visitScreensAr from './visit/messages/ar.json' with { type: 'json' };
import visitScreensEn from './visit/messages/en.json' with { type: 'json' };
import visitScreensFr from './visit/messages/fr.json' with { type: 'json' };
import visitScreensZgh from './visit/messages/zgh.json' with { type: 'json' };
import organisationScreensAr from './organisations/messages/ar.json' with { type: 'json' };
import organisationScreensEn from './organisations/messages/en.json' with { type: 'json' };
import organisationScreensFr from './organisations/messages/fr.json' with { type: 'json' };
import organisationScreensZgh from './organisations/messages/zgh.json' with { type: 'json' };
import fileScreensAr from './files/messages/ar.json' with { type: 'json' };
import fileScreensEn from './files/messages/en.json' with { type: 'json' };
import fileScreensFr from './files/messages/fr.json' with { type: 'json' };
import fileScreensZgh from './files/messages/zgh.json' with { type: 'json' };
import mergingScreensAr from './merging/messages/ar.json' with { type: 'json' };
import mergingScreensEn from './merging/messages/en.json' with { type: 'json' };
import mergingScreensFr from './merging/messages/fr.json' with { type: 'json' };
import mergingScreensZgh from './merging/messages/zgh.json' with { type: 'json' };
import administrationAr from './administration/messages/ar.json' with { type: 'json' };
import administrationEn from './administration/messages/en.json' with { type: 'json' };
import administrationFr from './administration/messages/fr.json' with { type: 'json' };
import administrationZgh from './administration/messages/zgh.json' with { type: 'json' };
import statementScreensAr from './statements/messages/ar.json' with { type: 'json' };
import statementScreensEn from './statements/messages/en.json' with { type: 'json' };
import statementScreensFr from './statements/messages/fr.json' with { type: 'json' };
import statementScreensZgh from './statements/messages/zgh.json' with { type: 'json' };
import queueScreensAr from './queues/messages/ar.json' with { type: 'json' };
import queueScreensEn from './queues/messages/en.json' with { type: 'json' };
import queueScreensFr from './queues/messages/fr.json' with { type: 'json' };
import queueScreensZgh from './queues/messages/zgh.json' with { type: 'json' };
import certificationScreensAr from './certification/messages/ar.json' with { type: 'json' };
import certificationScreensEn from './certification/messages/en.json' with { type: 'json' };
import certificationScreensFr from './certification/messages/fr.json' with { type: 'json' };
import certificationScreensZgh from './certification/messages/zgh.json' with { type: 'json' };
import registerScreensAr from './register/messages/ar.json' with { type: 'json' };
import registerScreensEn from './register/messages/en.json' with { type: 'json' };
import registerScreensFr from './register/messages/fr.json' with { type: 'json' };
import registerScreensZgh from './register/messages/zgh.json' with { type: 'json' };
import fromAfarAr from './distance/messages/ar.json' with { type: 'json' };
import fromAfarEn from './distance/messages/en.json' with { type: 'json' };
import fromAfarFr from './distance/messages/fr.json' with { type: 'json' };
import fromAfarZgh from './distance/messages/zgh.json' with { type: 'json' };
import screeningScreensAr from './screening/messages/ar.json' with { type: 'json' };
import screeningScreensEn from './screening/messages/en.json' with { type: 'json' };
import screeningScreensFr from './screening/messages/fr.json' with { type: 'json' };
import screeningScreensZgh from './screening/messages/zgh.json' with { type: 'json' };
import signatoryScreensAr from './signatories/messages/ar.json' with { type: 'json' };
import signatoryScreensEn from './signatories/messages/en.json' with { type: 'json' };
import signatoryScreensFr from './signatories/messages/fr.json' with { type: 'json' };
import signatoryScreensZgh from './signatories/messages/zgh.json' with { type: 'json' };
import trainingScreensAr from './training/messages/ar.json' with { type: 'json' };
import trainingScreensEn from './training/messages/en.json' with { type: 'json' };
import trainingScreensFr from './training/messages/fr.json' with { type: 'json' };
import trainingScreensZgh from './training/messages/zgh.json' with { type: 'json' };

/** Texts of the staff screens. */
export const officeMessages = mergeCatalogues(
  defineMessages({ ar: officeAr, fr: officeFr, zgh: officeZgh, en: officeEn }),
  defineMessages({ ar: visitScreensAr, fr: visitScreensFr, zgh: visitScreensZgh, en: visitScreensEn }),
  defineMessages({
    ar: organisationScreensAr,
    fr: organisationScreensFr,
    zgh: organisationScreensZgh,
    en: organisationScreensEn,
  }),
  defineMessages({ ar: fileScreensAr, fr: fileScreensFr, zgh: fileScreensZgh, en: fileScreensEn }),
  defineMessages({ ar: mergingScreensAr, fr: mergingScreensFr, zgh: mergingScreensZgh, en: mergingScreensEn }),
  defineMessages({ ar: administrationAr, fr: administrationFr, zgh: administrationZgh, en: administrationEn }),
  defineMessages({ ar: statementScreensAr, fr: statementScreensFr, zgh: statementScreensZgh, en: statementScreensEn }),
  defineMessages({ ar: queueScreensAr, fr: queueScreensFr, zgh: queueScreensZgh, en: queueScreensEn }),
  defineMessages({
    ar: certificationScreensAr,
    fr: certificationScreensFr,
    zgh: certificationScreensZgh,
    en: certificationScreensEn,
  }),
  defineMessages({ ar: registerScreensAr, fr: registerScreensFr, zgh: registerScreensZgh, en: registerScreensEn }),
  defineMessages({ ar: fromAfarAr, fr: fromAfarFr, zgh: fromAfarZgh, en: fromAfarEn }),
  defineMessages({ ar: screeningScreensAr, fr: screeningScreensFr, zgh: screeningScreensZgh, en: screeningScreensEn }),
  defineMessages({
    ar: signatoryScreensAr,
    fr: signatoryScreensFr,
    zgh: signatoryScreensZgh,
    en: signatoryScreensEn,
  }),
  defineMessages({ ar: trainingScreensAr, fr: trainingScreensFr, zgh: trainingScreensZgh, en: trainingScreensEn }),
);

/** Everything that travels to the browser in the language of the page: why a number names no act, and why an act has no effect, too. */
export const screenMessages = mergeCatalogues(
  officeMessages,
  defineMessages({ ar: actsAr, fr: actsFr, zgh: actsZgh, en: actsEn }),
  defineMessages({ ar: registerAr, fr: registerFr, zgh: registerZgh, en: registerEn }),
  defineMessages({ ar: requestsAr, fr: requestsFr, zgh: requestsZgh, en: requestsEn }),
);
