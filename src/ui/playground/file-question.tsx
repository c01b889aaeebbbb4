// Asks a model about every row of a CSV file, and gives the file back with the answers.
import "./playground.css";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { askModel, type ModelAnswer } from "../api/model-insight.ts";
import { errorText } from "../api/request-error.ts";
import { downloadText } from "../browser/download.ts";
import { csvField } from "../charts/histories-csv.ts";
import { Button } from "../components/button.tsx";
import { formatBytes } from "../formats/bytes.ts";
import { translator } from "../i18n/translator.ts";
import { playgroundTexts } from "./messages.ts";
import { predictionTable } from "./prediction-rows.ts";
import { PredictionView } from "./prediction-view.tsx";

const text = translator(playgroundTexts);

/** What the server takes from this page. */
const MAX_BYTES = 4_000_000;

/** A place for a file, and the answers to its rows. */
export function FileQuestion({ uri }: { readonly uri: string }): VNode {
  const [file, setFile] = useState<{ readonly name: string; readonly csv: string } | undefined>(undefined);
  const [answer, setAnswer] = useState<ModelAnswer | undefined>(undefined);
  const [problem, setProblem] = useState("");
  const [isOver, setOver] = useState(false);
  const take = async (chosen: File | undefined): Promise<void> => {
    setOver(false);
    if (chosen === undefined) return;
    setProblem("");
    setAnswer(undefined);
    try {
      if (chosen.size > MAX_BYTES) {
        throw new RangeError(
          text("tooLarge", { size: formatBytes(chosen.size), most: formatBytes(MAX_BYTES) }),
        );
      }
      const csv = await chosen.text();
      setFile({ name: chosen.name, csv });
      setAnswer(await askModel(uri, "text/csv", csv));
    } catch (error) {
      setProblem(errorText(error));
    }
  };
  return (
    <>
      <label
        class={isOver ? "drop over" : "drop"}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          void take(event.dataTransfer?.files[0]);
        }}
      >
        <span>{text("fileHelp")}</span>
        <input
          type="file"
          accept=".csv,text/csv"
          onChange={(event) => void take(event.currentTarget.files?.[0])}
        />
      </label>
      {(answer !== undefined || problem !== "") && <PredictionView answer={answer} problem={problem} />}
      {answer !== undefined && file !== undefined && (
        <Button
          icon="download"
          onClick={() =>
            downloadText(
              `predictions-${file.name}`,
              withPredictions(file.csv, answer.predictions),
              "text/csv",
            )
          }
        >
          {text("download")}
        </Button>
      )}
    </>
  );
}

/** The lines of a CSV file, each with what was predicted for it; a line within quotes stays one. */
function withPredictions(csv: string, predictions: unknown): string {
  const { columns, rows } = predictionTable(predictions);
  const lines = wholeLines(csv);
  const ends = [columns, ...rows].map((row) => row.map(csvField).join(","));
  return `${lines.map((line, i) => `${line},${ends[i] ?? ""}`).join("\r\n")}\r\n`;
}

function wholeLines(csv: string): readonly string[] {
  const lines: string[] = [];
  let open = "";
  for (const part of csv.split(/\r?\n/)) {
    open = open === "" ? part : `${open}\n${part}`;
    if ((open.split('"').length - 1) % 2 === 0) {
      if (open !== "") lines.push(open);
      open = "";
    }
  }
  return lines;
}
