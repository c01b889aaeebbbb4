#!/usr/bin/env node
// The command `traintracks`.
import { commandWords, ignoreClosedPipes, leaveWorkers, setExitCode } from "../system/index.ts";
import { COMMANDS, GROUPS } from "./commands/catalogue.ts";
import { runCommandLine } from "./run-command-line.ts";

ignoreClosedPipes();
setExitCode(await runCommandLine(commandWords(), COMMANDS, GROUPS));
leaveWorkers();
