import { defineMessages, type KeyOf, mergeCatalogues } from '../platform/messages/index.ts';
import actsAr from '../modules/acts/messages/ar.json' with { type: 'json' };
import actsEn from '../modules/acts/messages/en.json' with { type: 'json' };
import actsFr from '../modules/acts/messages/fr.json' with { type: 'json' };
import actsZgh from '../modules/acts/messages/zgh.json' with { type: 'json' };
import documentsAr from '../modules/documents/messages/ar.json' with { type: 'json' };
import documentsEn from '../modules/documents/messages/en.json' with { type: 'json' };
import documentsFr from '../modules/documents/messages/fr.json' with { type: 'json' };
import documentsZgh from '../modules/documents/messages/zgh.json' with { type: 'json' };
import identityAr from '../modules/identity/messages/ar.json' with { type: 'json' };
import identityEn from '../modules/identity/messages/en.json' with { type: 'json' };
import identityFr from '../modules/identity/messages/fr.json' with { type: 'json' };
import identityZgh from '../modules/identity/messages/zgh.json' with { type: 'json' };
import legalisationAr from '../modules/legalisation/messages/ar.json' with { type: 'json' };
import legalisationEn from '../modules/legalisation/messages/en.json' with { type: 'json' };
import legalisationFr from '../modules/legalisation/messages/fr.json' with { type: 'json' };
import legalisationZgh from '../modules/legalisation/messages/zgh.json' with { type: 'json' };
import notificationsAr from '../modules/notifications/messages/ar.json' with { type: 'json' };
import notificationsEn from '../modules/notifications/messages/en.json' with { type: 'json' };
import notificationsFr from '../modules/notifications/messages/fr.json' with { type: 'json' };
import notificationsZgh from '../modules/notifications/messages/zgh.json' with { type: 'json' };
import organisationAr from '../modules/organisation/messages/ar.json' with { type: 'json' };
import organisationEn from '../modules/organisation/messages/en.json' with { type: 'json' };
import organisationFr from '../modules/organisation/messages/fr.json' with { type: 'json' };
import organisationZgh from '../modules/organisation/messages/zgh.json' with { type: 'json' };
import delegationsAr from '../modules/organisation/delegations/messages/ar.json' with { type: 'json' };
import delegationsEn from '../modules/organisation/delegations/messages/en.json' with { type: 'json' };
import delegationsFr from '../modules/organisation/delegations/messages/fr.json' with { type: 'json' };
import delegationsZgh from '../modules/organisation/delegations/messages/zgh.json' with { type: 'json' };
import organisationStaffAr from '../modules/organisation/staff/messages/ar.json' with { type: 'json' };
import organisationStaffEn from '../modules/organisation/staff/messages/en.json' with { type: 'json' };
import organisationStaffFr from '../modules/organisation/staff/messages/fr.json' with { type: 'json' };
import organisationStaffZgh from '../modules/organisation/staff/messages/zgh.json' with { type: 'json' };
import registerAr from '../modules/register/messages/ar.json' with { type: 'json' };
import registerEn from '../modules/register/messages/en.json' with { type: 'json' };
import registerFr from '../modules/register/messages/fr.json' with { type: 'json' };
import registerZgh from '../modules/register/messages/zgh.json' with { type: 'json' };
import requestsAr from '../modules/requests/messages/ar.json' with { type: 'json' };
import requestsEn from '../modules/requests/messages/en.json' with { type: 'json' };
import requestsFr from '../modules/requests/messages/fr.json' with { type: 'json' };
import requestsZgh from '../modules/requests/messages/zgh.json' with { type: 'json' };
import sealingAr from '../modules/sealing/messages/ar.json' with { type: 'json' };
import sealingEn from '../modules/sealing/messages/en.json' with { type: 'json' };
import sealingFr from '../modules/sealing/messages/fr.json' with { type: 'json' };
import sealingZgh from '../modules/sealing/messages/zgh.json' with { type: 'json' };
import verificationAr from '../modules/verification/messages/ar.json' with { type: 'json' };
import verificationEn from '../modules/verification/messages/en.json' with { type: 'json' };
import verificationFr from '../modules/verification/messages/fr.json' with { type: 'json' };
import verificationZgh from '../modules/verification/messages/zgh.json' with { type: 'json' };
import accountAr from './account/messages/ar.json' with { type: 'json' };
import accountEn from './account/messages/en.json' with { type: 'json' };
import accountFr from './account/messages/fr.json' with { type: 'json' };
import accountZgh from './account/messages/zgh.json' with { type: 'json' };
import mailboxAr from './mailbox/messages/ar.json' with { type: 'json' };
import mailboxEn from './mailbox/messages/en.json' with { type: 'json' };
import mailboxFr from './mailbox/messages/fr.json' with { type: 'json' };
import mailboxZgh from './mailbox/messages/zgh.json' with { type: 'json' };
import sessionAr from './session/messages/ar.json' with { type: 'json' };
import sessionEn from './session/messages/en.json' with { type: 'json' };
import sessionFr from './session/messages/fr.json' with { type: 'json' };
import sessionZgh from './session/messages/zgh.json' with { type: 'json' };
import contactCodesAr from '../modules/identity/contact-codes/messages/ar.json' with { type: 'json' };
import contactCodesEn from '../modules/identity/contact-codes/messages/en.json' with { type: 'json' };
import contactCodesFr from '../modules/identity/contact-codes/messages/fr.json' with { type: 'json' };
import contactCodesZgh from '../modules/identity/contact-codes/messages/zgh.json' with { type: 'json' };
import nationalAr from '../modules/identity/national/messages/ar.json' with { type: 'json' };
import nationalEn from '../modules/identity/national/messages/en.json' with { type: 'json' };
import nationalFr from '../modules/identity/national/messages/fr.json' with { type: 'json' };
import nationalZgh from '../modules/identity/national/messages/zgh.json' with { type: 'json' };
import mandatesAr from '../modules/identity/mandates/messages/ar.json' with { type: 'json' };
import mandatesEn from '../modules/identity/mandates/messages/en.json' with { type: 'json' };
import mandatesFr from '../modules/identity/mandates/messages/fr.json' with { type: 'json' };
import mandatesZgh from '../modules/identity/mandates/messages/zgh.json' with { type: 'json' };
import profileAr from '../modules/identity/profile/messages/ar.json' with { type: 'json' };
import profileEn from '../modules/identity/profile/messages/en.json' with { type: 'json' };
import profileFr from '../modules/identity/profile/messages/fr.json' with { type: 'json' };
import profileZgh from '../modules/identity/profile/messages/zgh.json' with { type: 'json' };
import mergingAr from '../modules/identity/merging/messages/ar.json' with { type: 'json' };
import mergingEn from '../modules/identity/merging/messages/en.json' with { type: 'json' };
import mergingFr from '../modules/identity/merging/messages/fr.json' with { type: 'json' };
import mergingZgh from '../modules/identity/merging/messages/zgh.json' with { type: 'json' };
import biometricsAr from '../modules/identity/biometrics/messages/ar.json' with { type: 'json' };
import biometricsEn from '../modules/identity/biometrics/messages/en.json' with { type: 'json' };
import biometricsFr from '../modules/identity/biometrics/messages/fr.json' with { type: 'json' };
import biometricsZgh from '../modules/identity/biometrics/messages/zgh.json' with { type: 'json' };
import preEnrolmentAr from '../modules/enrolment/pre-enrolment/messages/ar.json' with { type: 'json' };
import preEnrolmentEn from '../modules/enrolment/pre-enrolment/messages/en.json' with { type: 'json' };
import preEnrolmentFr from '../modules/enrolment/pre-enrolment/messages/fr.json' with { type: 'json' };
import preEnrolmentZgh from '../modules/enrolment/pre-enrolment/messages/zgh.json' with { type: 'json' };
import visitAr from '../modules/enrolment/visit/messages/ar.json' with { type: 'json' };
import visitEn from '../modules/enrolment/visit/messages/en.json' with { type: 'json' };
import visitFr from '../modules/enrolment/visit/messages/fr.json' with { type: 'json' };
import visitZgh from '../modules/enrolment/visit/messages/zgh.json' with { type: 'json' };
import preEnrolmentPagesAr from './pre-enrolment/messages/ar.json' with { type: 'json' };
import preEnrolmentPagesEn from './pre-enrolment/messages/en.json' with { type: 'json' };
import preEnrolmentPagesFr from './pre-enrolment/messages/fr.json' with { type: 'json' };
import preEnrolmentPagesZgh from './pre-enrolment/messages/zgh.json' with { type: 'json' };
import securityAr from './account/security/messages/ar.json' with { type: 'json' };
import securityEn from './account/security/messages/en.json' with { type: 'json' };
import securityFr from './account/security/messages/fr.json' with { type: 'json' };
import securityZgh from './account/security/messages/zgh.json' with { type: 'json' };
import profilePagesAr from './account/profile/messages/ar.json' with { type: 'json' };
import profilePagesEn from './account/profile/messages/en.json' with { type: 'json' };
import profilePagesFr from './account/profile/messages/fr.json' with { type: 'json' };
import profilePagesZgh from './account/profile/messages/zgh.json' with { type: 'json' };
import organisationPagesAr from './account/organisations/messages/ar.json' with { type: 'json' };
import organisationPagesEn from './account/organisations/messages/en.json' with { type: 'json' };
import organisationPagesFr from './account/organisations/messages/fr.json' with { type: 'json' };
import organisationPagesZgh from './account/organisations/messages/zgh.json' with { type: 'json' };
import nationalPagesAr from './national/messages/ar.json' with { type: 'json' };
import nationalPagesEn from './national/messages/en.json' with { type: 'json' };
import nationalPagesFr from './national/messages/fr.json' with { type: 'json' };
import nationalPagesZgh from './national/messages/zgh.json' with { type: 'json' };
import certificationAr from '../modules/certification/messages/ar.json' with { type: 'json' };
import certificationEn from '../modules/certification/messages/en.json' with { type: 'json' };
import certificationFr from '../modules/certification/messages/fr.json' with { type: 'json' };
import certificationZgh from '../modules/certification/messages/zgh.json' with { type: 'json' };
import distanceAr from '../modules/legalisation/distance/messages/ar.json' with { type: 'json' };
import distanceEn from '../modules/legalisation/distance/messages/en.json' with { type: 'json' };
import distanceFr from '../modules/legalisation/distance/messages/fr.json' with { type: 'json' };
import distanceZgh from '../modules/legalisation/distance/messages/zgh.json' with { type: 'json' };
import partiesAr from '../modules/legalisation/parties/messages/ar.json' with { type: 'json' };
import partiesEn from '../modules/legalisation/parties/messages/en.json' with { type: 'json' };
import partiesFr from '../modules/legalisation/parties/messages/fr.json' with { type: 'json' };
import partiesZgh from '../modules/legalisation/parties/messages/zgh.json' with { type: 'json' };
import naturesAr from '../modules/catalogue/messages/ar.json' with { type: 'json' };
import naturesEn from '../modules/catalogue/messages/en.json' with { type: 'json' };
import naturesFr from '../modules/catalogue/messages/fr.json' with { type: 'json' };
import naturesZgh from '../modules/catalogue/messages/zgh.json' with { type: 'json' };
import ownRequestsAr from './account/requests/messages/ar.json' with { type: 'json' };
import ownRequestsEn from './account/requests/messages/en.json' with { type: 'json' };
import ownRequestsFr from './account/requests/messages/fr.json' with { type: 'json' };
import ownRequestsZgh from './account/requests/messages/zgh.json' with { type: 'json' };
import legaliseAr from './account/legalise/messages/ar.json' with { type: 'json' };
import legaliseEn from './account/legalise/messages/en.json' with { type: 'json' };
import legaliseFr from './account/legalise/messages/fr.json' with { type: 'json' };
import legaliseZgh from './account/legalise/messages/zgh.json' with { type: 'json' };
import toSignAr from './account/to-sign/messages/ar.json' with { type: 'json' };
import toSignEn from './account/to-sign/messages/en.json' with { type: 'json' };
import toSignFr from './account/to-sign/messages/fr.json' with { type: 'json' };
import toSignZgh from './account/to-sign/messages/zgh.json' with { type: 'json' };
import originalsAr from './account/originals/messages/ar.json' with { type: 'json' };
import originalsEn from './account/originals/messages/en.json' with { type: 'json' };
import originalsFr from './account/originals/messages/fr.json' with { type: 'json' };
import originalsZgh from './account/originals/messages/zgh.json' with { type: 'json' };
import { apiMessages } from './api/api-messages.ts';
import { staffPasskeyMessages } from './staff-passkey/staff-passkey-messages.ts';
import { officeMessages } from './office/office-messages.ts';
import { webMessages } from './web-messages.ts';

