import { expect, test } from 'vitest';
import { createMetrics, joinMetrics } from './index.ts';

test('processes are read in one place, each metric described once', async () => {
  const [web, worker] = [createMetrics('web'), createMetrics('worker')];
  web.refusal('api.too-many');
  web.step('render', 0.2);
  worker.step('seal', 0.1);
  const text = joinMetrics([await web.registry.metrics(), await worker.registry.metrics()]);
  const heads = text.split('\n').filter(line => line.startsWith('#'));
  expect(heads).toHaveLength(new Set(heads).size);
  expect(text).toContain('shubbak_refusals_total{code="api.too-many",process="web"} 1');
  const block = text.slice(text.indexOf('# TYPE shubbak_act_step_seconds'));
  const steps = block.slice(0, block.indexOf('\n\n'));
  expect(steps).toContain('shubbak_act_step_seconds_count{process="web",step="render"} 1');
  expect(steps).toContain('shubbak_act_step_seconds_count{process="worker",step="seal"} 1');
});
