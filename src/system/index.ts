// Doors to the world: time, ids, files, environment, git. Nothing else in this package touches them.
export { AppendFile } from "./append-file.ts";
export {
  type ChildOutcome,
  type ChildOutput,
  childOutput,
  runChild,
} from "./child-process.ts";
export { caughtUp, monotonicMs, nowMs, pause, repeat } from "./clock.ts";
export { coreCount } from "./cores.ts";
export {
  becomeScript,
  commandWords,
  environmentFlag,
  environmentText,
  environmentVariables,
  forgetEnvironment,
  homeFolder,
  processId,
  scriptPath,
  userName,
  workingFolder,
} from "./environment.ts";
export { isLockName, withFolderLock } from "./file-lock.ts";
export {
  copyFileAtomic,
  createFileAtomic,
  describeFileError,
  type FolderEntry,
  hasCode,
  isFileError,
  isTemporaryName,
  kindOf,
  listFolder,
  makeFolder,
  makeTemporaryFolder,
  moveFile,
  readBytes,
  readText,
  readTextIfPresent,
  removeFile,
  removeTree,
  TEMPORARY_PREFIX,
  writeFileAtomic,
  writeNewFile,
  writePartsAtomic,
} from "./files.ts";
export {
  buildFolder,
  type FolderName,
  folderEntryNames,
  folderNames,
  makeFoldersBelow,
  moveFolder,
  removeEmptyFolders,
  treeSize,
} from "./folders.ts";
export { type GitState, gitEnvironment, gitStateOf } from "./git.ts";
export { type GitChanges, gitChangesOf } from "./git-changes.ts";
export { newDecimalId, newHexId, randomBelow } from "./ids.ts";
export { type LastRequest, sendLastRequests } from "./last-requests.ts";
export { isUnreadable, type LimitedText, readLimitedText } from "./limited-read.ts";
export { linkFolder, linkTarget } from "./links.ts";
export { LiveLines } from "./live-lines.ts";
export { type Machine, nodeAbi, nodeFlags, nodeProgram, nodeVersion, thisMachine } from "./machine.ts";
export { memoryBytes } from "./memory.ts";
export { ownFile, packageFilePath } from "./package-files.ts";
export { packageVersion } from "./package-version.ts";
export { atProcessEnd, type LastWork, type ProcessEnd } from "./process-end.ts";
export { type ResourceSample, ResourceSampler } from "./resource-sampler.ts";
export { relativePathParts, resolveInside } from "./safe-path.ts";
export { type NotedSeed, notedSeeds, seedOrDrawn } from "./seeds.ts";
export { type FileStamp, isSameStamp, isSettled, modifiedMs, stampOf } from "./stamps.ts";
export { fileSize, fileStream, writeFileFromStream } from "./streams.ts";
export {
  ignoreClosedPipes,
  standardInput,
  styled,
  type TerminalStream,
  writeError,
  writeOut,
  writePart,
  writeProgress,
} from "./terminal.ts";
export { exitNow, setExitCode, terminationSignal } from "./termination.ts";
export { type LineChunk, rangeOf, tornTail, wholeLines } from "./whole-lines.ts";
export { isWorkerProcess, leaveWorkers, startWorkers, type Workers, workerId } from "./workers.ts";
