/** An A4 page at 300 points an inch; cameras give the nearest that they have. */
const wanted = { width: { ideal: 3508 }, height: { ideal: 2480 }, facingMode: { ideal: 'environment' } } as const;

/** Shows the camera in `video`. Answers the stream to stop; undefined when there is no camera or its use was refused. */
export async function openCamera(video: HTMLVideoElement | null): Promise<MediaStream | undefined> {
  // Pages that are not served securely have no camera at all.
  if (!video || !('mediaDevices' in navigator)) return undefined;
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
    video.srcObject = stream;
    return stream;
  } catch (error) {
    if (error instanceof DOMException || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** The picture that the camera shows now, as a JPEG. */
export async function takePicture(video: HTMLVideoElement, name: string): Promise<File> {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/jpeg', 0.92));
  if (!blob) throw new Error('the browser made no picture of the camera');
  return new File([blob], name, { type: 'image/jpeg' });
}
