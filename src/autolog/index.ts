// Autolog: the only place where tracking and models, data and plots meet.
export { logFigure } from "./log-figure.ts";
export { type LogInputOptions, logInput } from "./log-input.ts";
export { type LoggedModelInfo, type LogModelOptions, loadModel, logModel } from "./log-model.ts";
