// What came of copying runs from one store to another.

/** What was to be done about a run or a logged model. */
export type CopyOutcome =
  /** It was not at the target. */
  | "new"
  /** It was there in part, or has changed since. */
  | "behind"
  /** It was there as it is here. */
  | "same"
  /** It was copied before, and deleted at the target: it stays so. */
  | "deleted"
  /** It could not be copied, or not wholly; copying again goes on from there. */
  | "failed";

/** One run or logged model that was asked for. */
export interface CopiedThing {
  readonly kind: "run" | "model";
  /** Its id at the source. */
  readonly id: string;
  readonly name: string;
  /** The name of its experiment. */
  readonly experimentName: string;
  /** Its id at the target; undefined when it is not there. */
  readonly targetId: string | undefined;
  readonly outcome: CopyOutcome;
  /** Why it failed. */
  readonly problem: string | undefined;
}

/** How far a copy has come. */
export interface CopyProgress {
  /** Runs that are dealt with, of all those of the experiments looked at so far. */
  readonly runs: number;
  readonly totalRuns: number;
  /** What the files took that were copied so far. */
  readonly artifactBytes: number;
}
