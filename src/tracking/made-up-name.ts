// Names for runs and models whose maker gave none: an adjective, a noun and a number, such as `calm-otter-417`.
import { randomBelow } from "../system/index.ts";

const ADJECTIVES = [
  "agile", "amber", "bold", "brave", "brisk", "calm", "clever", "crisp", "daring", "eager", "early", "fair",
  "fleet", "fresh", "gentle", "glad", "golden", "grand", "happy", "honest", "humble", "keen", "kind", "lively",
  "loud", "lucky", "merry", "mighty", "modest", "neat", "noble", "polite", "proud", "quick", "quiet", "rapid",
  "rare", "serene", "sharp", "silent", "sleek", "smart", "smooth", "steady", "sunny", "swift", "tidy", "upbeat",
  "vivid", "warm", "wise", "witty", "young", "zesty",
] as const; // biome-ignore format: one word a line would fill pages

const NOUNS = [
  "ant", "ape", "auk", "bat", "bear", "bee", "bird", "bison", "boar", "carp", "cat", "cod", "colt", "crab",
  "crane", "crow", "cub", "deer", "dog", "dove", "duck", "eel", "elk", "emu", "ewe", "fawn", "finch", "fish",
  "fly", "fox", "frog", "gnat", "gnu", "goat", "goose", "grouse", "gull", "hare", "hawk", "hen", "horse",
  "hound", "kite", "koi", "lamb", "lark", "loon", "lynx", "mink", "mole", "moth", "mouse", "mule", "newt",
  "otter", "owl", "panda", "perch", "pig", "pug", "quail", "ram", "rat", "ray", "robin", "seal", "shad",
  "sheep", "shrew", "shrimp", "skunk", "sloth", "snail", "snake", "sow", "squid", "stag", "steed", "stork",
  "swan", "tern", "toad", "trout", "vole", "wasp", "whale", "wolf", "worm", "wren", "yak", "zebra",
] as const; // biome-ignore format: one word a line would fill pages

/** A name of at most 20 characters. */
export function madeUpName(): string {
  const adjective = ADJECTIVES[randomBelow(ADJECTIVES.length)] ?? "calm";
  const noun = NOUNS[randomBelow(NOUNS.length)] ?? "otter";
  return `${adjective}-${noun}-${randomBelow(1001)}`;
}
