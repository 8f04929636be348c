/** The built document of the view is imported as text. */
declare module '*.html' {
  const text: string;
  export default text;
}
