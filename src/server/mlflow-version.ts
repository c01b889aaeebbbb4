// Which MLflow this server speaks like.

/** The MLflow release whose API this is: what `/version` answers, for clients compare it with their own. */
export const MLFLOW_VERSION = "3.17.2";
