// The process that runs Typst. Native code: its caches grow, it can be neither interrupted nor unloaded inside a thread, and a
// bug in it would take the platform down. So it lives apart, is killed when late and replaced after a number of documents.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import type { PressAnswer, PressOrder } from './press.ts';
import { encodeQr } from './qr.ts';

const fontFiles = [
  '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
  '@expo-google-fonts/noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf',
  '@expo-google-fonts/noto-naskh-arabic/700Bold/NotoNaskhArabic_700Bold.ttf',
  '@expo-google-fonts/noto-kufi-arabic/700Bold/NotoKufiArabic_700Bold.ttf',
  '@expo-google-fonts/noto-sans-tifinagh/400Regular/NotoSansTifinagh_400Regular.ttf',
];
const workspace = fileURLToPath(new URL('typst', import.meta.url));
const mainFilePath = `${workspace}/main.typ`;
// Typst keeps what it has laid out. Every few documents, what two such rounds have not used again leaves its cache: borders and
// words stay, names go.
const eviction = { documents: 8, rounds: 2 };

const { resolve } = createRequire(import.meta.url);
const compiler = NodeCompiler.create({
  workspace,
  fontArgs: [{ fontBlobs: fontFiles.map(file => readFileSync(resolve(file))) }],
});

async function print({ id, job }: PressOrder): Promise<PressAnswer> {
  const data = { ...job.data, qr: job.qr === null ? null : await encodeQr(job.qr) };
  compiler.mapShadow(`${workspace}/job.json`, Buffer.from(JSON.stringify(data)));
  const files = Object.entries(job.files).map(([name, bytes]) => ({ path: `${workspace}/${name}`, bytes }));
  for (const { path, bytes } of files) compiler.mapShadow(path, Buffer.from(bytes));
  try {
    const document = compile();
    if (job.measureOnly) return { id, pdf: null, size: sizeOf(document) };
    return { id, pdf: compiler.pdf(document, { pdfStandard: 'a-2b', pdfTags: job.tagged }), size: null };
  } finally {
    for (const { path } of files) compiler.unmapShadow(path);
    if (id % eviction.documents === 0) compiler.evictCache(eviction.rounds);
  }
}

function compile(): NodeTypstDocument {
  const compiled = compiler.compile({ mainFilePath });
  if (compiled.result) return compiled.result;
  throw new Error(JSON.stringify(compiled.takeError()?.shortDiagnostics ?? 'no result'));
}

function sizeOf(document: NodeTypstDocument): { width: number; height: number } {
  const [size] = compiler.query(document, { selector: '<size>', field: 'value' });
  return size;
}

process.on('message', (order: PressOrder) => {
  print(order)
    .catch((cause: unknown) => ({ id: order.id, error: cause instanceof Error ? cause.message : String(cause) }))
    .then(answer => process.send?.(answer))
    .catch(() => process.exit(1));
});
// Ctrl-C reaches every process of a terminal: the platform decides when this one ends, by closing the channel.
process.on('SIGINT', () => {});
// The platform went away: nobody is left to print for.
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });
