// Doors to the world: time, ids, files, environment, git. Nothing else in this package touches them.
export { nowMs } from "./clock.ts";
export {
  becomeScript,
  commandWords,
  environmentFlag,
  environmentText,
  forgetEnvironment,
  homeFolder,
  nodeVersion,
  scriptPath,
  userName,
  workingFolder,
} from "./environment.ts";
export {
  appendLines,
  copyFileAtomic,
  createFileAtomic,
  describeFileError,
  type FolderEntry,
  hasCode,
  isTemporaryName,
  kindOf,
  listFolder,
  makeFolder,
  makeTemporaryFolder,
  readBytes,
  readText,
  readTextIfPresent,
  removeTree,
  writeFileAtomic,
} from "./files.ts";
export { type GitState, gitStateOf } from "./git.ts";
export { newDecimalId, newHexId, randomBelow } from "./ids.ts";
export { packageFilePath } from "./package-files.ts";
export { packageVersion } from "./package-version.ts";
export { atProcessEnd, type ProcessEnd } from "./process-end.ts";
export { resolveInside } from "./safe-path.ts";
export { fileSize, fileStream, writeFileFromStream } from "./streams.ts";
export {
  ignoreClosedPipes,
  isTerminal,
  styled,
  type TerminalStream,
  writeError,
  writeOut,
} from "./terminal.ts";
export { setExitCode, terminationSignal } from "./termination.ts";
