// The seed of the random tests: the same in every run, so that what fails here fails everywhere; another one by the
// variable FUZZ_SEED, to look where nobody has looked yet.
import { configureGlobal, readConfigureGlobal } from "fast-check";

const USUAL_SEED = 20_261_125;

configureGlobal({ ...readConfigureGlobal(), seed: Number(process.env["FUZZ_SEED"] ?? USUAL_SEED) });