/**
 * Every text of the rooms and of the web. The list is explicit, so that each key has a type; `catalogue.test.ts` fails when a
 * folder of messages is not on it. The services' own texts join it in composition, which knows them.
 */
export const catalogue = mergeCatalogues(
  webMessages,
  apiMessages,
  staffPasskeyMessages,
  defineMessages({ ar: actsAr, fr: actsFr, zgh: actsZgh, en: actsEn }),
  defineMessages({ ar: documentsAr, fr: documentsFr, zgh: documentsZgh, en: documentsEn }),
  defineMessages({ ar: identityAr, fr: identityFr, zgh: identityZgh, en: identityEn }),
  defineMessages({ ar: legalisationAr, fr: legalisationFr, zgh: legalisationZgh, en: legalisationEn }),
  defineMessages({ ar: notificationsAr, fr: notificationsFr, zgh: notificationsZgh, en: notificationsEn }),
  defineMessages({ ar: organisationAr, fr: organisationFr, zgh: organisationZgh, en: organisationEn }),
  defineMessages({ ar: delegationsAr, fr: delegationsFr, zgh: delegationsZgh, en: delegationsEn }),
  defineMessages({
    ar: organisationStaffAr,
    fr: organisationStaffFr,
    zgh: organisationStaffZgh,
    en: organisationStaffEn,
  }),
  defineMessages({ ar: registerAr, fr: registerFr, zgh: registerZgh, en: registerEn }),
  defineMessages({ ar: requestsAr, fr: requestsFr, zgh: requestsZgh, en: requestsEn }),
  defineMessages({ ar: sealingAr, fr: sealingFr, zgh: sealingZgh, en: sealingEn }),
  defineMessages({ ar: verificationAr, fr: verificationFr, zgh: verificationZgh, en: verificationEn }),
  defineMessages({ ar: accountAr, fr: accountFr, zgh: accountZgh, en: accountEn }),
  officeMessages,
  defineMessages({ ar: contactCodesAr, fr: contactCodesFr, zgh: contactCodesZgh, en: contactCodesEn }),
  defineMessages({ ar: nationalAr, fr: nationalFr, zgh: nationalZgh, en: nationalEn }),
  defineMessages({ ar: mandatesAr, fr: mandatesFr, zgh: mandatesZgh, en: mandatesEn }),
  defineMessages({ ar: profileAr, fr: profileFr, zgh: profileZgh, en: profileEn }),
  defineMessages({ ar: mergingAr, fr: mergingFr, zgh: mergingZgh, en: mergingEn }),
  defineMessages({ ar: biometricsAr, fr: biometricsFr, zgh: biometricsZgh, en: biometricsEn }),
  defineMessages({ ar: preEnrolmentAr, fr: preEnrolmentFr, zgh: preEnrolmentZgh, en: preEnrolmentEn }),
  defineMessages({ ar: visitAr, fr: visitFr, zgh: visitZgh, en: visitEn }),
  defineMessages({
    ar: preEnrolmentPagesAr,
    fr: preEnrolmentPagesFr,
    zgh: preEnrolmentPagesZgh,
    en: preEnrolmentPagesEn,
  }),
  defineMessages({ ar: securityAr, fr: securityFr, zgh: securityZgh, en: securityEn }),
  defineMessages({ ar: profilePagesAr, fr: profilePagesFr, zgh: profilePagesZgh, en: profilePagesEn }),
  defineMessages({
    ar: organisationPagesAr,
    fr: organisationPagesFr,
    zgh: organisationPagesZgh,
    en: organisationPagesEn,
  }),
  defineMessages({ ar: nationalPagesAr, fr: nationalPagesFr, zgh: nationalPagesZgh, en: nationalPagesEn }),
  defineMessages({ ar: certificationAr, fr: certificationFr, zgh: certificationZgh, en: certificationEn }),
  defineMessages({ ar: distanceAr, fr: distanceFr, zgh: distanceZgh, en: distanceEn }),
  defineMessages({ ar: partiesAr, fr: partiesFr, zgh: partiesZgh, en: partiesEn }),
  defineMessages({ ar: naturesAr, fr: naturesFr, zgh: naturesZgh, en: naturesEn }),
  defineMessages({ ar: ownRequestsAr, fr: ownRequestsFr, zgh: ownRequestsZgh, en: ownRequestsEn }),
  defineMessages({ ar: legaliseAr, fr: legaliseFr, zgh: legaliseZgh, en: legaliseEn }),
  defineMessages({ ar: toSignAr, fr: toSignFr, zgh: toSignZgh, en: toSignEn }),
  defineMessages({ ar: originalsAr, fr: originalsFr, zgh: originalsZgh, en: originalsEn }),
  defineMessages({ ar: mailboxAr, fr: mailboxFr, zgh: mailboxZgh, en: mailboxEn }),
  defineMessages({ ar: sessionAr, fr: sessionFr, zgh: sessionZgh, en: sessionEn }),
);

/** Any key of the catalogue. */
export type MessageKey = KeyOf<typeof catalogue>;
