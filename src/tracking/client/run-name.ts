// Names for runs that were given none: an adjective, something on rails, a number.
import { randomBelow } from "../../system/index.ts";

// At most 6 and 8 letters: with the number no name is longer than 20 characters, MLflow's own bound.
const ADJECTIVES = `able agile airy amber ample apt azure bold brave breezy bright brisk calm candid clear clever cosmic
crisp dapper daring deft eager early fair fleet fond frank free fresh gentle glad golden grand happy hardy honest humble
ivory jolly keen kind light lively loyal lucid lucky mellow merry mild modest neat nimble noble open placid polite prime
proud pure quick quiet rapid ready robust rosy royal serene sharp silver sleek smart smooth snowy solid spry steady
sturdy subtle sunny swift tidy trusty upbeat urban vivid warm wise witty young zesty`.split(/\s+/);
const NOUNS = `axle ballast beacon bell boiler boxcar bridge bumper buffer cab caboose canyon cargo coach coal compass
coupler depot diesel dome engine express fender freight funnel gantry gauge grade hopper junction lamp lantern line
local loop mail maglev monorail night piston plough points porter rail railcar relay ridge route shunter siding signal
signpost sleeper spur station steam switch tanker tender terminus ticket timber track tram trestle trolley tunnel
valley viaduct wagon wheel whistle yard`.split(/\s+/);

/** A made-up name such as `brisk-viaduct-417`, at most 20 characters. */
export function newRunName(): string {
  const adjective = ADJECTIVES[randomBelow(ADJECTIVES.length)]!;
  const noun = NOUNS[randomBelow(NOUNS.length)]!;
  return `${adjective}-${noun}-${randomBelow(1000)}`;
}
