// Requests about what is in a model and what it answers.
import { getJson, sendJson } from "./request.ts";
import type { WireNumber } from "./shapes.ts";

/** The inside of a model. */
export interface ModelInsight {
  readonly estimator: string;
  readonly steps: readonly { readonly name: string; readonly estimator: string }[];
  readonly params: Readonly<Record<string, string>>;
  readonly feature_names: readonly string[] | null;
  readonly classes: readonly string[] | null;
  readonly linear: {
    readonly intercepts: readonly number[];
    readonly coefficients: readonly (readonly number[])[];
  } | null;
  readonly trees: {
    readonly count: number;
    readonly per_round: number;
    readonly objective: string;
    readonly importances: Readonly<Record<string, readonly number[]>>;
  } | null;
}

/** A node of a tree; node 0 is the root. */
export interface TreeNode {
  readonly id: number;
  readonly leaf: WireNumber | null;
  readonly feature: number | null;
  /** Smaller numbers go left. */
  readonly threshold: WireNumber | null;
  /** Categories that go right. */
  readonly right_categories: readonly number[] | null;
  readonly left: number | null;
  readonly right: number | null;
  readonly is_missing_left: boolean;
  readonly gain: WireNumber | null;
  readonly cover: WireNumber | null;
}

/** One tree. */
export interface ModelTree {
  readonly index: number;
  readonly output: number;
  readonly nodes: readonly TreeNode[];
}

/** What a model takes, as its file says. */
export interface ModelForm {
  readonly uri: string;
  readonly flavors: readonly string[];
  readonly signature: {
    readonly inputs?: unknown;
    readonly outputs?: unknown;
    readonly params?: unknown;
  } | null;
  /** A request as JSON. */
  readonly example: string | null;
  /** Why the model cannot be asked here. */
  readonly message: string | null;
}

/** The inside of a model; null when its flavor keeps only how to predict. */
export function fetchInsight(
  uri: string,
  signal?: AbortSignal,
): Promise<{ readonly insight: ModelInsight | null }> {
  return getJson("ajax-api/ui/models/insight", { uri }, signal);
}

/** One tree of a model. */
export function fetchTree(uri: string, index: number, signal?: AbortSignal): Promise<ModelTree> {
  return getJson("ajax-api/ui/models/tree", { uri, index }, signal);
}

/** What a model takes. */
export function fetchForm(uri: string, signal?: AbortSignal): Promise<ModelForm> {
  return getJson("ajax-api/ui/models/form", { uri }, signal);
}

/** What a model answered. */
export interface ModelAnswer {
  /** In any of the forms that scoring servers have. */
  readonly predictions: unknown;
  readonly timeMs: number;
}

/** A model's answer to a request in JSON or CSV. */
export async function askModel(
  uri: string,
  type: "application/json" | "text/csv",
  body: string,
): Promise<ModelAnswer> {
  const { answer, time_ms } = await sendJson<{ readonly answer: string; readonly time_ms: number }>(
    "ajax-api/ui/models/predict",
    { uri, type, body },
  );
  const parsed: unknown = JSON.parse(answer);
  const predictions =
    typeof parsed === "object" && parsed !== null && "predictions" in parsed ? parsed.predictions : parsed;
  return { predictions, timeMs: time_ms };
}
