export { decodeSample } from './decode.ts';
export { drawSample, sampleToSvg } from './draw.ts';
export { encodeSample } from './encode.ts';
export { readSample, sampleLimits, type SamplePoint, type SignatureSample } from './sample.ts';
