// Autolog: the only place where tracking and models, data and plots meet.
export { type Autolog, autolog } from "./autolog.ts";
export type { AutologOptions } from "./autolog-options.ts";
export { logFigure } from "./log-figure.ts";
export { type LogInputOptions, logInput } from "./log-input.ts";
export { type LoggedModelInfo, type LogModelOptions, loadModel, logModel } from "./log-model.ts";
export { type RegisterModelOptions, registerModel } from "./register-model.ts";
