import { z } from 'zod';
import * as a from './administration.ts';
import * as w from './workplace.ts';
import type { RouteContract } from './route.ts';

const staff = '/administration/staff/{staffId}';
const office = '/administration/offices/{officeId}';
const read = { method: 'get', tag: 'administration', kind: 'read' } as const;
/** Every change of a commune's organisation asks for a passkey that answered in the last ten minutes. */
const write = { method: 'post', tag: 'administration', kind: 'write', fresh: true } as const;
const nothing = z.object({});

/** What administrators of a commune manage. */
export const administrationRoutes = {
  listStaff: {
    ...read,
    path: '/administration/staff',
    summary: 'Members of staff, a page at a time',
    query: a.staffQuery,
    answer: a.staffListAnswer,
  },
  readStaff: { ...read, path: staff, summary: 'One member of staff, with everything they hold', answer: a.staffFile },
  takeOnStaff: {
    ...write,
    path: '/administration/staff',
    summary: 'Take somebody on: an account that nothing opens yet',
    body: a.takeOnBody,
    answer: a.takenOnAnswer,
  },
  handOverCode: {
    ...write,
    path: `${staff}/code`,
    summary: 'The one-time code for the first passkey, shown once; with `lost`, every passkey is taken away first',
    body: a.codeBody,
    answer: a.codeAnswer,
  },
  givePosting: {
    ...write,
    path: `${staff}/postings`,
    summary: 'A role somewhere, for some time; or its proposal where it takes two administrators',
    body: a.postingBody,
    answer: a.outcomeAnswer,
  },
  endPosting: {
    ...write,
    path: `${staff}/postings/{postingId}/end`,
    summary: 'End a posting now',
    body: nothing,
    answer: a.doneAnswer,
  },
  leaveStaff: {
    ...write,
    path: `${staff}/leave`,
    summary: 'Somebody leaves now: postings, sessions, passkeys, credentials and delegations end',
    body: nothing,
    answer: a.doneAnswer,
  },
  listPlaces: {
    ...read,
    path: '/administration/places',
    summary: 'Offices, closed ones too, and arrondissements',
    answer: a.placesAnswer,
  },
  openOffice: {
    ...write,
    path: '/administration/offices',
    summary: 'Open an office under a code that no office ever had',
    body: a.openOfficeBody,
    answer: a.doneAnswer,
  },
  changeOffice: {
    ...write,
    path: office,
    summary: 'Change an office’s name, address or organisation',
    body: a.changeOfficeBody,
    answer: a.doneAnswer,
  },
  closeOffice: {
    ...write,
    path: `${office}/close`,
    summary: 'Close an office; its code is never given again',
    body: nothing,
    answer: a.doneAnswer,
  },
  listRoles: {
    ...read,
    path: '/administration/roles',
    summary: 'Roles, and the permissions they are made of',
    answer: a.rolesAnswer,
  },
  proposeRole: {
    ...write,
    path: '/administration/roles',
    summary: 'Propose a role of the commune’s own, a change of one, or its end',
    body: a.roleBody,
    answer: a.outcomeAnswer,
  },
  listChangeProposals: {
    ...read,
    path: '/administration/proposals',
    summary: 'What takes two administrators, newest first',
    answer: a.proposalsAnswer,
  },
  decideChangeProposal: {
    ...write,
    path: '/administration/proposals/{proposalId}/decide',
    summary: 'Approve, refuse or withdraw a proposal',
    body: a.decisionBody,
    answer: a.decidedAnswer,
  },
  explainRights: {
    ...read,
    path: '/administration/rights',
    summary: 'Why somebody may do something at an office',
    query: a.rightsQuery,
    answer: a.rightsAnswer,
  },
  listHolders: {
    ...read,
    path: '/administration/rights/holders',
    summary: 'Who may do something at an office',
    query: a.holdersQuery,
    answer: a.holdersAnswer,
  },
  listMovements: {
    ...read,
    path: '/administration/movements',
    summary: 'Who came, moved and left, and what should be looked at',
    answer: a.movementsAnswer,
  },
  listHistory: {
    ...read,
    path: '/administration/history',
    summary: 'What administrators did, latest first',
    query: a.historyQuery,
    answer: a.historyAnswer,
  },
  listAuthorities: {
    ...read,
    path: '/administration/authorities',
    summary: 'In whose name officers may be delegated',
    answer: a.authoritiesAnswer,
  },
  enterAuthority: {
    ...write,
    path: '/administration/authorities',
    summary: 'Enter an authority with its term',
    body: a.authorityBody,
    answer: a.doneAnswer,
  },
  endAuthority: {
    ...write,
    path: '/administration/authorities/{authorityId}/end',
    summary: 'Set the last day of a term',
    body: a.authorityEndBody,
    answer: a.doneAnswer,
  },
  listAbsences: {
    ...read,
    path: '/absences',
    summary: 'Who is away, and who stands in; for administrators and heads of office',
    answer: w.absencesAnswer,
  },
  enterAbsence: {
    ...write,
    path: '/absences',
    summary: 'Enter that somebody is away',
    body: w.absenceBody,
    answer: a.doneAnswer,
  },
  cancelAbsence: {
    ...write,
    path: '/absences/{absenceId}/cancel',
    summary: 'Take an absence back',
    body: nothing,
    answer: a.doneAnswer,
  },
  readCalendar: {
    ...read,
    path: '/administration/calendar',
    summary: 'Opening hours and days of an office, or of every office without its own',
    query: w.calendarQuery,
    answer: w.calendarAnswer,
  },
  setHours: {
    ...write,
    path: '/administration/calendar/hours',
    summary: 'Set opening hours by weekday, and those of Ramadan',
    body: w.hoursBody,
    answer: a.doneAnswer,
  },
  enterDays: {
    ...write,
    path: '/administration/calendar/days',
    summary: 'Enter a holiday, a closure, or the month of Ramadan',
    body: w.daysBody,
    answer: a.doneAnswer,
  },
  cancelDays: {
    ...write,
    path: '/administration/calendar/days/{spanId}/cancel',
    summary: 'Take such days off the calendar',
    body: nothing,
    answer: a.doneAnswer,
  },
  listKeyDataRules: {
    ...read,
    path: '/administration/key-data-rules',
    summary: 'Which data of people’s files takes a second person to change',
    answer: w.keyDataRulesAnswer,
  },
  setKeyDataRule: {
    ...write,
    path: '/administration/key-data-rules',
    summary: 'Say whether changes of a field take a second person from now on',
    body: w.keyDataRuleBody,
    answer: a.doneAnswer,
  },
  listLimits: {
    ...read,
    path: '/administration/limits',
    summary: 'Where roles and offices may be used from, and the registered computers',
    answer: w.limitsAnswer,
  },
  setLimit: {
    ...write,
    path: '/administration/limits',
    summary: 'Limit a role or an office to networks or registered computers',
    body: w.limitBody,
    answer: a.doneAnswer,
  },
  liftLimit: {
    ...write,
    path: '/administration/limits/{limitId}/lift',
    summary: 'Lift a limit',
    body: nothing,
    answer: a.doneAnswer,
  },
  registerStation: {
    ...write,
    path: '/administration/stations',
    summary: 'Register the computer that the caller sits at; the answer sets its cookie',
    body: w.stationBody,
    answer: a.doneAnswer,
  },
  revokeStation: {
    ...write,
    path: '/administration/stations/{stationId}/revoke',
    summary: 'Revoke a registered computer',
    body: nothing,
    answer: a.doneAnswer,
  },
} as const satisfies Record<string, RouteContract>;
