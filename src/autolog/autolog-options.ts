// What may be said about autologging: MLflow's own options, with its defaults.
import { invalidType, invalidValue, quote } from "../errors/index.ts";

/** The options of `autolog`. */
export interface AutologOptions {
  /** Whether nothing is to be logged from now on. Default false. */
  readonly disable?: boolean | undefined;
  /** Whether fits inside a run that the program started are left alone. Default false. */
  readonly exclusive?: boolean | undefined;
  /** Whether no warning is given when something cannot be logged. Default false. */
  readonly silent?: boolean | undefined;
  /** Whether the fitted model is logged. Default true. */
  readonly logModels?: boolean | undefined;
  /** Whether the first 5 rows of the training data go with the model. Default false. */
  readonly logInputExamples?: boolean | undefined;
  /** Whether the model says which columns it takes and what it gives back. Default true. */
  readonly logModelSignatures?: boolean | undefined;
  /** Whether name, digest, columns and size of the data are logged. Default true. */
  readonly logDatasets?: boolean | undefined;
  /** Whether scores and metrics taken of a model's predictions after its fit go into the run of the fit. Default true. */
  readonly logPostTrainingMetrics?: boolean | undefined;
  /** The most child runs of a search, the best ones; null for all. Default 5. */
  readonly maxTuningRuns?: number | null | undefined;
  /** Registers each logged model as a new version of this registered model. Default: none is registered. */
  readonly registeredModelName?: string | undefined;
  /** Tags of the runs that autologging starts. Default: none. */
  readonly extraTags?: Readonly<Record<string, string>> | undefined;
}

/** All options, defaults filled in. */
export interface AutologSettings {
  readonly disable: boolean;
  readonly exclusive: boolean;
  readonly silent: boolean;
  readonly logModels: boolean;
  readonly logInputExamples: boolean;
  readonly logModelSignatures: boolean;
  readonly logDatasets: boolean;
  readonly logPostTrainingMetrics: boolean;
  readonly maxTuningRuns: number | null;
  readonly registeredModelName: string | undefined;
  readonly extraTags: Readonly<Record<string, string>>;
}

const DEFAULTS: AutologSettings = {
  disable: false,
  exclusive: false,
  silent: false,
  logModels: true,
  logInputExamples: false,
  logModelSignatures: true,
  logDatasets: true,
  logPostTrainingMetrics: true,
  maxTuningRuns: 5,
  registeredModelName: undefined,
  extraTags: {},
};

/**
 * Fills in the defaults.
 *
 * @throws TypeError for an option that does not exist or is of the wrong type, RangeError for a value that is not allowed.
 */
export function resolveAutologOptions(options: AutologOptions): AutologSettings {
  for (const [name, value] of Object.entries(options)) checkOption(name, value);
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.freeze({ ...DEFAULTS, ...Object.fromEntries(given) });
}

function checkOption(name: string, value: unknown): void {
  if (!Object.hasOwn(DEFAULTS, name)) {
    throw invalidType(
      `Cannot autolog: there is no option ${quote(name)}: the options are ${Object.keys(DEFAULTS).join(", ")}`,
    );
  }
  if (value === undefined) return;
  const refuse = (wanted: string): never => {
    throw invalidType(`Cannot autolog: ${name} must be ${wanted}: current value is ${quote(value)}`);
  };
  if (name === "registeredModelName") {
    if (typeof value !== "string") refuse("text");
    if (value === "") throw invalidValue("Cannot autolog: registeredModelName must not be empty");
  } else if (name === "extraTags") {
    const isRecord = typeof value === "object" && value !== null && !Array.isArray(value);
    if (!isRecord || Object.values(value).some((tag) => typeof tag !== "string")) refuse("a record of texts");
  } else if (name === "maxTuningRuns") {
    if (value !== null && typeof value !== "number") refuse("a whole number or null");
    if (typeof value === "number" && !(Number.isInteger(value) && value >= 0)) {
      throw invalidValue(
        `Cannot autolog: maxTuningRuns must be a whole number of at least 0: current value is ${value}`,
      );
    }
  } else if (typeof value !== "boolean") {
    refuse("true or false");
  }
}
