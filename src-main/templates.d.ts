/** A script that goes with the program as it stands. */
declare module '*.rsc?raw' {
  const text: string;
  export default text;
}
