export type { SamplePoint, SignatureSample } from './signature-sample/index.ts';
export { decodeSample, encodeSample, readSample, sampleLimits, sampleToSvg } from './signature-sample/index.ts';
