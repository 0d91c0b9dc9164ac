import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Counters and timings of one process. Labels are route templates, words of the code and statuses: never values. */
export interface Metrics {
  readonly registry: Registry;
  /** One HTTP answer: its route template (`/v/:code`), status and duration in seconds. */
  request(route: string, status: number, seconds: number): void;
  /** One step of the act cycle (`prepare`, `seal`, `record`…) and its duration in seconds. */
  step(name: string, seconds: number): void;
  /** One expected refusal, by its code. */
  refusal(code: string): void;
  /** Acts whose sealed file waits for its long-term form, and seconds that the oldest has waited. */
  archiveBacklog(backlog: { readonly count: number; readonly seconds: number }): void;
  /** Something that must never happen, by name: whoever runs the platform is to be called. */
  alarm(name: string): void;
}

/** Metrics of the process called `name`, with Node's own (memory, event loop). */
export function createMetrics(name: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ process: name });
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const requests = new Histogram({
    name: 'shubbak_request_seconds',
    help: 'Answers by route template and status',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  });
  const steps = new Histogram({
    name: 'shubbak_act_step_seconds',
    help: 'Steps of the act cycle',
    labelNames: ['step'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  });
  const refusals = new Counter({
    name: 'shubbak_refusals_total',
    help: 'Expected refusals by code',
    labelNames: ['code'],
    registers,
  });
  const alarms = new Counter({
    name: 'shubbak_alarms_total',
    help: 'What must never happen, by name',
    labelNames: ['alarm'],
    registers,
  });
  const archiveWaiting = new Gauge({
    name: 'shubbak_archive_waiting',
    help: 'Acts whose sealed file waits for B-LTA or its renewal',
    registers,
  });
  const archiveSeconds = new Gauge({
    name: 'shubbak_archive_waiting_seconds',
    help: 'How long the oldest of them has waited',
    registers,
  });
  return {
    registry,
    request: (route, status, seconds) => requests.observe({ route, status: String(status) }, seconds),
    step: (step, seconds) => steps.observe({ step }, seconds),
    refusal: code => refusals.inc({ code }),
    archiveBacklog: ({ count, seconds }) => {
      archiveWaiting.set(count);
      archiveSeconds.set(seconds);
    },
    alarm: name => alarms.inc({ alarm: name }),
  };
}
