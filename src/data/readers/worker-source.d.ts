/** A module bundled to one text, to be run in a thread: the build and the tests make it from the file named. */
declare module 'worker:*' {
  const source: string;
  export default source;
}
