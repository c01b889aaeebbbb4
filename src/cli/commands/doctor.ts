// `traintracks doctor`: looks through the folder of a store, says what is damaged, and repairs it when asked to.
import { relative } from "node:path";
import type { Command } from "commander";
import { failure } from "../../errors/index.ts";
import { writeOut } from "../../system/index.ts";
import type { Finding } from "../../tracking/index.ts";
import { counted } from "../in-words.ts";
import { addStoreOptions, type StoreOptions, storeOf } from "../store-options.ts";

/** Adds the options of `doctor`. */
export function configureDoctor(command: Command): void {
  addStoreOptions(command)
    .option("--repair", "repair what can be; damaged files and lines are kept in .traintracks-damaged beside")
    .action((options: StoreOptions & { readonly repair?: boolean }) => {
      const store = storeOf(options);
      const { findings, ...counts } = store.examine({ repair: options.repair === true });
      if (options.json === true) writeOut(JSON.stringify({ ...counts, findings: findings.map(toJson) }));
      else {
        for (const finding of findings) writeOut(lineOf(finding, store.folder));
        const { experiments, runs, models } = counts;
        const parts = [
          counted(experiments, "experiment"),
          counted(runs, "run"),
          counted(models, "logged model"),
        ];
        writeOut(`${store.folder}: ${parts.join(", ")}`);
        if (findings.length === 0) writeOut("Nothing is wrong.");
      }
      const open = findings.filter(({ isRepaired }) => !isRepaired).length;
      if (open === 0) return;
      const advice = options.repair === true ? "they need a person" : "--repair repairs what can be";
      throw failure("DATA_LOSS", `${open} of ${findings.length} findings are not repaired: ${advice}`);
    });
}

function lineOf({ path, problem, remedy, isRepaired }: Finding, folder: string): string {
  const place = relative(folder, path) || ".";
  return `${place}: ${problem.replace(/\p{Cc}+/gu, " ")}\n  ${isRepaired ? "repaired" : "to do"}: ${remedy}`;
}

function toJson({ isRepaired, ...finding }: Finding): object {
  return { ...finding, is_repaired: isRepaired };
}
