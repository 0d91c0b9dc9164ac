import { Button, Steps } from '@shubbak/design';
import { type ReactElement, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { ApiProblem } from '../../../api/client/index.ts';
import type { PersonCard, ProblemBody, VisitCatalogueView } from '../../../api/contract/index.ts';
import { focusOn } from '../counter/counter-context.ts';
import { errorsOf } from '../counter/person/enrolment-fields.ts';
import { useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { TopBar } from '../top-bar.tsx';
import { AssistanceBlock } from './assistance-block.tsx';
import { CapturesPane } from './captures-pane.tsx';
import { DonePane } from './done-pane.tsx';
import { FactsPane } from './facts-pane.tsx';
import { GuardianBlock } from './guardian-block.tsx';
import { takeHandover } from './handover.ts';
import { Lookalikes } from './lookalikes.tsx';
import { PersonView } from './person-view.tsx';
import { StartPane } from './start-pane.tsx';
import { isReady, StationContext, useNewStation, useStation } from './station/use-station.ts';
import {
  birthDateOf,
  emptyVisit,
  firstEmptyFact,
  looksMinor,
  reportOf,
  type Step,
  stepOf,
  type Visit,
} from './visit.ts';
import { VisitContext, type VisitDesk, visitPlaces } from './visit-context.ts';

/** The one visit: who the person is, what they agree to, what is taken of them; all of it kept at once. */
export function VisitScreen(): ReactElement {
  const { t, api } = useOffice();
  const [catalogue, setCatalogue] = useState<VisitCatalogueView>();
  useEffect(() => {
    void api.call('visitCatalogue', {}).then(setCatalogue);
  }, [api]);
  return (
    <div className="work">
      <TopBar task={t('office.visit')} />
      {catalogue ? <Desk catalogue={catalogue} /> : <main id="main" aria-busy="true" />}
    </div>
  );
}

function Desk({ catalogue }: { readonly catalogue: VisitCatalogueView }): ReactElement {
  const { language, me } = useOffice();
  const station = useNewStation(catalogue.bridge);
  const [handover] = useState(takeHandover);
  const [visit, setVisit] = useState<Visit>(() => {
    const empty = emptyVisit(language);
    return handover?.typed ? { ...empty, started: true, form: { ...empty.form, ...handover.typed } } : empty;
  });
  const [done, setDone] = useState<PersonCard>();
  const fingerprints = catalogue.fingerprintsOpen;
  const step = stepOf(visit, { today: me.today, fingerprints });
  const desk: VisitDesk = useMemo(
    () => ({
      visit,
      catalogue,
      today: me.today,
      step,
      change: next => setVisit(before => (typeof next === 'function' ? next(before) : { ...before, ...next })),
    }),
    [visit, catalogue, me.today, step],
  );
  const next = (): void => {
    setVisit(emptyVisit(language));
    setDone(undefined);
    focusOn(visitPlaces.start);
  };
  return (
    <StationContext value={station}>
      <VisitContext value={desk}>
        {done ? (
          <main id="main" className="page wrap wrap-narrow">
            <DonePane person={done} requestId={handover?.requestId} onNext={next} />
          </main>
        ) : (
          <Bench desk={desk} onDone={setDone} onAgain={next} />
        )}
      </VisitContext>
    </StationContext>
  );
}

interface BenchProps {
  readonly desk: VisitDesk;
  readonly onDone: (person: PersonCard) => void;
  readonly onAgain: () => void;
}

/** Everything at once, and the one thing to do next at the foot. */
function Bench({ desk, onDone, onAgain }: BenchProps): ReactElement {
  const { t } = useOffice();
  const { visit, step, today } = desk;
  const station = useStation();
  const [person, showPerson] = useState(false);
  const { problem, busy, finish } = useFinish(desk, onDone);
  const errors = problem ? errorsOf(problem) : { fields: {}, rest: undefined };
  const lead = (): void => {
    if (step === 'person') showPerson(true);
    else if (step === 'finish') void finish();
    else if (step === 'fingerprint') leadToFingerprint(isReady(station, 'fingerprint'));
    else focusOn(placeOf(step, visit));
  };
  useProceed(lead);
  useNextFocus(step, visit);
  return (
    <main id="main" className="bench bench-visit">
      <h1 className="visually-hidden">{t('office.visit')}</h1>
      <aside className="pane" aria-label={t('office.visit-start')}>
        <StartPane />
      </aside>
      <div className="pane visit-facts">
        {problem && errors.rest !== undefined && <Problem problem={problem} />}
        <Lookalikes />
        <FactsPane errors={errors.fields} />
        {looksMinor(birthDateOf(visit), today) ? <GuardianBlock /> : <AssistanceBlock />}
      </div>
      <aside className="pane" aria-label={t('office.visit-captures')}>
        <CapturesPane onPerson={() => showPerson(true)} />
      </aside>
      <div className="dock">
        <StepsOf step={step} />
        <span className="row push">
          <Button type="button" variant="quiet" onClick={onAgain}>
            {t('office.visit-again')}
          </Button>
          <Button
            id={visitPlaces.goOn}
            type="button"
            variant="primary"
            shortcut="Ctrl ↵"
            disabled={busy}
            onClick={lead}
          >
            {t('office.visit-go-on', { step })}
          </Button>
        </span>
      </div>
      {person && (
        <PersonView
          onClose={() => {
            showPerson(false);
            focusOn(visitPlaces.goOn);
          }}
        />
      )}
    </main>
  );
}

const stages = ['start', 'facts', 'attest', 'person', 'fingerprint', 'finish'] as const;
const stageOf = (step: Step): number =>
  stages.findIndex(stage => stage === (step === 'guardian' || step === 'witnesses' ? 'facts' : step));

function StepsOf({ step }: { readonly step: Step }): ReactElement {
  const { t } = useOffice();
  const now = stageOf(step);
  return (
    <Steps
      label={t('office.visit-stages')}
      steps={stages.map((stage, index) => ({
        label: t('office.visit-stage', { stage }),
        state: index < now ? 'done' : index === now ? 'now' : 'next',
      }))}
    />
  );
}

/** Steps that the primary button makes itself. */
type ButtonStep = 'person' | 'finish' | 'fingerprint';
function isButton(step: Step): step is ButtonStep {
  return step === 'person' || step === 'finish' || step === 'fingerprint';
}

/** The control at which a step is made. */
function placeOf(step: Exclude<Step, ButtonStep>, visit: Visit): string {
  switch (step) {
    case 'start':
      return visitPlaces.start;
    case 'facts':
      return `enrol-${firstEmptyFact(visit) ?? 'number'}`;
    case 'guardian':
      return visit.guardian ? 'visit-evidence' : visitPlaces.guardian;
    case 'witnesses':
      return firstOpenWitness(visit) ?? visitPlaces.warning;
    case 'attest':
      return visitPlaces.attest;
  }
}

function firstOpenWitness({ assistance }: Visit): string | undefined {
  const index = assistance?.witnesses.findIndex(({ arabic, number }) => arabic === '' || number === '') ?? -1;
  if (index < 0) return undefined;
  return assistance?.witnesses[index]?.number === ''
    ? `visit-witness-${index + 1}-zone`
    : `visit-witness-${index + 1}-arabic`;
}

/** With a reader the next thing is to use it, without one to say why there is no fingerprint. */
function leadToFingerprint(ready: boolean): void {
  const button = document.getElementById(visitPlaces.fingerprint);
  if (ready && button instanceof HTMLButtonElement && !button.disabled) button.click();
  else focusOn(document.getElementById('visit-pairing') ? 'visit-pairing' : visitPlaces.fingerprintSkip);
}

/** Ctrl and Enter go on from anywhere, as at the counter. */
function useProceed(lead: () => void): void {
  const hear = useEffectEvent((event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return;
    if (document.querySelector('dialog[open]')) return;
    event.preventDefault();
    lead();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => hear(event);
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}

/** When a step is made by anything but typing, the focus goes to where the next one is. */
function useNextFocus(step: Step, visit: Visit): void {
  const before = useRef<Step>(undefined);
  const place = useEffectEvent(() => (isButton(step) ? visitPlaces.goOn : placeOf(step, visit)));
  useEffect(() => {
    const first = before.current === undefined;
    if (before.current === step) return;
    before.current = step;
    const { activeElement } = document;
    const typing = activeElement?.matches(`input:not([type="checkbox"]), textarea:not(#${visitPlaces.start}), select`);
    if (first) focusOn(visitPlaces.start);
    else if (typing !== true && !document.querySelector('dialog[open]')) focusOn(place());
  }, [step]);
}

function useFinish({ visit, catalogue }: VisitDesk, onDone: (person: PersonCard) => void) {
  const { api, office } = useOffice();
  const [problem, setProblem] = useState<ProblemBody>();
  const [busy, setBusy] = useState(false);
  // One intention, however often the button is pressed: another report makes another one.
  const intention = useRef({ report: '', key: '' });
  const finish = async (): Promise<void> => {
    const body = reportOf(visit, office.id, catalogue);
    const report = JSON.stringify(body);
    if (intention.current.report !== report) intention.current = { report, key: crypto.randomUUID() };
    setBusy(true);
    setProblem(undefined);
    try {
      const { person } = await api.call('completeVisit', { body, key: intention.current.key });
      onDone(person);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error.problem);
      const [field] = Object.keys(errorsOf(error.problem).fields);
      if (field !== undefined) focusOn(`enrol-${field}`);
    } finally {
      setBusy(false);
    }
  };
  return { problem, busy, finish };
}
