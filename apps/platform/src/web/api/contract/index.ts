/** What travels between the staff screens and the server. Runs in browsers: nothing here may import from Node. */
export type {
  BulkAnswer,
  BulkBody,
  ColleaguesAnswer,
  CountView,
  HandlingActionValue,
  HandlingView,
  LeaseView,
  MessageView,
  OpinionView,
  PriorityReasonValue,
  PriorityValue,
  QueueAnswer,
  QueueCountsAnswer,
  QueueLineView,
  StepView,
} from './queues.ts';
export type { DistanceAnswer, DistanceNatureView, DistanceRuleBody, DistanceRuleView } from './distance.ts';
export type { DoubtPlaceValue, DoubtsAnswer, DoubtView, MarkDoubtBody } from './doubts.ts';
export type { ActView } from './acts.ts';
export type { AccessAnswer } from './access.ts';
export type {
  AuthorityView,
  CodeView,
  EventView,
  MovementsAnswer,
  OfficeRecordView,
  PermissionView,
  PlacesAnswer,
  StampSettingValue,
  PostingView,
  ChangeProposalView,
  RolesAnswer,
  RoleView,
  StaffFile,
  WorkAddress,
  StaffLine,
} from './administration.ts';
export type {
  AheadAnswer,
  CertificationView,
  ChooseReissuesBody,
  CopyHolderView,
  DescribeOriginalBody,
} from './certification.ts';
export type {
  CatalogueView,
  ConsentSentenceView,
  ManualCheckView,
  NatureView,
  RefusalReasonView,
} from './catalogue.ts';
export type {
  CropValue,
  DocumentView,
  EarlierSignatureView,
  EditPageBody,
  OrderPagesBody,
  PageView,
  UploadReport,
  VerdictView,
} from './documents.ts';
export type {
  CommunalRuleView,
  RulingView,
  ScreenedNatureView,
  LanguagePlaceView,
  LanguagesReadView,
  ScreenedReasonView,
  ScreeningAnswer,
} from './screening.ts';
export type { PenPointValue } from './drawn.ts';
export type { CoverageView, DelegationsAnswer, EndingView } from './delegations.ts';
export type { KeyDataProposalView, KeyDataView, RightsRequestView } from './files.ts';
export type { AssertionValue, ConfirmBody, PrepareBody, PreparationView, PreparedActView } from './officer.ts';
export type {
  ChangeOrganisationBody,
  EndMandateBody,
  EnrolOrganisationBody,
  FindOrganisationBody,
  MandateView,
  OrganisationCard,
  OrganisationLine,
  OrganisationTermsView,
  RecordMandateBody,
  UsableMandateView,
} from './organisations.ts';
export type {
  AddDocumentBody,
  EnrolPersonBody,
  FindPersonAnswer,
  FindPersonBody,
  IdentityDocumentView,
  PersonCard,
  SearchPeopleAnswer,
  SearchPeopleBody,
  SlipBody,
} from './people.ts';
export type { FindPreEnrolmentBody, PreEnrolmentView } from './pre-enrolment.ts';
export type { NoticeView, ProblemBody, RefusalView } from './problem.ts';
export type {
  AddSignatoryBody,
  ChangeOptionsBody,
  ConsentBody,
  DrawSignatureBody,
  OpenRequestBody,
  OptionsView,
  PlainChangeBody,
  RefuseRequestBody,
  RepresentBody,
  RequestActionValue,
  RequestLine,
  RequestListAnswer,
  RequestStateValue,
  RequestView,
  SignatoryView,
  StampPlaceValue,
  UploadAnswer,
} from './requests.ts';
export type { AnswerOf, BinaryAnswer, BodyOf, ParamsOf, PathNames, QueryOf, RouteContract } from './route.ts';
export { routes } from './routes.ts';
export type { MeView, OfficeView, SigningView } from './staff.ts';
export type {
  OfficeNamed,
  ProposalView,
  ProposeDelegationBody,
  SignedInNameAnswer,
  StaffPasskeysAnswer,
  StatementsAnswer,
  StatementView,
} from './statements.ts';
export type {
  CorrectionValueView,
  CorrectionView,
  ExtractsAnswer,
  ProposeCorrectionBody,
  RegisterEntryAnswer,
  RegisterEntryView,
  RegisterPageAnswer,
  RegisterSearchBody,
  RegisterSeriesAnswer,
} from './register.ts';
export type {
  ProposeWithdrawalBody,
  WithdrawableActView,
  WithdrawalReasonValue,
  WithdrawalView,
} from './withdrawals.ts';
export type { MergeExaminedView, MergeView, ProposeMergeBody } from './merging.ts';
export type { AbsenceView, CalendarAnswer, DayValue, LimitsAnswer, WeekValue } from './workplace.ts';
export type {
  IdentityDocumentTypeValue,
  LanguageValue,
  LocalizedTextValue,
  PersonNameValue,
  StampLanguagesValue,
} from './values.ts';
export type {
  AuthorityValue,
  CompleteVisitBody,
  ReadZoneBody,
  SampleValue,
  SpecimensAnswer,
  VisitCatalogueView,
  WitnessValue,
  ZoneView,
} from './visits.ts';
export type {
  AwaitedPartView,
  AwaitedView,
  NamedOfficeView,
  RecognitionValue,
  SpecimenRulesAnswer,
  WitnessView,
} from './signatories.ts';
