declare module '*?url' {
  /** Address of the file that Vite puts beside the bundle. */
  const address: string;
  export default address;
}
