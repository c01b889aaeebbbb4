// Data: the forms it comes in, and the one form it becomes.
export type { FeatureTable } from "./feature-table.ts";
