// What is shown where there is nothing yet: empty, loading, failed.
import "./states.css";
import type { ComponentChildren, VNode } from "preact";
import { errorText, RequestError } from "../api/request-error.ts";
import { translator } from "../i18n/translator.ts";
import { Button } from "./button.tsx";
import { CopyButton } from "./copy-button.tsx";
import { Icon, type IconName } from "./icon.tsx";
import { componentTexts } from "./messages.ts";

const text = translator(componentTexts);

/** Says that there is nothing, why, and what to do. */
export function EmptyState(props: {
  readonly icon?: IconName;
  readonly title: string;
  readonly children?: ComponentChildren;
}): VNode {
  return (
    <div class="state">
      {props.icon !== undefined && <Icon name={props.icon} size={22} />}
      <h2>{props.title}</h2>
      {props.children}
    </div>
  );
}

/** Says that something did not work, in the server's words, with the id of the request and a button to try again. */
export function ErrorState(props: {
  readonly error: unknown;
  readonly title?: string;
  readonly onRetry?: (() => void) | undefined;
}): VNode {
  const { error } = props;
  const isAway = error instanceof RequestError && error.status === 0;
  const requestId = error instanceof RequestError ? error.requestId : "";
  return (
    <div class="state" role="alert">
      <span class="state-bad">
        <Icon name="warning" size={22} />
      </span>
      <h2>{props.title ?? text("failed")}</h2>
      <p class="state-reason">{isAway ? text("unreachable") : errorText(error)}</p>
      {requestId !== "" && (
        <p class="row quiet">
          <span class="mono">{text("requestId", { id: requestId })}</span>
          <CopyButton text={requestId} label={text("copy")} />
        </p>
      )}
      {props.onRetry !== undefined && <Button onClick={props.onRetry}>{text("tryAgain")}</Button>}
    </div>
  );
}

/** Stands where something is being loaded; it shows itself only when that takes long. */
export function LoadingState({ rows = 6 }: { readonly rows?: number }): VNode {
  return (
    <div class="loading" role="status">
      <span class="visually-hidden">{text("loading")}</span>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} class="loading-bar" />
      ))}
    </div>
  );
}
