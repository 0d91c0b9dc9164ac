/**
 * Joins what several processes measured into one exposition (Prometheus text format 0.0.4, where a metric's lines stand together
 * under one HELP and one TYPE). The processes' own label keeps their samples apart.
 */
export function joinMetrics(texts: readonly string[]): string {
  const samples = new Map<string, string[]>();
  for (const block of texts.flatMap(text => text.split(/\n(?=# HELP )/))) {
    const lines = block.split('\n').filter(line => line !== '');
    const head = lines.filter(line => line.startsWith('#')).join('\n');
    const known = samples.get(head) ?? [];
    known.push(...lines.filter(line => !line.startsWith('#')));
    samples.set(head, known);
  }
  return [...samples].map(([head, lines]) => `${[head, ...lines].join('\n')}\n`).join('\n');
}
