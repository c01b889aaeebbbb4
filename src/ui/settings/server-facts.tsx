// What the server tells of itself, and an examination of its store.
import type { ComponentChildren, VNode } from "preact";
import { useState } from "preact/hooks";
import { errorText } from "../api/request-error.ts";
import { type Examination, examineStore, fetchServerFacts } from "../api/server.ts";
import { useLoad } from "../api/use-load.ts";
import { serverAddress } from "../browser/page-address.ts";
import { now } from "../components/ago.tsx";
import { Button } from "../components/button.tsx";
import { CodeBlock } from "../components/code-block.tsx";
import { CopyButton } from "../components/copy-button.tsx";
import { ErrorState, LoadingState } from "../components/states.tsx";
import { notify } from "../components/toast.tsx";
import { formatBytes } from "../formats/bytes.ts";
import { formatDuration } from "../formats/time.ts";
import { language } from "../i18n/language.ts";
import { translator } from "../i18n/translator.ts";
import { settingsTexts } from "./messages.ts";

const text = translator(settingsTexts);

/** The facts. */
export function ServerFacts(): VNode {
  const { value, error, reload } = useLoad(fetchServerFacts, "about");
  if (value === undefined) {
    return error === undefined ? <LoadingState rows={4} /> : <ErrorState error={error} onRetry={reload} />;
  }
  const { index, damage } = value;
  return (
    <>
      <Fact name={text("address")} copy={serverAddress()}>
        {serverAddress()}
      </Fact>
      <Fact name={text("store")} copy={value.store_uri}>
        {value.store_uri}
      </Fact>
      {value.artifacts_folder !== null && (
        <Fact name={text("artifacts")} copy={value.artifacts_folder}>
          {value.artifacts_folder}
        </Fact>
      )}
      <Fact name={text("version")}>
        {value.version} · {text("mlflow")} {value.mlflow_version}
      </Fact>
      <Fact name={text("uptime")}>
        {formatDuration(Math.max(0, now.value - value.started_at), language.value)} · {text("memory")}{" "}
        {formatBytes(value.memory_bytes)}
      </Fact>
      {index !== null && (
        <Fact name={text("index")}>
          {text("indexText", {
            runs: index.runs.toLocaleString(language.value),
            columns: index.columns,
          })}
        </Fact>
      )}
      <Fact name={text("access")}>{text(value.tokens ? "accessToken" : "accessOpen")}</Fact>
      {damage.length > 0 && (
        <Fact name={text("damage")}>
          <ul class="findings">
            {damage.map(({ path, problem }) => (
              <li key={path}>
                <span class="mono">{path}</span> {problem}
              </li>
            ))}
          </ul>
        </Fact>
      )}
      <Examine />
      <CodeBlock label={text("connect")} code={`export MLFLOW_TRACKING_URI=${serverAddress()}`} />
    </>
  );
}

function Fact(props: {
  readonly name: string;
  readonly copy?: string;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <div class="setting">
      <span>{props.name}</span>
      <span class="row setting-value">
        {props.children}
        {props.copy !== undefined && <CopyButton text={props.copy} label={props.name} />}
      </span>
    </div>
  );
}

function Examine(): VNode {
  const [result, setResult] = useState<Examination | undefined>(undefined);
  const [isBusy, setBusy] = useState(false);
  const examine = async (): Promise<void> => {
    setBusy(true);
    try {
      setResult(await examineStore());
    } catch (error) {
      notify(errorText(error), { isFault: true });
    }
    setBusy(false);
  };
  return (
    <div class="setting">
      <span>
        {text("examine")}
        <span class="quiet setting-hint">{text("examineHint")}</span>
      </span>
      <div class="setting-value" role="status">
        <Button disabled={isBusy} onClick={() => void examine()}>
          {text(isBusy ? "examining" : "examine")}
        </Button>
        {result !== undefined && (
          <p>
            {text("examined", {
              experiments: result.experiments,
              runs: result.runs,
              models: result.models,
              time: formatDuration(result.time_ms, language.value),
            })}
            {result.findings.length === 0 && ` · ${text("sound")}`}
          </p>
        )}
        {result !== undefined && result.findings.length > 0 && (
          <ul class="findings">
            {result.findings.map(({ path, problem, remedy }) => (
              <li key={`${path} ${problem}`}>
                <span class="mono">{path}</span> {problem}
                {remedy !== null && (
                  <span class="quiet">
                    {" "}
                    {text("remedy")}: {remedy}
                  </span>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
