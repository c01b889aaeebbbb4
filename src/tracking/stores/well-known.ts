// Names that every store and every client of one agrees on.

/** The experiment that is always there. */
export const DEFAULT_EXPERIMENT_ID = "0";
export const DEFAULT_EXPERIMENT_NAME = "Default";

/** The tag that holds a run's name once more. */
export const RUN_NAME_TAG = "mlflow.runName";
