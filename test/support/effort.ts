// How hard the simulations try: little in the suite, much when a script asks for it (npm run test:long).

/** How many processes are killed without warning, servers and clients each. */
export const KILLS: number = fromEnvironment("TRAINTRACKS_KILLS", 4);

/** For how many seconds many clients work at one server. */
export const LOAD_SECONDS: number = fromEnvironment("TRAINTRACKS_LOAD_SECONDS", 3);

function fromEnvironment(name: string, fallback: number): number {
  const text = process.env[name] ?? "";
  if (text === "") return fallback;
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new Error(`${name} must be a whole number: it is ${text}`);
  return Number(text);
}
