// Makes an experiment.
import type { VNode } from "preact";
import { createExperiment } from "../api/experiments.ts";
import { go, linkTo } from "../app/location.ts";
import { NameDialog } from "../components/name-dialog.tsx";
import { notify } from "../components/toast.tsx";
import { translator } from "../i18n/translator.ts";
import { homeTexts } from "./messages.ts";

const text = translator(homeTexts);

/** The dialog that makes an experiment and goes to it. */
export function NewExperiment({ onClose }: { readonly onClose: () => void }): VNode {
  return (
    <NameDialog
      title={text("newExperiment")}
      label={text("name")}
      placeholder={text("namePlaceholder")}
      action={text("create")}
      onClose={onClose}
      onSubmit={async (name) => {
        const id = await createExperiment(name);
        notify(text("created", { name }));
        go(linkTo(["experiments", id]));
      }}
    />
  );
}
